const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DAY_MS = 86_400_000;

/** A window as RDS writes it, `hh:mm-hh:mm` or `ddd:hh:mm-ddd:hh:mm`, UTC. */
export interface UtcWindow {
  /** The next time that it begins and ends, epoch ms. */
  from: number;
  to: number;
  /** Once a week, or once a day. */
  weekly: boolean;
}

const POINT = /^(?:([a-z]{3}):)?(\d\d):(\d\d)$/i;

/** The next occurrence from `now` (epoch ms) on; null for a text that is no window. */
export function nextUtcWindow(text: string, now: number): UtcWindow | null {
  const [begin, end] = text.split('-').map((part) => POINT.exec(part.trim()));
  if (!begin || !end) return null;
  const weekly = begin[1] !== undefined;
  const day = weekly ? DAYS.indexOf(begin[1]?.toLowerCase() ?? '') : 0;
  if (day < 0) return null;
  const midnight = Math.floor(now / DAY_MS) * DAY_MS;
  const minutes = (point: RegExpExecArray): number => Number(point[2]) * 60 + Number(point[3]);
  const ahead = weekly ? (day - new Date(midnight).getUTCDay() + 7) % 7 : 0;
  const length = (minutes(end) - minutes(begin) + 1440) % 1440 || 1440;
  const from = midnight + ahead * DAY_MS + minutes(begin) * 60_000;
  const to = from + length * 60_000;
  const later = to <= now ? (weekly ? 7 : 1) * DAY_MS : 0;
  return { from: from + later, to: to + later, weekly };
}

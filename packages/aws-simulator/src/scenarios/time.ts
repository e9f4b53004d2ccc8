/** Times and durations as people write them in scenario files. */

const UNITS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const DURATION = /^(\d+(?:\.\d+)?[smhdw])+$/;
const RELATIVE = /^([+-])((?:\d+(?:\.\d+)?[smhdw])+)$/;
const DAY_AND_CLOCK = /^([+-]?\d+)d (\d{1,2}):(\d{2})(?::(\d{2}))?$/;

export const TIME_HELP =
  'write "-2h", "+10m", "-1d 14:05" (that day\'s local time) or an ISO instant such as "2026-11-23T05:00:00Z"';
export const DURATION_HELP = 'write a number and s, m, h, d or w, such as "90s", "25m" or "1h30m"';

/** Milliseconds of `25m`, `1h30m`, `90s`; undefined when it is not a duration. */
export function parseDuration(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined;
  let total = 0;
  for (const [, amount = '0', unit = 's'] of text.matchAll(/(\d+(?:\.\d+)?)([smhdw])/g)) {
    total += Number(amount) * (UNITS[unit] ?? 0);
  }
  return Math.round(total);
}

/** Whether a text is a time that `resolveTime` understands. */
export function isTime(text: string): boolean {
  return RELATIVE.test(text) || isDayAndClock(text) || isInstant(text);
}

function isDayAndClock(text: string): boolean {
  const found = DAY_AND_CLOCK.exec(text);
  return found !== null && Number(found[2]) < 24 && Number(found[3]) < 60 && Number(found[4] ?? 0) < 60;
}

function isInstant(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) &&
    /(Z|[+-]\d{2}:\d{2})$/.test(text) &&
    !Number.isNaN(Date.parse(text))
  );
}

/** The instant that a time names; relative ones count from `startedAt` (ms), clock times are in `timezone`. */
export function resolveTime(text: string, startedAt: number, timezone: string): number {
  const relative = RELATIVE.exec(text);
  if (relative) return startedAt + (relative[1] === '-' ? -1 : 1) * (parseDuration(relative[2] ?? '') ?? 0);
  const clock = DAY_AND_CLOCK.exec(text);
  if (clock) {
    const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = clock;
    const date = localDate(startedAt, timezone) + Number(days) * 86_400_000;
    return fromLocal(date + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000, timezone);
  }
  return Date.parse(text);
}

export function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Wall-clock fields of an instant as if they were UTC. */
function toLocal(at: number, timezone: string): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const part = Object.fromEntries(
    format.formatToParts(new Date(at)).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function localDate(at: number, timezone: string): number {
  return Math.floor(toLocal(at, timezone) / 86_400_000) * 86_400_000;
}

/** The instant at which the wall clock shows `local`; twice, because the offset may change between. */
function fromLocal(local: number, timezone: string): number {
  const first = local - (toLocal(local, timezone) - local);
  return local - (toLocal(first, timezone) - first);
}

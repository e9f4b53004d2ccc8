const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** An event arrives up to three minutes after its minute; a minute older than this will not change. Epoch ms. */
export const SETTLE_MS = 5 * MINUTE_MS;

/** Minutes of an hour, a bit each, as PostgreSQL writes bit(60): the first is the hour's first minute. */
export interface ReadHour {
  /** Epoch ms. */
  hour: number;
  minutes: string;
}

/** The hours of [from, to), whole minutes in epoch ms, with a 1 for each minute inside. */
export function readHours(from: number, to: number): ReadHour[] {
  const hours: ReadHour[] = [];
  for (let hour = Math.floor(from / HOUR_MS) * HOUR_MS; hour < to; hour += HOUR_MS) {
    const bits = Array.from({ length: 60 }, (_, i) => {
      const minute = hour + i * MINUTE_MS;
      return minute >= from && minute < to ? '1' : '0';
    });
    hours.push({ hour, minutes: bits.join('') });
  }
  return hours;
}

/** How many whole minutes of [from, to) were read. */
export function countRead(hours: readonly ReadHour[], from: number, to: number): number {
  const read = isRead(hours);
  let count = 0;
  for (let minute = from; minute < to; minute += MINUTE_MS) if (read(minute)) count += 1;
  return count;
}

/** From the first to the last minute of [from, to) that was not read; null where all were. */
export function missingSpan(
  hours: readonly ReadHour[],
  from: number,
  to: number,
): { from: number; to: number } | null {
  const read = isRead(hours);
  let [first, last] = [-1, -1];
  for (let minute = from; minute < to; minute += MINUTE_MS) {
    if (read(minute)) continue;
    if (first === -1) first = minute;
    last = minute;
  }
  return first === -1 ? null : { from: first, to: last + MINUTE_MS };
}

function isRead(hours: readonly ReadHour[]): (minute: number) => boolean {
  const byHour = new Map(hours.map(({ hour, minutes }) => [hour, minutes]));
  return (minute) => {
    const hour = Math.floor(minute / HOUR_MS) * HOUR_MS;
    return byHour.get(hour)?.[(minute - hour) / MINUTE_MS] === '1';
  };
}

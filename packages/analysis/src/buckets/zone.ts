/** Calendar arithmetic in an IANA zone. All instants are epoch milliseconds; a zoned day may have 23 or 25 hours. */

const DAY_MS = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  try {
    const made = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(timeZone, made);
    return made;
  } catch (cause) {
    throw new RangeError(`tz: "${timeZone}" is no IANA time zone; use a name such as Asia/Seoul or UTC`, {
      cause,
    });
  }
}

/** Local wall clock minus UTC, in milliseconds, at an instant. */
export function zoneOffsetMs(timeZone: string, at: number): number {
  if (timeZone === 'UTC') return 0;
  const whole = Math.floor(at / 1000) * 1000;
  const part: Record<string, number> = {};
  for (const { type, value } of formatterFor(timeZone).formatToParts(whole)) part[type] = Number(value);
  const wall = Date.UTC(
    part['year'] ?? 1970,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
    part['second'] ?? 0,
  );
  return wall - whole;
}

/** Days since 1970-01-01 of the local date at an instant. */
export function zonedDayNumber(timeZone: string, at: number): number {
  return Math.floor((at + zoneOffsetMs(timeZone, at)) / DAY_MS);
}

/**
 * First instant of a local date, given as days since 1970-01-01. Where a clock change removes midnight
 * (Beirut, Santiago) it is the first minute that the date has.
 */
export function startOfDayNumber(timeZone: string, dayNumber: number): number {
  const nominal = dayNumber * DAY_MS;
  const guess = nominal - zoneOffsetMs(timeZone, nominal);
  const settled = nominal - zoneOffsetMs(timeZone, guess);
  if (isFirstMinute(timeZone, settled, dayNumber)) return settled;
  // No local midnight, or it was guessed on the wrong side of a change: search minutes within the widest offset.
  let before = Math.floor(nominal / 60_000) - 15 * 60;
  let within = before + 30 * 60;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (zonedDayNumber(timeZone, middle * 60_000) >= dayNumber) within = middle;
    else before = middle;
  }
  return within * 60_000;
}

function isFirstMinute(timeZone: string, at: number, dayNumber: number): boolean {
  return zonedDayNumber(timeZone, at) === dayNumber && zonedDayNumber(timeZone, at - 1) === dayNumber - 1;
}

/** First instant of the local date that contains `at`. */
export function startOfZonedDay(timeZone: string, at: number): number {
  if (timeZone === 'UTC') return Math.floor(at / DAY_MS) * DAY_MS;
  return startOfDayNumber(timeZone, zonedDayNumber(timeZone, at));
}

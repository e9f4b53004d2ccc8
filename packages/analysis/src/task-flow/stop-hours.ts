import { zoneOffsetMs } from '../buckets/zone.js';

/** Every zone's offset is a whole number of these. */
const SLOT_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Stops within one hour of a local date. */
export interface StopHour {
  /** Local date, YYYY-MM-DD. */
  date: string;
  /** Local hour, 0 to 23; where clocks go back it holds both hours of that name. */
  hour: number;
  /** Epoch ms of the stretch that it covers. */
  from: number;
  to: number;
  stops: number;
  abnormal: number;
}

/** Counts stops by the hour of a zone's wall clock. */
export class StopHours {
  private readonly slots = new Map<number, { stops: number; abnormal: number }>();

  /** @param at epoch ms */
  add(at: number, abnormal: boolean): void {
    const slot = Math.floor(at / SLOT_MS);
    const known = this.slots.get(slot);
    if (known === undefined) this.slots.set(slot, { stops: 1, abnormal: abnormal ? 1 : 0 });
    else {
      known.stops += 1;
      if (abnormal) known.abnormal += 1;
    }
  }

  /** Hours with a stop, in order of time. @throws RangeError for a zone that is no IANA name */
  result(timeZone: string): StopHour[] {
    const hours = new Map<string, StopHour>();
    const offsetAt = offsets(timeZone);
    for (const [slot, { stops, abnormal }] of [...this.slots].sort(([a], [b]) => a - b)) {
      const at = slot * SLOT_MS;
      const wall = at + offsetAt(at);
      const date = new Date(Math.floor(wall / DAY_MS) * DAY_MS).toISOString().slice(0, 10);
      const hour = Math.floor((wall % DAY_MS) / HOUR_MS);
      const from = at - (wall % HOUR_MS);
      const key = `${date} ${hour}`;
      const known = hours.get(key);
      if (known === undefined) hours.set(key, { date, hour, from, to: from + HOUR_MS, stops, abnormal });
      else {
        known.to = Math.max(known.to, from + HOUR_MS);
        known.stops += stops;
        known.abnormal += abnormal;
      }
    }
    return [...hours.values()];
  }
}

/** Offsets of a zone, asked for twice a UTC day and not for each slot: they change on few days of a year. */
function offsets(timeZone: string): (at: number) => number {
  const byDay = new Map<number, number | null>();
  return (at) => {
    const day = Math.floor(at / DAY_MS);
    let known = byDay.get(day);
    if (known === undefined) {
      const [first, last] = [day * DAY_MS, (day + 1) * DAY_MS].map((edge) => zoneOffsetMs(timeZone, edge));
      known = first === last ? (first ?? 0) : null;
      byDay.set(day, known);
    }
    return known ?? zoneOffsetMs(timeZone, at);
  };
}

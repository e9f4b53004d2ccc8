import { HOUR_MS, MINUTE_MS, SLOTS, type HourRows } from './hour-rows.js';

interface Remembered {
  /** Which minute (since the epoch) each slot holds. */
  minutes: Int32Array;
  values: Float32Array;
  /** Epoch ms until which the series had been asked when it was remembered last. */
  askedUntil: number;
}

/**
 * The last sixty slots of each series as they were committed, so that a poll sends only what is new or was revised.
 * It is a cache: after a restart, or when another worker polled in between, points are sent once more.
 */
export class SlotMemory {
  private readonly series = new Map<number, Remembered>();

  /** Whether the database already holds this value (float32). */
  isKnown(seriesId: number, minute: number, value: number): boolean {
    const held = this.series.get(seriesId);
    const slot = minute % SLOTS;
    return held !== undefined && held.minutes[slot] === minute && held.values[slot] === value;
  }

  /** Epoch ms until which a series was asked before; null: never in this process. */
  askedUntil(seriesId: number): number | null {
    return this.series.get(seriesId)?.askedUntil ?? null;
  }

  /** Whether some value of this minute is held. */
  holds(seriesId: number, minute: number): boolean {
    return this.series.get(seriesId)?.minutes[minute % SLOTS] === minute;
  }

  /** Takes over what was committed. */
  remember(rows: HourRows, asked: readonly { id: number }[], until: number): void {
    for (const { id } of asked) this.entry(id).askedUntil = until;
    for (let row = 0; row < rows.length; row += 1) {
      const { minutes, values } = this.entry(rows.seriesIds[row] as number);
      const first = ((rows.hours[row] as number) / HOUR_MS) * (HOUR_MS / MINUTE_MS);
      const slots = rows.slotsOf(row);
      for (let slot = 0; slot < SLOTS; slot += 1) {
        const value = slots[slot] as number;
        if (value !== value || first + slot < (minutes[slot] as number)) continue;
        minutes[slot] = first + slot;
        values[slot] = value;
      }
    }
  }

  /** Forgets series that are not polled any more. */
  keepOnly(seriesIds: ReadonlySet<number>): void {
    for (const id of this.series.keys()) if (!seriesIds.has(id)) this.series.delete(id);
  }

  private entry(id: number): Remembered {
    let held = this.series.get(id);
    if (!held) {
      held = {
        minutes: new Int32Array(SLOTS).fill(-1),
        values: new Float32Array(SLOTS),
        askedUntil: -Infinity,
      };
      this.series.set(id, held);
    }
    return held;
  }
}

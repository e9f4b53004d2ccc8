export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;
export const SLOTS = 60;
const FIRST_CAPACITY = 64;

interface SeriesRef {
  id: number;
  /** Seconds between datapoints. */
  period: number;
}

/**
 * Metric hours on their way to the database: rows of sixty one-minute slots, NaN where nothing is carried. Points of a
 * series may come in any order and in several parts; the last one of a slot counts. Points of 3600 s have no slots
 * and stand apart, for metric_days.
 */
export class HourRows {
  readonly hours: number[] = [];
  readonly seriesIds: number[] = [];
  readonly periods: number[] = [];
  /** Points an hour apart. */
  readonly hourly: { seriesId: number; hour: number; value: number }[] = [];
  /** Values that float32 cannot hold, counted by series. */
  readonly refused = new Map<number, number>();
  /** Epoch ms of the newest point by series. */
  readonly newest = new Map<number, number>();
  points = 0;
  private slots = new Float32Array(FIRST_CAPACITY * SLOTS).fill(NaN);
  private readonly rowOf = new Map<number, number>();

  get length(): number {
    return this.hours.length;
  }

  /** Times in epoch ms. `isKnown` leaves out points that the database already holds. */
  add(
    series: SeriesRef,
    times: readonly number[],
    values: readonly number[],
    isKnown?: (minute: number, value: number) => boolean,
  ): void {
    let hour = NaN;
    let row = 0;
    for (let i = 0; i < times.length; i += 1) {
      const time = times[i] as number;
      const value = Math.fround(values[i] as number);
      if (!Number.isFinite(value)) {
        this.refused.set(series.id, (this.refused.get(series.id) ?? 0) + 1);
        continue;
      }
      if (time > (this.newest.get(series.id) ?? -Infinity)) this.newest.set(series.id, time);
      const minute = Math.floor(time / MINUTE_MS);
      if (isKnown?.(minute, value)) continue;
      this.points += 1;
      const start = Math.floor(minute / SLOTS) * HOUR_MS;
      if (series.period >= 3600) {
        this.hourly.push({ seriesId: series.id, hour: start, value: values[i] as number });
        continue;
      }
      if (start !== hour) {
        hour = start;
        row = this.row(series, hour);
      }
      this.slots[row * SLOTS + (minute % SLOTS)] = value;
    }
  }

  /** The sixty slots of a row; a view, not a copy. */
  slotsOf(row: number): Float32Array {
    return this.slots.subarray(row * SLOTS, (row + 1) * SLOTS);
  }

  /** All rows, one after another; views, not copies. */
  parts(): Float32Array[] {
    return this.hours.map((_hour, row) => this.slotsOf(row));
  }

  private row(series: SeriesRef, hour: number): number {
    // Hours since the epoch stay far below a million, so the pair is one exact number.
    const key = series.id * 1_000_000 + hour / HOUR_MS;
    let row = this.rowOf.get(key);
    if (row === undefined) {
      row = this.hours.length;
      this.rowOf.set(key, row);
      this.hours.push(hour);
      this.seriesIds.push(series.id);
      this.periods.push(series.period);
      if ((row + 1) * SLOTS > this.slots.length) this.grow();
    }
    return row;
  }

  private grow(): void {
    const wider = new Float32Array(this.slots.length * 2).fill(NaN);
    wider.set(this.slots);
    this.slots = wider;
  }
}

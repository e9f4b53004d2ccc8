/** Stored forms of a series (docs: "Storage of metrics"). NaN means no datapoint. */

/** One hour of 60 one-minute slots; a point sits in the slot of its timestamp whatever its period. */
export interface MinuteRow {
  /** Epoch ms of the hour's start. */
  hour: number;
  /** Seconds between points: 60, 300 or 3600. */
  period: number;
  slots: ArrayLike<number>;
}

/** One UTC day of 24 settled hours. Hours without a point have count 0 and NaN in sum, min and max. */
export interface DayRow {
  /** Epoch ms of the UTC day's start. */
  day: number;
  /** Seconds between the points that were settled. */
  period: number;
  count: ArrayLike<number>;
  sum: ArrayLike<number>;
  min: ArrayLike<number>;
  max: ArrayLike<number>;
}

export interface HourSummary {
  count: number;
  sum: number;
  min: number;
  max: number;
}

/** Aggregates of one hour for metric_days; count 0 with NaN elsewhere when the hour holds no point. */
export function settleHour(slots: ArrayLike<number>): HourSummary {
  let count = 0;
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < slots.length; i += 1) {
    const value = slots[i] as number;
    if (value !== value) continue;
    count += 1;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return count > 0 ? { count, sum, min, max } : { count: 0, sum: NaN, min: NaN, max: NaN };
}

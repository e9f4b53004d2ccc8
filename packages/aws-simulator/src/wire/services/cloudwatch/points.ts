import type { MetricSeries, Millis, Region } from '../../../world/types.js';
import type { Accumulator } from './statistic.js';

export interface Points {
  /** Start of each period, ascending; and its value. */
  times: Millis[];
  values: number[];
}

export interface PointRange {
  /** First period, inclusive; periods are counted from here. */
  start: Millis;
  /** Exclusive. */
  end: Millis;
  periodMs: number;
  /** Slots which become visible after this instant are absent. Infinity shows all. */
  visibleUntil: Millis;
}

/**
 * A series over a range in periods of `periodMs`: native slots are combined into the period that holds their start; a
 * period shorter than the native one shows each slot at its own time, as CloudWatch does for a 5-minute metric asked
 * at 60 s.
 */
export function readPoints(
  view: Region,
  series: MetricSeries,
  range: PointRange,
  statistic: Accumulator,
): Points {
  const { start, end, periodMs, visibleUntil } = range;
  const slotMs = series.period * 1000;
  const times: Millis[] = [];
  const values: number[] = [];
  let period = NaN;
  const flush = (): void => {
    const value = Number.isNaN(period) ? undefined : statistic.take();
    if (value === undefined) return;
    times.push(period);
    values.push(value);
  };
  for (let slot = Math.ceil(start / slotMs) * slotMs; slot < end; slot += slotMs) {
    const set = view.datapoint(series, slot);
    if (set === undefined) continue;
    if (visibleUntil !== Infinity && view.visibleAt(series, slot) > visibleUntil) continue;
    const at = start + Math.floor((slot - start) / periodMs) * periodMs;
    if (at !== period) {
      flush();
      period = at;
    }
    statistic.add(set);
  }
  flush();
  return { times, values };
}

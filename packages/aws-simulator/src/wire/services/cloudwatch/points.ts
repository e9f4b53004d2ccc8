import type { MetricSeries, Millis, Region, StatisticSet } from '../../../world/types.js';
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

interface Slots {
  at: Millis[];
  sets: StatisticSet[];
}

/**
 * Reads series of one region. The slots last read are kept, because clients ask several statistics of a metric one
 * after the other.
 */
export class PointReader {
  private key: unknown[] = [];
  private slots: Slots = { at: [], sets: [] };

  constructor(private readonly view: Region) {}

  /**
   * A series over a range in periods of `periodMs`: native slots are combined into the period that holds their start;
   * a period shorter than the native one shows each slot at its own time, as CloudWatch does for a 5-minute metric
   * asked at 60 s.
   */
  read(series: MetricSeries, range: PointRange, statistic: Accumulator): Points {
    const { at, sets } = this.visibleSlots(series, range);
    const { start, periodMs } = range;
    const times: Millis[] = [];
    const values: number[] = [];
    let period = NaN;
    const flush = (): void => {
      const value = Number.isNaN(period) ? undefined : statistic.take();
      if (value === undefined) return;
      times.push(period);
      values.push(value);
    };
    sets.forEach((set, index) => {
      const slot = at[index] ?? NaN;
      const begins = start + Math.floor((slot - start) / periodMs) * periodMs;
      if (begins !== period) {
        flush();
        period = begins;
      }
      statistic.add(set);
    });
    flush();
    return { times, values };
  }

  private visibleSlots(series: MetricSeries, { start, end, visibleUntil }: PointRange): Slots {
    const key = [series, start, end, visibleUntil];
    if (this.key.length > 0 && key.every((part, index) => part === this.key[index])) return this.slots;
    const slotMs = series.period * 1000;
    const slots: Slots = { at: [], sets: [] };
    for (let slot = Math.ceil(start / slotMs) * slotMs; slot < end; slot += slotMs) {
      const set = this.view.datapoint(series, slot, visibleUntil);
      if (set === undefined) continue;
      if (visibleUntil !== Infinity && this.view.visibleAt(series, slot) > visibleUntil) continue;
      slots.at.push(slot);
      slots.sets.push(set);
    }
    this.key = key;
    this.slots = slots;
    return slots;
  }
}

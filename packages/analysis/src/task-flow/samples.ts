import { quantileByRank } from '../statistics/quantile-by-rank.js';

/** Percentiles of a time in seconds over `count` tasks. */
export interface Percentiles {
  count: number;
  p50: number;
  p90: number;
  p99: number;
}

const FIRST_ROOM = 1024;

/** Numbers gathered one by one: plain typed memory, eight bytes each. */
export class Samples {
  private values = new Float64Array(FIRST_ROOM);
  private length = 0;

  add(value: number): void {
    if (this.length === this.values.length) {
      const wider = new Float64Array(this.length * 4);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.length] = value;
    this.length += 1;
  }

  /** @param unit what each value is divided by, such as 1000 for seconds of milliseconds; null without a value */
  percentiles(unit: number): Percentiles | null {
    if (this.length === 0) return null;
    const values = this.values.subarray(0, this.length);
    const at = (q: number): number => quantileByRank(values, q) / unit;
    return { count: this.length, p50: at(0.5), p90: at(0.9), p99: at(0.99) };
  }
}

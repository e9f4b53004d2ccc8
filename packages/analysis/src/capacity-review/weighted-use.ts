import type { HourlyUse } from './hourly-use.js';

/**
 * What several resources use together, as of a cluster without hosts of its own: in each hour the sum of what they used
 * over the sum of what they had. A member counts in the hours of which both are known. The peak of an hour is the sum of
 * the members' peaks, which they need not have reached in the same minute: an upper bound.
 */
export class WeightedUse {
  private readonly used: Float64Array;
  private readonly peak: Float64Array;
  private readonly had: Float64Array;

  constructor(
    private readonly from: number,
    hours: number,
  ) {
    this.used = new Float64Array(hours);
    this.peak = new Float64Array(hours);
    this.had = new Float64Array(hours);
  }

  /** `use`: percent of `had`; `had`: in one unit for all members, by hour; both begin with the same hour as this. */
  add(use: HourlyUse, had: ArrayLike<number>): void {
    for (let i = 0; i < this.had.length; i += 1) {
      const [percent, whole] = [use.means[i] as number, had[i] as number];
      if (percent !== percent || !(whole > 0)) continue;
      this.used[i] = (this.used[i] as number) + (percent * whole) / 100;
      this.peak[i] = (this.peak[i] as number) + ((use.peaks[i] as number) * whole) / 100;
      this.had[i] = (this.had[i] as number) + whole;
    }
  }

  /** Percent of what they had together, and that by hour; NaN where nothing is known. */
  result(): { use: HourlyUse; had: Float64Array } {
    const share = (of: Float64Array): Float64Array =>
      of.map((value, i) => ((this.had[i] as number) > 0 ? (100 * value) / (this.had[i] as number) : NaN));
    const had = this.had.map((value) => (value > 0 ? value : NaN));
    return { use: { from: this.from, means: share(this.used), peaks: share(this.peak) }, had };
  }
}

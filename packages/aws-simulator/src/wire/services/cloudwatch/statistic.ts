import type { StatisticSet } from '../../../world/types.js';

/** Gathers the slots of one period and says the statistic, or undefined where CloudWatch has none. */
export interface Accumulator {
  add(set: StatisticSet): void;
  take(): number | undefined;
}

const PERCENTILE = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/;

/** Makes accumulators for a statistic by CloudWatch's name; undefined for a name that it does not know. */
export function statisticOf(name: string): (() => Accumulator) | undefined {
  switch (name) {
    case 'Average':
      return () => new Ratio();
    case 'Sum':
      return () => new Fold(0, (total, set) => total + set.sum);
    case 'SampleCount':
      return () => new Fold(0, (total, set) => total + set.sampleCount);
    case 'Minimum':
      return () => new Fold(Infinity, (least, set) => Math.min(least, set.minimum));
    case 'Maximum':
      return () => new Fold(-Infinity, (most, set) => Math.max(most, set.maximum));
    default: {
      const percent = PERCENTILE.exec(name)?.[1];
      return percent === undefined ? undefined : () => new Percentile(Number(percent) / 100);
    }
  }
}

class Fold implements Accumulator {
  private value: number;

  constructor(
    private readonly zero: number,
    private readonly fold: (value: number, set: StatisticSet) => number,
  ) {
    this.value = zero;
  }

  add(set: StatisticSet): void {
    this.value = this.fold(this.value, set);
  }

  take(): number {
    const { value } = this;
    this.value = this.zero;
    return value;
  }
}

/** Average = Sum / SampleCount, over all slots of the period. */
class Ratio implements Accumulator {
  private sum = 0;
  private count = 0;

  add(set: StatisticSet): void {
    this.sum += set.sum;
    this.count += set.sampleCount;
  }

  take(): number | undefined {
    const value = this.count > 0 ? this.sum / this.count : undefined;
    this.sum = 0;
    this.count = 0;
    return value;
  }
}

/**
 * Nearest rank over the raw values. CloudWatch has percentiles only where it keeps raw values (or where one value
 * stands for all), and none when a value is negative.
 */
class Percentile implements Accumulator {
  private values: number[] = [];
  private known = true;

  constructor(private readonly share: number) {}

  add(set: StatisticSet): void {
    const values = set.values ?? (set.minimum === set.maximum ? [set.minimum] : undefined);
    if (values) this.values.push(...values);
    if (!values || set.minimum < 0) this.known = false;
  }

  take(): number | undefined {
    const { values, known } = this;
    this.values = [];
    this.known = true;
    if (!known || values.length === 0) return undefined;
    values.sort((a, b) => a - b);
    return values[Math.max(0, Math.ceil(this.share * values.length) - 1)];
  }
}

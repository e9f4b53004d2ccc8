import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayBlockInterval } from './bootstrap.js';
import { quantile, quantileOfSorted, usageWeightedQuantile } from './quantile.js';
import { seededRandom } from './random.js';
import { theilSen } from './theil-sen.js';

describe('quantiles', () => {
  it('interpolate between neighbours and leave out missing values', () => {
    expect(quantileOfSorted([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([4, NaN, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([NaN], 0.5)).toBeNaN();
    expect(quantileOfSorted([7], 0.99)).toBe(7);
  });

  it('weighted by use ignore how long nothing happened', () => {
    const busy = [10, 20, 30, 40];
    const idle = Array.from({ length: 1000 }, () => 0);
    expect(usageWeightedQuantile([...busy, ...idle], 0.5)).toBe(usageWeightedQuantile(busy, 0.5));
    expect(usageWeightedQuantile(busy, 0.99)).toBe(40);
  });
});

describe('the Theil-Sen line', () => {
  it('finds a line through a third of outliers', () => {
    const x = Array.from({ length: 30 }, (_, i) => i);
    const y = x.map((i) => (i % 4 === 0 ? 1000 : 5 - 2 * i));
    const line = theilSen(x, y);
    expect(line?.slope).toBeCloseTo(-2, 5);
    expect(line?.intercept).toBeCloseTo(5, 5);
  });

  it('has an interval that holds its slope, and zero where there is only noise', () => {
    const random = seededRandom(7);
    const x = Array.from({ length: 60 }, (_, i) => i);
    const line = theilSen(
      x,
      x.map(() => random()),
    );
    expect(line?.low).toBeLessThan(0);
    expect(line?.high).toBeGreaterThan(0);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 3, maxLength: 40 }),
        (y) => {
          const any = theilSen(
            y.map((_, i) => i),
            y,
          );
          expect(any?.low).toBeLessThanOrEqual(any?.slope ?? NaN);
          expect(any?.high).toBeGreaterThanOrEqual(any?.slope ?? NaN);
        },
      ),
    );
  });

  it('needs three points', () => {
    expect(theilSen([0, 1, 2], [1, NaN, 2])).toBeNull();
  });
});

describe('the interval of daily values', () => {
  it('is the same for the same seed, holds the mean, and narrows with more days', () => {
    const few = [10, 20, 30];
    const many = Array.from({ length: 90 }, (_, i) => few[i % 3] as number);
    const width = (days: number[]): number => {
      const interval = dayBlockInterval(days, seededRandom(1));
      expect(interval).toEqual(dayBlockInterval(days, seededRandom(1)));
      expect(interval?.expected).toBeCloseTo(20, 9);
      expect(interval?.low).toBeLessThan(20);
      expect(interval?.high).toBeGreaterThan(20);
      return (interval?.high ?? NaN) - (interval?.low ?? NaN);
    };
    expect(width(many)).toBeLessThan(width(few) / 3);
    expect(dayBlockInterval([NaN], seededRandom(1))).toBeNull();
  });
});

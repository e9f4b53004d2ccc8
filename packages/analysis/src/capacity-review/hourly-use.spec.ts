import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HOUR_MS, hourlyUse, meanWithin, useFigures, type HourlyUse } from './hourly-use.js';
import { WeightedUse } from './weighted-use.js';

const FROM = Date.UTC(2026, 10, 16);
const percent = fc.double({ min: 0, max: 300, noNaN: true });
const known = fc.option(percent, { nil: NaN, freq: 4 });
const hours = fc.array(known, { minLength: 1, maxLength: 200 });

function useOf(means: readonly number[], above = 0): HourlyUse {
  return {
    from: FROM,
    means: Float64Array.from(means),
    peaks: Float64Array.from(means, (value) => value + above),
  };
}

/** Type 7 written down from its definition. */
function quantileByHand(values: readonly number[], q: number): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const h = (sorted.length - 1) * q;
  const [low, high] = [sorted[Math.floor(h)] ?? NaN, sorted[Math.ceil(h)] ?? NaN];
  return low + (h - Math.floor(h)) * (high - low);
}

describe('the figures of a range', () => {
  it('are the quantiles of the means of its hours and the highest point', () => {
    fc.assert(
      fc.property(hours, fc.nat(250), fc.nat(250), (means, a, b) => {
        const [first, end] = [Math.min(a, b), Math.max(a, b)];
        const range = { from: FROM + first * HOUR_MS, to: FROM + end * HOUR_MS };
        const figures = useFigures(useOf(means, 5), range);
        const within = means.slice(first, end).filter((value) => !Number.isNaN(value));
        if (within.length === 0) {
          expect(figures).toMatchObject({ p50: null, p95: null, max: null, completeness: 0 });
          expect(meanWithin(useOf(means), range)).toBeNull();
          return;
        }
        expect(figures.p50).toBeCloseTo(quantileByHand(within, 0.5), 9);
        expect(figures.p95).toBeCloseTo(quantileByHand(within, 0.95), 9);
        expect(figures.max).toBe(Math.max(...within) + 5);
        expect(figures.completeness).toBeCloseTo((100 * within.length) / (end - first), 9);
      }),
    );
  });

  it('count an hour where it begins, in zones of half an hour too', () => {
    const half = HOUR_MS / 2;
    const range = { from: FROM + half, to: FROM + half + 2 * HOUR_MS };
    expect(useFigures(useOf([1, 2, 3, 4]), range)).toMatchObject({ max: 3, p50: 2.5, completeness: 100 });
  });
});

describe('use of a whole', () => {
  const stored = { from: FROM, values: [25, NaN], min: [20, NaN], max: [30, NaN] };
  it('is the part of it', () => {
    const use = hourlyUse(stored, { of: 'part', whole: () => 50 });
    expect([use.means[0], use.peaks[0]]).toEqual([50, 60]);
    expect(use.means[1]).toBeNaN();
  });
  it('is what is not free, and highest where least is free', () => {
    const use = hourlyUse(stored, { of: 'free', whole: () => 100 });
    expect([use.means[0], use.peaks[0]]).toEqual([75, 80]);
  });
  it.each([null, 0, -1, NaN])('is unknown where the whole is %p', (whole) => {
    const use = hourlyUse(stored, { of: 'free', whole: () => whole });
    expect(use.means[0]).toBeNaN();
  });
});

describe('several together', () => {
  it('use between what the least and the most used of them does, weighted by what each has', () => {
    const member = fc.tuple(percent, fc.double({ min: 0.1, max: 100, noNaN: true }));
    fc.assert(
      fc.property(fc.array(member, { minLength: 1, maxLength: 8 }), (members) => {
        const together = new WeightedUse(FROM, 1);
        for (const [value, had] of members) together.add(useOf([value]), [had]);
        const { use, had } = together.result();
        const all = members.reduce((sum, [, each]) => sum + each, 0);
        const used = members.reduce((sum, [value, each]) => sum + value * each, 0);
        expect(use.means[0]).toBeCloseTo(used / all, 6);
        expect(had[0]).toBeCloseTo(all, 6);
      }),
    );
  });
  it('leave out a member in the hours of which something of it is unknown', () => {
    const together = new WeightedUse(FROM, 3);
    together.add(useOf([10, 10, NaN]), [1, 1, 1]);
    together.add(useOf([90, 90, NaN]), [1, NaN, 1]);
    const { use } = together.result();
    expect([...use.means]).toEqual([50, 10, NaN]);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quantileByRank } from './quantile-by-rank.js';
import { quantileOfSorted } from './quantile.js';

describe('a quantile by rank', () => {
  it('is the one that sorting finds, however often it is asked', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 })),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }),
        (list, shares) => {
          const sorted = Float64Array.from(list).sort();
          const values = Float64Array.from(list);
          for (const q of shares) expect(quantileByRank(values, q)).toBe(quantileOfSorted(sorted, q));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

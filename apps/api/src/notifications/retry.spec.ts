import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nextTry } from './retry.js';

const DAY = 86_400_000;

describe('the next try of a message', () => {
  it('comes later and later, never sooner than the receiver asks, and not after a day', () => {
    const attempts = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(attempts, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(DAY * 2), (n, spread, age) => {
        const at = nextTry({ attempts: n, createdAt: 0, now: age, retryAfterMs: 30_000 }, spread);
        if (age >= DAY) expect(at).toBeNull();
        else {
          expect(at).toBeGreaterThanOrEqual(age + 30_000);
          expect(at).toBeLessThanOrEqual(age + 15 * 60_000 * 1.25);
        }
      }),
    );
    const wait = (n: number): number =>
      nextTry({ attempts: n, createdAt: 0, now: 0, retryAfterMs: null }, 0.5) ?? 0;
    expect([1, 2, 3, 20].map(wait)).toEqual([5_000, 10_000, 20_000, 900_000]);
  });
});

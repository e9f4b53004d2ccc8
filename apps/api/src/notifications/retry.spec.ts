import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nextTry, retryAfterMs } from './retry.js';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 23);

describe('the next try of a message', () => {
  it('comes later and later, never sooner than the receiver asks', () => {
    const attempts = fc.integer({ min: 1, max: 90 });
    const spread = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(attempts, spread, fc.nat(2 * 3_600_000), (n, x, asked) => {
        const at = nextTry({ attempts: n, now: NOW, retryAfterMs: asked }, x) ?? 0;
        expect(at).toBeGreaterThanOrEqual(NOW + Math.min(asked, 3_600_000));
        expect(at).toBeLessThanOrEqual(NOW + Math.max(asked, 15 * 60_000 * 1.25));
      }),
    );
    const wait = (n: number): number =>
      (nextTry({ attempts: n, now: NOW, retryAfterMs: null }, 0.5) ?? 0) - NOW;
    expect([1, 2, 3, 20].map(wait)).toEqual([5_000, 10_000, 20_000, 900_000]);
  });

  it('stays away after a day of trying', () => {
    let at = NOW;
    let attempts = 1;
    for (;;) {
      const next = nextTry({ attempts, now: at, retryAfterMs: null }, 0.5);
      if (next === null) break;
      at = next;
      attempts += 1;
    }
    expect(at - NOW).toBeGreaterThanOrEqual(DAY);
    expect(at - NOW).toBeLessThan(DAY + 15 * 60_000);
  });
});

describe('Retry-After', () => {
  it('is seconds or a date, and else nothing', () => {
    expect(retryAfterMs('120', NOW)).toBe(120_000);
    expect(retryAfterMs(new Date(NOW + 90_000).toUTCString(), NOW)).toBe(90_000);
    for (const nonsense of [null, '', '0', '-5', 'soon', new Date(NOW - 1000).toUTCString()])
      expect(retryAfterMs(nonsense, NOW)).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';
import { onePeriod } from './one-period.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 23, 5, 30, 20);

describe('a range as one period', () => {
  it.each([
    ['minutes of the last 15 days', 1, 60, 1],
    ['five minutes before', 20, 60, 5],
    ['hours before 63 days', 100, 60, 60],
    ["the metric's own period where that is longer", 1, 300, 5],
    ['five minutes where the 15 days end while it is asked', 15 - 1 / 1440, 60, 5],
  ])('is widened to whole %s', (_what, days, period, minutes) => {
    const asked = { from: NOW - days * DAY + 1, to: NOW - days * DAY + 2 * 3_600_000 };
    const found = onePeriod(asked, period, NOW);
    if (found === null) throw new Error('nothing is kept of it');
    expect(found.from % (minutes * MINUTE)).toBe(0);
    expect((found.to - found.from) % (minutes * MINUTE)).toBe(0);
    expect(asked.from - found.from).toBeLessThan(minutes * MINUTE);
    expect(found.to - asked.to).toBeLessThan(minutes * MINUTE);
    expect(found.from).toBeLessThanOrEqual(asked.from);
    expect(found.to).toBeGreaterThanOrEqual(asked.to);
  });

  it('is none before what CloudWatch keeps', () => {
    expect(onePeriod({ from: NOW - 455 * DAY, to: NOW }, 60, NOW)).toBeNull();
  });
});

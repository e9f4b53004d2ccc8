import { describe, expect, it } from '@jest/globals';
import { gapBefore, pointsIn, sliceStart } from './gap.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 23, 5, 30, 20);
const WINDOW = Date.UTC(2026, 10, 23, 5, 0);
const OPTIONS = { now: NOW, overlapMs: 30 * MINUTE };

function series(fetchedUntil: number | null, row: { since?: number; period?: number } = {}) {
  return { id: 1, period: 60, since: null, fetchedUntil, ...row };
}

describe('what a poll leaves unread', () => {
  it('is two weeks of a series that was never polled', () => {
    const gap = gapBefore(series(null), WINDOW, OPTIONS);
    expect(gap).toEqual({
      seriesId: 1,
      from: Date.UTC(2026, 10, 9, 5),
      to: WINDOW,
      period: 60,
    });
  });

  it('begins with the resource', () => {
    const since = NOW - 3 * HOUR + 12_345;
    const gap = gapBefore(series(null, { since, period: 300 }), WINDOW, OPTIONS);
    expect(gap?.from).toBe(Date.UTC(2026, 10, 23, 2, 30));
    expect(gapBefore(series(null, { since: NOW - 10 * MINUTE }), WINDOW, OPTIONS)).toBeNull();
  });

  it('is nothing while polls follow each other', () => {
    expect(gapBefore(series(NOW - MINUTE), WINDOW, OPTIONS)).toBeNull();
    expect(gapBefore(series(WINDOW), WINDOW, OPTIONS)).toBeNull();
  });

  it('is the outage and what may have come late before it', () => {
    const gap = gapBefore(series(WINDOW - 2 * HOUR), WINDOW, OPTIONS);
    expect(gap).toMatchObject({ from: WINDOW - 2.5 * HOUR, to: WINDOW });
  });

  it('is at most what CloudWatch keeps at 60 s', () => {
    const gap = gapBefore(series(NOW - 40 * DAY), WINDOW, OPTIONS);
    expect(gap?.from).toBe(Math.floor((NOW - 15 * DAY) / MINUTE) * MINUTE);
  });
});

describe('slices of history, newest first', () => {
  it('takes the newest 24 hours at once, then the rest of that day, then day by day', () => {
    const ends: number[] = [];
    for (let to = WINDOW; ends.length < 5; to = sliceStart(to, NOW)) ends.push(to);
    expect(ends).toEqual([
      WINDOW,
      Date.UTC(2026, 10, 22, 5),
      Date.UTC(2026, 10, 22),
      Date.UTC(2026, 10, 21),
      Date.UTC(2026, 10, 20),
    ]);
  });

  it('always moves back, whenever it is asked', () => {
    for (let n = 0; n < 2000; n += 1) {
      const to = NOW - n * 17 * MINUTE;
      const from = sliceStart(to, NOW);
      expect(from).toBeLessThan(to);
      expect(to - from).toBeLessThanOrEqual(DAY + HOUR);
    }
  });
});

it('counts whole periods', () => {
  expect(pointsIn({ from: 0, to: DAY, period: 60 })).toBe(1440);
  expect(pointsIn({ from: 0, to: DAY, period: 300 })).toBe(288);
  expect(pointsIn({ from: DAY, to: 0, period: 60 })).toBe(0);
});

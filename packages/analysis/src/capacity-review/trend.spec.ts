import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HOUR_MS, type HourlyUse } from './hourly-use.js';
import { timeToFull, useSlope } from './trend.js';

const FROM = Date.UTC(2026, 9, 26);
const DAY = 24 * HOUR_MS;
const NOISE = [0.4, -0.3, 0.1, -0.6, 0.5, -0.2, 0];

function growing(days: number, start: number, perWeek: number, noise = 0): HourlyUse {
  const means = Float64Array.from(
    { length: days * 24 },
    (_, h) => start + (perWeek * h) / 168 + noise * (NOISE[Math.floor(h / 24) % 7] ?? 0),
  );
  return { from: FROM, means, peaks: means };
}
const slopeOf = (use: HourlyUse, timeZone = 'UTC') =>
  useSlope(use, { from: FROM, asOf: FROM + use.means.length * HOUR_MS, timeZone });

describe('the slope of use', () => {
  it('is what was planted, in any zone', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.constantFrom('UTC', 'Asia/Seoul', 'America/New_York', 'Asia/Kolkata'),
        (perWeek, timeZone) => {
          const slope = slopeOf(growing(28, 50, perWeek), timeZone);
          expect(slope?.perWeek).toBeCloseTo(perWeek, 1);
          expect(Math.abs((slope?.level ?? NaN) - 50 - 4 * perWeek)).toBeLessThan(0.6);
        },
      ),
    );
  });
  it('is unknown with fewer than ten days, and days with few hours do not count', () => {
    expect(slopeOf(growing(9, 50, 5))).toBeNull();
    const thin = growing(28, 50, 5);
    for (let h = 0; h < thin.means.length; h += 1) if (h % 24 >= 11) thin.means[h] = NaN;
    expect(slopeOf(thin)).toBeNull();
  });
});

describe('the time to full', () => {
  it('is when the planted line reaches 100 %, within its band', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 6, noNaN: true }), (perWeek) => {
        const slope = slopeOf(growing(28, 40, perWeek, 1));
        const full = timeToFull(slope);
        const truth = (7 * (60 - 4 * perWeek)) / perWeek;
        if (full === null) {
          expect(truth).toBeGreaterThan(300);
          return;
        }
        expect(full.earliest).toBeLessThanOrEqual(full.days);
        expect(full.latest ?? Infinity).toBeGreaterThanOrEqual(full.days);
        expect(Math.abs(full.days - truth)).toBeLessThan(3 + truth * 0.15);
      }),
    );
  });
  it.each([
    ['stays', growing(28, 50, 0, 1)],
    ['falls', growing(28, 50, -3)],
    ['creeps', growing(28, 50, 0.1)],
  ])('is none where use %s', (_what, use) => expect(timeToFull(slopeOf(use))).toBeNull());
  it('is now where it is full', () => {
    expect(timeToFull({ perWeek: 2, low: 1, high: 3, level: 104 })).toEqual({
      days: 0,
      earliest: 0,
      latest: 0,
    });
  });
  it('has no late end where it may take ten years', () => {
    expect(timeToFull({ perWeek: 2, low: 0.001, high: 3, level: 50 })?.latest).toBeNull();
  });
  it('counts days of 23 and 25 hours', () => {
    const from = Date.UTC(2026, 9, 19, 22);
    const means = new Float64Array(20 * 24).fill(30);
    const slope = useSlope(
      { from, means, peaks: means },
      { from, asOf: from + 20 * DAY, timeZone: 'Europe/Berlin' },
    );
    expect(slope?.perWeek).toBe(0);
  });
});

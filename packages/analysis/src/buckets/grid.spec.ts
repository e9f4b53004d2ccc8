import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { completeness, expectedPerHour, findGaps } from './completeness.js';
import { bucketGrid, bucketIndex, chooseStep, provisionalCount, STEP_LADDER } from './grid.js';
import { startOfZonedDay, zonedDayNumber } from './zone.js';

const HOUR = 3_600_000;
const iso = (t: number): string => new Date(t).toISOString();
const zones = fc.constantFrom('UTC', 'Asia/Seoul', 'America/New_York', 'Asia/Kolkata', 'Africa/Cairo');
const instant = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2027, 0, 1) });

describe('choosing a step', () => {
  it('takes the finest step of the ladder whose buckets do not exceed the points asked for', () => {
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 60_000, max: 400 * 86_400_000 }),
        fc.integer({ min: 1, max: 1500 }),
        zones,
        (from, length, points, tz) => {
          const range = { from, to: from + length, tz };
          const chosen = chooseStep({ ...range, points });
          expect(bucketGrid({ ...range, step: chosen.step }).starts.length).toBe(chosen.count);
          expect(chosen.fits).toBe(chosen.count <= points);
          const finer = STEP_LADDER[STEP_LADDER.indexOf(chosen.step) - 1];
          if (finer) expect(bucketGrid({ ...range, step: finer }).starts.length).toBeGreaterThan(points);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('does not go below the period asked for', () => {
    const from = Date.UTC(2026, 0, 1);
    expect(chooseStep({ from, to: from + HOUR, points: 300, tz: 'UTC', minStep: 300 }).step).toBe(300);
  });

  it('refuses an empty range and names the field', () => {
    expect(() => bucketGrid({ from: 5, to: 5, step: 60, tz: 'UTC' })).toThrow('to: 5 is not after from 5');
  });
});

describe('buckets of a grid', () => {
  it('place every instant of the range in the bucket that holds it', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...STEP_LADDER), zones, fc.nat(1e9), (from, step, tz, length) => {
        const grid = bucketGrid({ from, to: from + length + 1, step, tz });
        for (const at of [from, from + (length >> 1), from + length]) {
          const i = bucketIndex(grid, at);
          expect(grid.starts[i]).toBeLessThanOrEqual(at);
          expect(grid.starts[i + 1] ?? grid.end).toBeGreaterThan(at);
        }
        expect(bucketIndex(grid, grid.end)).toBe(-1);
      }),
      { numRuns: 60 },
    );
  });

  it('make days of 23 and 25 hours where clocks change', () => {
    const grid = bucketGrid({
      from: Date.parse('2026-03-07T05:00Z'),
      to: Date.parse('2026-03-10T04:00Z'),
      step: 86_400,
      tz: 'America/New_York',
    });
    expect([...grid.starts].map(iso)).toEqual([
      '2026-03-07T05:00:00.000Z',
      '2026-03-08T05:00:00.000Z',
      '2026-03-09T04:00:00.000Z',
    ]);
    const autumn = bucketGrid({
      from: Date.parse('2026-11-01T04:00Z'),
      to: Date.parse('2026-11-02T06:00Z'),
      step: 86_400,
      tz: 'America/New_York',
    });
    expect((autumn.starts[1] as number) - (autumn.starts[0] as number)).toBe(25 * HOUR);
  });

  it('start a day at its first minute where midnight does not exist', () => {
    // Cairo moves 00:00 -> 01:00 on 24 April 2026.
    expect(iso(startOfZonedDay('Africa/Cairo', Date.parse('2026-04-24T12:00Z')))).toBe(
      '2026-04-23T22:00:00.000Z',
    );
    expect(zonedDayNumber('Africa/Cairo', Date.parse('2026-04-23T21:59Z'))).toBe(
      zonedDayNumber('Africa/Cairo', Date.parse('2026-04-23T12:00Z')),
    );
  });

  it('start a day at its first minute where midnight is skipped west of Greenwich', () => {
    // Santiago moves 00:00 -> 01:00 on 6 September 2026.
    expect(iso(startOfZonedDay('America/Santiago', Date.parse('2026-09-06T12:00Z')))).toBe(
      '2026-09-06T04:00:00.000Z',
    );
  });

  it('refuse an unknown zone by name', () => {
    expect(() => startOfZonedDay('Asia/Soul', 0)).toThrow('tz: "Asia/Soul" is no IANA time zone');
  });

  it('count the last buckets that may still change', () => {
    const grid = bucketGrid({ from: 0, to: HOUR, step: 300, tz: 'UTC' });
    expect(provisionalCount(grid, HOUR - 600_000)).toBe(2);
    expect(provisionalCount(grid, HOUR - 600_001)).toBe(3);
    expect(provisionalCount(grid, HOUR)).toBe(0);
  });
});

describe('completeness', () => {
  const slots = Float32Array.from({ length: 60 }, (_, i) => (i % 5 === 0 && i !== 20 && i !== 25 ? 1 : NaN));
  const rows = [{ hour: 0, period: 300, slots }];

  it('expects as many points of an hour as its period allows', () => {
    expect([60, 300, 3600].map(expectedPerHour)).toEqual([60, 12, 1]);
  });

  it('counts stored against expected points, an absent hour by the period given', () => {
    expect(completeness(rows, { from: 0, to: 2 * HOUR, period: 300 })).toEqual({
      expected: 24,
      stored: 10,
      percent: (100 * 10) / 24,
    });
  });

  it('counts only what lies in the range', () => {
    expect(completeness(rows, { from: 600_000, to: 1_500_000, period: 300 })).toMatchObject({
      expected: 3,
      stored: 2,
    });
  });

  it('joins neighbouring missing points into gaps', () => {
    expect(findGaps(rows, { from: 0, to: 2 * HOUR, period: 60 })).toEqual([
      { from: 1_200_000, to: 1_800_000, points: 2 },
      { from: HOUR, to: 2 * HOUR, points: 60 },
    ]);
  });
});

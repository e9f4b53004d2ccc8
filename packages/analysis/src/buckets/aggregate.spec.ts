import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aggregateBuckets, toNullable } from './aggregate.js';
import { bucketGrid, STEP_LADDER } from './grid.js';
import { settleHour, type DayRow, type MinuteRow } from './hour.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const T0 = Date.UTC(2026, 10, 1);

const slot = fc.oneof(
  { weight: 3, arbitrary: fc.float({ min: 0, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.constant(NaN) },
);
const minuteRows = fc
  .array(fc.array(slot, { minLength: 60, maxLength: 60 }), { minLength: 1, maxLength: 30 })
  .map((hours) =>
    hours.map((slots, i): MinuteRow => ({
      hour: T0 + i * HOUR,
      period: 60,
      slots: Float32Array.from(slots),
    })),
  );

/** Every stored point as (instant, value): the slow reference. */
function pointsOf(rows: readonly MinuteRow[]): [number, number][] {
  return rows.flatMap((row) =>
    Array.from(row.slots, (value, s): [number, number] => [row.hour + s * 60_000, value]).filter(
      ([, value]) => !Number.isNaN(value),
    ),
  );
}

function settle(rows: readonly MinuteRow[]): DayRow[] {
  const days = new Map<number, DayRow>();
  for (const row of rows) {
    const day = Math.floor(row.hour / DAY) * DAY;
    const empty = (): number[] => Array.from({ length: 24 }, () => NaN);
    const into = days.get(day) ?? {
      day,
      period: row.period,
      count: Array.from({ length: 24 }, () => 0),
      sum: empty(),
      min: empty(),
      max: empty(),
    };
    const summary = settleHour(row.slots);
    const h = (row.hour - day) / HOUR;
    for (const part of ['count', 'sum', 'min', 'max'] as const) (into[part] as number[])[h] = summary[part];
    days.set(day, into);
  }
  return [...days.values()];
}

describe('aggregating stored points into buckets', () => {
  it('equals a slow walk over every point, for every step and statistic', () => {
    fc.assert(
      fc.property(
        minuteRows,
        fc.constantFrom(...STEP_LADDER),
        fc.constantFrom('Average', 'Sum', 'SampleCount', 'Minimum', 'Maximum', 'p99'),
        fc.integer({ min: 0, max: 7200 }),
        (rows, step, statistic, lead) => {
          const from = T0 - lead * 1000;
          const grid = bucketGrid({ from, to: T0 + rows.length * HOUR - 90_000, step, tz: 'Asia/Seoul' });
          const got = aggregateBuckets(grid, { statistic, minutes: rows });
          const points = pointsOf(rows);
          grid.starts.forEach((start, i) => {
            const end = grid.starts[i + 1] ?? grid.end;
            const inside = points.filter(([t]) => t >= start && t < end).map(([, value]) => value);
            const sum = inside.reduce((a, b) => a + b, 0);
            const expected = {
              Average: sum / inside.length,
              Sum: sum,
              SampleCount: sum,
              Minimum: Math.min(...inside),
              Maximum: Math.max(...inside),
              p99: Math.max(...inside),
            }[statistic] as number;
            if (inside.length === 0) {
              expect([got.values[i], got.min[i], got.max[i]]).toEqual([NaN, NaN, NaN]);
            } else {
              expect(got.values[i]).toBeCloseTo(expected, 3);
              expect(got.min[i]).toBe(Math.min(...inside));
              expect(got.max[i]).toBe(Math.max(...inside));
            }
            expect(got.count[i]).toBe(inside.length);
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('keeps the highest and the lowest stored point visible whatever the step', () => {
    fc.assert(
      fc.property(minuteRows, fc.constantFrom(...STEP_LADDER), (rows, step) => {
        const values = pointsOf(rows).map(([, value]) => value);
        fc.pre(values.length > 0);
        const grid = bucketGrid({ from: T0, to: T0 + rows.length * HOUR, step, tz: 'UTC' });
        const got = aggregateBuckets(grid, { statistic: 'Average', minutes: rows });
        const filled = (part: Float64Array): number[] => [...part].filter((value) => !Number.isNaN(value));
        expect(Math.max(...filled(got.max))).toBe(Math.max(...values));
        expect(Math.min(...filled(got.min))).toBe(Math.min(...values));
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same buckets from settled hours as from their minutes, for steps of an hour or more', () => {
    fc.assert(
      fc.property(
        minuteRows,
        fc.constantFrom(3600, 10_800, 21_600, 86_400),
        fc.constantFrom('Average', 'Sum', 'Maximum'),
        (rows, step, statistic) => {
          const grid = bucketGrid({
            from: T0,
            to: T0 + rows.length * HOUR,
            step: step as 3600,
            tz: 'Asia/Seoul',
          });
          const fine = aggregateBuckets(grid, { statistic, minutes: rows });
          const settled = aggregateBuckets(grid, { statistic, days: settle(rows) });
          const mixed = aggregateBuckets(grid, {
            statistic,
            days: settle(rows.slice(0, rows.length >> 1)),
            minutes: rows,
          });
          for (const other of [settled, mixed]) {
            fine.values.forEach((value, i) =>
              Number.isNaN(value)
                ? expect(other.values[i]).toBeNaN()
                : expect((other.values[i] as number) / (value || 1)).toBeCloseTo(value === 0 ? 0 : 1, 9),
            );
            expect(other.count).toEqual(fine.count);
            expect(other.max).toEqual(fine.max);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('weights an average by SampleCount where every point of the bucket has one, else takes the plain mean', () => {
    const slots = new Float32Array(60).fill(NaN);
    const weights = new Float32Array(60).fill(NaN);
    slots.set([10, 40], 0);
    weights.set([1, 2], 0);
    slots.set([10, 40], 30);
    weights.set([1], 30);
    const grid = bucketGrid({ from: T0, to: T0 + HOUR, step: 1800, tz: 'UTC' });
    const got = aggregateBuckets(grid, {
      statistic: 'Average',
      minutes: [{ hour: T0, period: 60, slots }],
      sampleCounts: { minutes: [{ hour: T0, period: 60, slots: weights }] },
    });
    expect([...got.values]).toEqual([30, 25]);
    expect(got.method).toBe('average weighted by SampleCount');
  });

  it('names how values came about', () => {
    const minutes: MinuteRow[] = [{ hour: T0, period: 60, slots: new Float32Array(60) }];
    const method = (statistic: string, step: (typeof STEP_LADDER)[number]): string =>
      aggregateBuckets(bucketGrid({ from: T0, to: T0 + HOUR, step, tz: 'UTC' }), { statistic, minutes })
        .method;
    expect(method('Average', 60)).toBe('as stored');
    expect(method('Average', 300)).toBe('mean of averages');
    expect(method('p99', 300)).toBe('max of 60 s p99');
    expect(method('Sum', 300)).toBe('sum of 60 s values');
    expect(() => method('tm99', 300)).toThrow('stat: "tm99" cannot be combined');
  });

  it('ends the trailing bucket at the end of the range and begins the leading one before its start', () => {
    const slots = Float32Array.from({ length: 60 }, (_, i) => i);
    const grid = bucketGrid({ from: T0 + 7 * 60_000, to: T0 + 12 * 60_000, step: 300, tz: 'UTC' });
    const got = aggregateBuckets(grid, {
      statistic: 'Sum',
      minutes: [{ hour: T0, period: 60, slots }],
    });
    expect([...grid.starts]).toEqual([T0 + 300_000, T0 + 600_000]);
    expect([...got.values]).toEqual([5 + 6 + 7 + 8 + 9, 10 + 11]);
  });

  it('turns missing values into null and multiplies the others by the unit factor', () => {
    expect(toNullable(Float64Array.of(1, NaN, 0), 1024)).toEqual([1024, null, 0]);
  });
});

describe('settling an hour', () => {
  it('summarises the points present and says nothing about an empty hour', () => {
    expect(settleHour([NaN, 4, 2, NaN])).toEqual({ count: 2, sum: 6, min: 2, max: 4 });
    expect(settleHour([NaN, NaN])).toEqual({ count: 0, sum: NaN, min: NaN, max: NaN });
  });
});

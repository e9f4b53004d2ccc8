import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { billedMetrics, packBatches, pointsOf, type Packed } from './pack-batches.js';

const HOUR = 3_600_000;

function metric(n: number, stats: number, period = 60): (Packed & { stat: number })[] {
  const one = { resourceId: `r${n}`, namespace: 'AWS/ECS', metric: 'CPUUtilization', dimensions: '', period };
  return Array.from({ length: stats }, (_s, stat) => ({ ...one, stat }));
}

describe('packing series into calls', () => {
  it('fills calls of 500 queries without parting the statistics of a metric', () => {
    const series = Array.from({ length: 400 }, (_m, n) => metric(n, 3)).flat();
    const sizes = packBatches(series, { spanMs: HOUR / 2, maxPoints: 100_800 }).map((batch) => batch.length);
    expect(sizes).toEqual([498, 498, 204]);
  });

  it('keeps an answer below the datapoint limit', () => {
    const series = Array.from({ length: 40 }, (_m, n) => metric(n, 2)).flat();
    const sizes = packBatches(series, { spanMs: 24 * HOUR, maxPoints: 25_000 }).map((batch) => batch.length);
    expect(sizes).toEqual([16, 16, 16, 16, 16]);
  });

  it('asks one period in a call', () => {
    const series = [...metric(1, 1, 60), ...metric(1, 1, 300), ...metric(2, 1, 60)];
    const batches = packBatches(series, { spanMs: HOUR, maxPoints: 25_000 });
    expect(batches.map((batch) => batch.map(({ period }) => period))).toEqual([[60, 60], [300]]);
  });

  it('asks a metric alone whose points are more than the limit', () => {
    expect(packBatches(metric(1, 2), { spanMs: 24 * HOUR, maxPoints: 100 })).toHaveLength(1);
  });

  it('loses nothing, repeats nothing and keeps the limits, whatever is asked', () => {
    const shapes = fc.array(fc.record({ stats: fc.integer({ min: 1, max: 7 }), slow: fc.boolean() }), {
      maxLength: 300,
    });
    const spans = fc.integer({ min: 1, max: 26 });
    fc.assert(
      fc.property(shapes, spans, (asked, hours) => {
        const series = asked.flatMap(({ stats, slow }, n) => metric(n, stats, slow ? 300 : 60));
        const limits = { spanMs: hours * HOUR, maxPoints: 25_000 };
        const batches = packBatches(series, limits);
        expect(new Set(batches.flat()).size).toBe(series.length);
        expect(batches.flat()).toHaveLength(series.length);
        for (const batch of batches) {
          expect(new Set(batch.map(({ period }) => period)).size).toBe(1);
          expect(batch.length).toBeLessThanOrEqual(500);
          const points = batch.reduce((sum, { period }) => sum + pointsOf(period, limits.spanMs), 0);
          expect(points).toBeLessThanOrEqual(25_000);
        }
        const homes = new Map<string, number>();
        batches.forEach((batch, i) => {
          for (const { resourceId } of batch) {
            expect(homes.get(resourceId) ?? i).toBe(i);
            homes.set(resourceId, i);
          }
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('what a call is billed for', () => {
  it.each([
    [metric(1, 2), 1, 2],
    [metric(1, 5), 1, 5],
    [metric(1, 6), 2, 6],
    [[...metric(1, 2), ...metric(2, 2)], 2, 4],
    [[metric(1, 2), metric(2, 1), metric(1, 1)].flat(), 3, 4],
  ])('is between one for five adjacent statistics and one for each', (series, low, high) => {
    expect(billedMetrics(series)).toEqual({ low, high });
  });
});

import { describe, expect, it } from '@jest/globals';
import type { MetricsAnswer, SeriesAnswer } from '@danji/shared';
import fc from 'fast-check';
import type { LineSpec } from './model';
import { bridge, isolatedPoints, prepareLines, valueAt } from './prepare';

const START = Date.UTC(2026, 10, 23, 0, 0);
const at = (minute: number): string => new Date(START + minute * 60_000).toISOString();

function series(values: (number | null)[], over: Partial<SeriesAnswer> = {}): SeriesAnswer {
  return {
    id: 'cpu',
    resource: 'svc-aaaaaaaaaaaaaaaa',
    metric: 'CPUUtilization',
    stat: 'Average',
    unit: 'percent',
    per: null,
    method: 'mean of averages',
    period: 60,
    values,
    min: values,
    max: values,
    provisional: 0,
    status: 'ok',
    lastAt: null,
    ...over,
  };
}
function answer(...all: SeriesAnswer[]): MetricsAnswer {
  const length = all[0]?.values.length ?? 0;
  return {
    from: at(0),
    to: at(length),
    step: 60,
    t: Array.from({ length }, (_, i) => at(i)),
    series: all,
    notes: [],
  };
}
const LINE: LineSpec = { id: 'cpu', label: 'average', colour: 1 };

describe('bridging', () => {
  it('joins holes up to the reach and leaves wider ones open', () => {
    expect(bridge([0, null, 2, null, null, 5], 2)).toEqual([0, 1, 2, null, null, 5]);
    expect(bridge([null, 1, null], 9)).toEqual([null, 1, null]);
  });

  it('never changes a value and never leaves the span of its neighbours', () => {
    const values = fc.array(fc.option(fc.integer({ min: -1000, max: 1000 })), { maxLength: 60 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 10 }), (list, reach) => {
        const drawn = bridge(list, reach);
        const known = list.filter((v) => v !== null);
        list.forEach((value, i) => {
          if (value !== null) expect(drawn[i]).toBe(value);
        });
        for (const value of drawn) {
          if (value === null) continue;
          expect(value).toBeGreaterThanOrEqual(Math.min(...known));
          expect(value).toBeLessThanOrEqual(Math.max(...known));
        }
      }),
    );
  });

  it('finds points that a line cannot show', () => {
    expect(isolatedPoints([1, null, null, 3, 4, null, 5])).toEqual([0, 6]);
  });
});

describe('lines from a metrics answer', () => {
  it('breaks at a gap wider than two and a half periods and hatches it', () => {
    const model = prepareLines(answer(series([1, 2, null, 3, null, null, null, 4])), [LINE]);
    expect(model.series[0]?.drawn).toEqual([1, 2, 2.5, 3, null, null, null, 4]);
    expect(model.gaps).toEqual([[START + 4 * 60_000, START + 7 * 60_000]]);
  });

  it('takes the rhythm of a slower series for no gap', () => {
    const values = [1, null, null, null, null, 6, null, null, null, null, 11];
    const model = prepareLines(answer(series(values, { period: 300 })), [LINE]);
    expect(model.series[0]?.drawn).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(model.gaps).toEqual([]);
    expect(valueAt(model.series[0]!, 8)).toEqual({ value: 6, index: 5 });
  });

  it('does not hatch what is merely not published yet', () => {
    expect(prepareLines(answer(series([1, 2, 3, null, null, null])), [LINE]).gaps).toEqual([]);
    const long = [1, ...Array.from({ length: 12 }, () => null)];
    expect(prepareLines(answer(series(long)), [LINE]).gaps).toHaveLength(1);
  });

  it('keeps the peak of the maximum series in band and legend, with its source', () => {
    const average = series([40, 41, 42]);
    const highest = series([60, 99, 61], { id: 'max', stat: 'Maximum', max: [60, 103, 61] });
    const model = prepareLines(answer(average, highest), [{ ...LINE, band: { highId: 'max' } }]);
    expect(model.series[0]).toMatchObject({ latest: 42, max: 103, maxAt: START + 60_000 });
    expect(model.series[0]?.source?.stat).toBe('Average');
    expect(model.series[0]?.highSource?.stat).toBe('Maximum');
    expect(model.yDomain).toEqual([0, 120]);
    expect(model.thresholds).toEqual([{ value: 100, label: '', kind: 'limit' }]);
  });

  it('marks the tail that may still change', () => {
    expect(prepareLines(answer(series([1, 2, 3, 4], { provisional: 2 })), [LINE]).series[0]?.tailFrom).toBe(
      2,
    );
  });

  it('says why there is nothing', () => {
    const nothing = [null, null];
    expect(prepareLines(answer(series(nothing)), [LINE]).empty).toBe('no_data');
    expect(prepareLines(answer(series(nothing, { status: 'not_collected' })), [LINE]).empty).toBe(
      'not_collected',
    );
    expect(prepareLines(answer(series(nothing, { status: 'unknown_resource' })), [LINE]).empty).toBe(
      'unknown_resource',
    );
    expect(prepareLines(answer(series([1])), [{ ...LINE, id: 'other' }]).empty).toBe('not_collected');
  });

  it('shows a limit that the data never reaches', () => {
    const model = prepareLines(answer(series([1, 2], { unit: 'count' })), [LINE], {
      thresholds: [{ value: 450, label: 'limit', kind: 'limit' }],
    });
    expect(model.yDomain).toEqual([0, 500]);
  });
});

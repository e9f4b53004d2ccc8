import { describe, expect, it } from '@jest/globals';
import type { MetricsAnswer } from '@danji/shared';
import { prepareLines } from '@/components/charts/prepare';
import { earlier, withComparison } from './comparison';

const DAY = 86_400_000;
function answer(from: number, values: (number | null)[], step = 60): MetricsAnswer {
  const t = values.map((_, i) => new Date(from + i * step * 1000).toISOString());
  return {
    from: t[0]!,
    to: new Date(from + values.length * step * 1000).toISOString(),
    step,
    t,
    series: [
      {
        id: 'cpu',
        resource: 'svc-aaaaaaaaaaaaaaaa',
        metric: 'CPUUtilization',
        stat: 'Average',
        unit: 'percent',
        per: null,
        method: 'mean',
        period: step,
        values,
        min: values,
        max: values,
        provisional: 1,
        status: 'ok',
        lastAt: null,
      },
    ],
    notes: [],
  };
}

describe('the earlier window', () => {
  const now = answer(30 * DAY, [1, 2, 3]);

  it('is as long and lies exactly that far back', () => {
    expect(earlier(now, DAY)).toEqual({
      from: new Date(29 * DAY).toISOString(),
      to: new Date(29 * DAY + 180_000).toISOString(),
    });
  });

  it('is drawn on the present grid, settled, without a band and without claiming a source', () => {
    const laid = withComparison(now, answer(29 * DAY, [7, 8, 9]));
    const model = prepareLines(laid, [{ id: 'cpu', label: 'average', colour: 1 }], {
      beforeLabel: 'a day before',
    });
    expect(model.series).toHaveLength(2);
    expect(model.series[1]).toMatchObject({
      label: 'average, a day before',
      look: 'before',
      values: [7, 8, 9],
      high: null,
      source: null,
      tailFrom: 3,
    });
  });

  it('fills what is missing with nothing, and is left out when its buckets are of another width', () => {
    expect(withComparison(now, answer(29 * DAY, [7])).series[1]?.values).toEqual([7, null, null]);
    expect(withComparison(now, answer(29 * DAY, [7, 8, 9], 300)).series).toHaveLength(1);
  });
});

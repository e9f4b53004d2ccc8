import { describe, expect, it } from '@jest/globals';
import type { MetricsAnswer } from '@danji/shared';
import { reading, seriesId } from './metric-figure';

const answer: MetricsAnswer = {
  from: '2026-11-20T05:00:00.000Z',
  to: '2026-11-20T06:00:00.000Z',
  step: 1800,
  t: ['2026-11-20T05:00:00.000Z', '2026-11-20T05:30:00.000Z'],
  notes: [],
  series: [
    {
      id: seriesId('ec-a', 'CPUUtilization', 'Average'),
      resource: 'ec-a',
      metric: 'CPUUtilization',
      stat: 'Average',
      unit: 'percent',
      per: null,
      method: 'mean of averages',
      period: 60,
      values: [10, 30, null],
      min: [2, 20, null],
      max: [97, 41, null],
      provisional: 1,
      status: 'ok',
      lastAt: null,
    },
  ],
};
const read = (fn: 'latest' | 'max' | 'min' | 'avg') =>
  reading(answer, 'ec-a', 'CPUUtilization', 'Average', fn)?.value;

describe('reading', () => {
  it('keeps the peak of one minute although its bucket averages it away', () => {
    expect([read('max'), read('min'), read('avg'), read('latest')]).toEqual([97, 2, 20, 30]);
  });
  it('says where the number comes from', () => {
    expect(reading(answer, 'ec-a', 'CPUUtilization', 'Average', 'max')?.fact).toEqual({
      k: 'metric',
      resource: 'ec-a',
      metric: 'CPUUtilization',
      stat: 'Average',
      fn: 'max',
      from: answer.from,
      to: answer.to,
      step: 1800,
      unit: 'percent',
    });
  });
  it('is null for a series that the answer does not hold, and its value is null without a point', () => {
    expect(reading(answer, 'ec-b', 'CPUUtilization', 'Average', 'max')).toBeNull();
    expect(reading(undefined, 'ec-a', 'CPUUtilization', 'Average', 'max')).toBeNull();
    const empty = { ...answer, series: [{ ...answer.series[0]!, values: [null], min: [null], max: [null] }] };
    expect(reading(empty, 'ec-a', 'CPUUtilization', 'Average', 'latest')?.value).toBeNull();
  });
});

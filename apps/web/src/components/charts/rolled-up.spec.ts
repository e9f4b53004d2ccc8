import { describe, expect, it } from '@jest/globals';
import type { MetricsAnswer, SeriesAnswer } from '@danji/shared';
import { prepareLines } from './prepare';
import { rolledUpPercentiles } from './rolled-up';

function series(id: string, stat: string, method: string): SeriesAnswer {
  return {
    id,
    resource: 'tg-1',
    metric: 'TargetResponseTime',
    stat,
    unit: 's',
    per: null,
    method,
    period: 60,
    values: [0.1],
    min: [0.1],
    max: [0.1],
    provisional: 0,
    status: 'ok',
    lastAt: null,
  };
}

function rolledUp(...given: SeriesAnswer[]): string[] {
  const at = '2026-11-23T05:00:00.000Z';
  const answer: MetricsAnswer = {
    from: at,
    to: '2026-11-23T06:00:00.000Z',
    step: 3600,
    t: [at],
    series: given,
    notes: [],
  };
  const lines = given.map(({ id }) => ({ id, label: id, colour: 1 as const }));
  return rolledUpPercentiles(prepareLines(answer, lines)).map(({ stat }) => stat);
}

describe('percentiles that a chart cannot tell exactly', () => {
  it('are those drawn as the highest of several, each once', () => {
    const p95 = series('a', 'p95', 'max of 60 s p95');
    const p99 = series('c', 'p99.9', 'max of 60 s p99.9');
    expect(rolledUp(p95, { ...p95, id: 'b' }, p99)).toEqual(['p95', 'p99.9']);
  });

  it('are none where a bucket is one datapoint, or the statistic is no percentile', () => {
    expect(
      rolledUp(series('a', 'p95', 'stored datapoints'), series('b', 'Maximum', 'maximum of maxima')),
    ).toEqual([]);
  });
});

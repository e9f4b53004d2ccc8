import { describe, expect, it } from '@jest/globals';
import type { MetricGroup } from '@danji/shared';
import { splitGroups } from './metric-groups';

function group(id: string, row: Partial<MetricGroup>): MetricGroup {
  return {
    id,
    namespace: id,
    kind: 'ebs_volume',
    source: 'built-in',
    metrics: [],
    enabled: false,
    resources: 1,
    series: 1,
    monthUsd: { low: 1, high: 2 },
    backfillUsd: { low: 0, high: 1 },
    changedAt: null,
    changedBy: null,
    version: 0,
    ...row,
  };
}

describe('splitGroups', () => {
  it('puts what is on first and what has nothing here apart', () => {
    const split = splitGroups([
      group('off', {}),
      group('absent', { series: 0, resources: 0 }),
      group('on', { enabled: true }),
      group('on-absent', { enabled: true, series: 0, resources: 0 }),
    ]);
    expect(split.here.map(({ id }) => id)).toEqual(['on', 'on-absent', 'off']);
    expect(split.elsewhere.map(({ id }) => id)).toEqual(['absent']);
    expect(split).toMatchObject({ on: 2, worth: 1 });
  });

  it('does not take what was not counted for nothing, nor for something', () => {
    const split = splitGroups([group('unknown', { series: null, resources: null })]);
    expect(split.here).toHaveLength(1);
    expect(split.worth).toBe(0);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { CollectionStatus } from '@danji/shared';
import { collectionSentence, completenessRows, jobRows, percentText } from './progress';

const AT = '2026-11-20T05:00:00.000Z';
function status(over: {
  metrics?: Partial<CollectionStatus['metrics']>;
  backfill?: Partial<CollectionStatus['backfill']>;
  scopes?: CollectionStatus['scopes'];
}): CollectionStatus {
  return {
    at: AT,
    mode: 'aws',
    version: '0.1.0',
    pollSeconds: 300,
    metrics: {
      state: 'running',
      estimate: null,
      seriesCount: 10,
      lastPointAt: '2026-11-20T04:58:00.000Z',
      nextPollAt: null,
      ...over.metrics,
    },
    backfill: {
      state: 'done',
      from: null,
      reachedBackTo: null,
      pointsExpected: 0,
      pointsDone: 0,
      percent: 100,
      etaSeconds: null,
      ...over.backfill,
    },
    scopes: over.scopes ?? [],
    storage: { databaseBytes: 0, metricBytes: 0, samples: 0, taskRuns: 0 },
    notes: [],
  };
}
const job = (name: string, runsLastHour: number, failedLastHour: number) => ({
  job: name,
  lastAt: AT,
  lastGoodAt: AT,
  lastStatus: 'ok',
  seconds: 1,
  items: 1,
  message: null,
  runsLastHour,
  failedLastHour,
  throttledLastHour: 0,
});
const scope = (state: 'ok' | 'failing' | 'partial', jobs: ReturnType<typeof job>[] = []) => ({
  events: null,
  scopeId: 's',
  name: 'main',
  accountId: null,
  region: 'ap-northeast-2',
  state,
  jobs,
});

describe('collectionSentence', () => {
  it('says the gravest thing that is true', () => {
    expect(collectionSentence(status({})).key).toBe('complete');
    expect(
      collectionSentence(status({ backfill: { state: 'running', percent: 40, etaSeconds: 90 } })),
    ).toMatchObject({
      key: 'backfill',
      percent: 40,
      etaSeconds: 90,
    });
    expect(
      collectionSentence(
        status({ metrics: { state: 'waiting_for_acceptance' }, backfill: { state: 'running' } }),
      ).key,
    ).toBe('waiting');
    expect(
      collectionSentence(
        status({ metrics: { state: 'waiting_for_acceptance' }, scopes: [scope('failing')] }),
      ),
    ).toMatchObject({ key: 'failing', scopes: 1 });
  });
  it('calls data late only beyond the poll interval and the publication', () => {
    expect(collectionSentence(status({ metrics: { lastPointAt: '2026-11-20T04:41:00.000Z' } })).key).toBe(
      'complete',
    );
    expect(collectionSentence(status({ metrics: { lastPointAt: '2026-11-20T04:39:00.000Z' } })).key).toBe(
      'stale',
    );
    expect(collectionSentence(status({ metrics: { lastPointAt: null } })).ageSeconds).toBeNull();
  });
});

describe('percentText', () => {
  it('never rounds up to complete', () => {
    expect([percentText(99.96), percentText(100), percentText(null), percentText(0)]).toEqual([
      '99.9 %',
      '100 %',
      '–',
      '0.0 %',
    ]);
  });
});

describe('completenessRows', () => {
  it('puts the least complete first and the unknown last', () => {
    const one = (namespace: string, percent: number | null, stored: number) => ({
      scope: 'main',
      region: 'r',
      namespace,
      expected: 100,
      stored,
      percent,
      lagSeconds: { p50: 60, p95: null },
    });
    const rows = completenessRows([
      one('AWS/ECS', 100, 100),
      one('AWS/RDS', null, 0),
      one('AWS/EC2', 93, 93),
    ]);
    expect(rows.map((row) => [row.namespace, row.missing])).toEqual([
      ['AWS/EC2', 7],
      ['AWS/ECS', 0],
      ['AWS/RDS', 100],
    ]);
  });
});

describe('jobRows', () => {
  it('puts a job whose every run failed before one that fails now and then', () => {
    const rows = jobRows([
      scope('partial', [job('inventory', 60, 0), job('metrics', 12, 5), job('logs', 3, 3)]),
    ]);
    expect(rows.map((row) => [row.job, row.broken])).toEqual([
      ['logs', true],
      ['metrics', false],
      ['inventory', false],
    ]);
  });
});

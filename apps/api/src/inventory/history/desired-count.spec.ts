import { describe, expect, it } from '@jest/globals';
import type { EcsService } from '../../aws/index.js';
import { resourceId } from '../resource-id.js';
import { countEvents, desiredChanges, type DesiredChange } from './desired-count.js';
import type { CountChange } from './scaling-activities.js';

const ARN = 'arn:aws:ecs:ap-northeast-2:111122223333:service/prod/api';
const CLUSTER = 'arn:aws:ecs:ap-northeast-2:111122223333:cluster/prod';
const ID = resourceId('ecs_service', ARN);
const AT = Date.UTC(2026, 10, 24, 3, 0);
const change: DesiredChange = {
  serviceId: ID,
  clusterId: resourceId('ecs_cluster', CLUSTER),
  at: AT,
  until: AT + 30_000,
  from: 2,
  to: 6,
};
const service = (over: Partial<EcsService>): EcsService =>
  ({
    serviceArn: ARN,
    clusterArn: CLUSTER,
    desiredCount: 6,
    schedulingStrategy: 'REPLICA',
    ...over,
  }) as EcsService;
const told = (scaled: CountChange[], options: { asked?: boolean; seconds?: number } = {}) =>
  countEvents([change], {
    asked: options.asked ?? true,
    now: AT + (options.seconds ?? 60) * 1000,
    scaled,
    labelsOf: () => undefined,
  });

describe('a desired count that differs between two sweeps', () => {
  const before = new Map([[ID, { desired: 2, running: 2, pending: 0 }]]);
  const range = { at: AT, until: AT + 30_000 };

  it('is a change with both counts', () => {
    expect(desiredChanges([service({})], before, range)).toEqual([change]);
  });

  it('is that of a daemon too, whose tasks it explains', () => {
    const daemon = service({ schedulingStrategy: 'DAEMON' });
    expect(desiredChanges([daemon], before, range)).toEqual([change]);
  });

  it.each<[string, EcsService, Map<string, { desired: number; running: number; pending: number }>]>([
    ['a service that was not known before', service({}), new Map()],
    ['a count that stayed', service({ desiredCount: 2 }), before],
  ])('is none for %s', (_what, given, known) => {
    expect(desiredChanges([given], known, range)).toEqual([]);
  });
});

describe('the line of a desired count', () => {
  it('tells of a change that no scaling made', () => {
    const { events, rest } = told([]);
    expect(events).toEqual([
      expect.objectContaining({ resourceId: ID, type: 'desired_set', params: { from: 2, to: 6 } }),
    ]);
    expect(rest).toEqual([]);
  });

  it('is left to the activity of scaling that set the same count', () => {
    expect(told([{ serviceId: ID, at: AT + 5_000, from: 2, to: 6 }])).toEqual({ events: [], rest: [] });
  });

  it.each<[string, CountChange]>([
    ['another count', { serviceId: ID, at: AT + 5_000, from: 2, to: 4 }],
    ['another service', { serviceId: 'svc-other', at: AT + 5_000, from: 2, to: 6 }],
    ['the same count an hour before', { serviceId: ID, at: AT - 3_600_000, from: 2, to: 6 }],
    [
      'two sweeps, which say nothing of who it was',
      { serviceId: ID, at: AT, until: AT + 30_000, from: 2, to: 6 },
    ],
  ])('is not left to an activity of %s', (_what, scaled) => {
    expect(told([scaled]).events).toHaveLength(1);
  });

  it("waits for scaling's activities, two minutes at most", () => {
    expect(told([], { asked: false, seconds: 60 })).toEqual({ events: [], rest: [change] });
    expect(told([], { asked: false, seconds: 150 }).events).toHaveLength(1);
  });
});

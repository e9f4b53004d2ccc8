import { describe, expect, it } from '@jest/globals';
import type { EcsService, EcsTaskSet } from '../../aws/index.js';
import { taskSetRollouts } from './task-set-rollouts.js';

const MINUTE = 60_000;
const ARN = 'arn:aws:ecs:ap-northeast-2:210987654321';

function set(n: number, rest: Partial<EcsTaskSet> = {}): EcsTaskSet {
  return {
    id: `ecs-svc/${n}`,
    status: 'PRIMARY',
    externalId: `release-${n}`,
    startedBy: null,
    taskDefinition: `${ARN}:task-definition/api:${n}`,
    computedDesiredCount: 4,
    pendingCount: 0,
    runningCount: 4,
    scale: { value: 100, unit: 'PERCENT' },
    stabilityStatus: 'STEADY_STATE',
    createdAt: n * MINUTE,
    updatedAt: n * MINUTE + 5_000,
    ...rest,
  };
}
const service = (...taskSets: EcsTaskSet[]): EcsService =>
  ({ serviceArn: `${ARN}:service/prod/api`, taskSets, deployments: [] }) as unknown as EcsService;

describe('rollouts by task sets', () => {
  it('are under way while the newest set has another beside it', () => {
    const { deployments, described } = taskSetRollouts(
      service(set(1), set(2, { status: 'ACTIVE', scale: { value: 25, unit: 'PERCENT' } })),
      9 * MINUTE,
      () => null,
    );
    expect(deployments.map(({ id, rolloutState }) => [id, rolloutState])).toEqual([
      ['ecs-svc/2', 'IN_PROGRESS'],
      ['ecs-svc/1', 'COMPLETED'],
    ]);
    expect(described[0]).toMatchObject({
      nativeId: 'ecs-svc/2',
      createdAt: 2 * MINUTE,
      detail: {
        id: 'release-2',
        finishedAt: null,
        target: { taskDefinition: 'api:2', scalePercent: 25 },
        sources: [{ id: '1', taskDefinition: 'api:1' }],
      },
    });
  });

  it('are over once the set is alone, and keep the end that was first seen, whatever touches the set later', () => {
    const alone = service(set(2, { updatedAt: 50 * MINUTE }));
    expect(taskSetRollouts(alone, 60 * MINUTE, () => 7 * MINUTE).deployments[0]).toMatchObject({
      rolloutState: 'COMPLETED',
      updatedAt: 7 * MINUTE,
    });
  });

  it('are none for a service without task sets', () => {
    expect(taskSetRollouts(service(), 0, () => null)).toEqual({ deployments: [], described: [] });
  });
});

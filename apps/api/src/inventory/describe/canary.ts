import type { AttributesOf } from '@danji/shared';
import type { Canary, CanaryLastRun } from '../../aws/index.js';
import type { Observed } from '../observed.js';
import { partitionOf, resourceId } from '../resource-id.js';
import { iso } from './iso.js';

export interface CanaryContext {
  accountId: string;
  region: string;
  /** Null: not read yet, not allowed, or it has not run. */
  lastRun: CanaryLastRun | null;
  /** Since when (epoch ms) its runs have failed. */
  failingSince: number | null;
  serviceId: string | null;
}

export function canaryArn(region: string, accountId: string, name: string): string {
  return `arn:${partitionOf(region)}:synthetics:${region}:${accountId}:canary:${name}`;
}

export function describeCanary(canary: Canary, context: CanaryContext): Observed<'canary'> {
  const { Name: name, Status, Schedule } = canary;
  const arn = canaryArn(context.region, context.accountId, name);
  return {
    id: resourceId('canary', arn),
    kind: 'canary',
    name,
    arn,
    nativeId: name,
    accountId: context.accountId,
    parentId: context.serviceId,
    state: Status?.State ?? 'unknown',
    tags: canary.Tags,
    ended: false,
    attributes: {
      runtime: canary.RuntimeVersion,
      schedule: Schedule?.Expression ?? null,
      stateReason: Status?.StateReason ?? null,
      lastRun: context.lastRun && lastRunOf(context.lastRun, context.failingSince),
      serviceId: context.serviceId,
      createdAt: iso(canary.Timeline?.Created ?? null),
    },
  };
}

function lastRunOf(
  { LastRun: { Status, Timeline } }: CanaryLastRun,
  failingSince: number | null,
): AttributesOf<'canary'>['lastRun'] {
  return {
    status: Status?.State ?? 'unknown',
    reason: Status?.StateReason ?? null,
    startedAt: iso(Timeline?.Started ?? null),
    completedAt: iso(Timeline?.Completed ?? null),
    failingSince: iso(failingSince),
  };
}

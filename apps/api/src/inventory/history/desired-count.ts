import type { EcsService } from '../../aws/index.js';
import type { Labels } from '../observed.js';
import { resourceId } from '../resource-id.js';
import type { CountChange } from './scaling-activities.js';
import type { Counts } from './service-counts.js';
import { UNLABELLED, type TimelineEvent } from './timeline-event.js';

/** A desired count that differs between two sweeps; times in epoch ms, of the sweep before and of the one that saw it. */
export interface DesiredChange extends CountChange {
  clusterId: string;
  until: number;
  from: number;
  to: number;
}

/** Services whose desired count differs from the last stored one. */
export function desiredChanges(
  services: readonly EcsService[],
  before: ReadonlyMap<string, Counts>,
  { at, until }: { at: number; until: number },
): DesiredChange[] {
  return services.flatMap(({ serviceArn, clusterArn, desiredCount: to }) => {
    const serviceId = resourceId('ecs_service', serviceArn);
    const from = before.get(serviceId)?.desired;
    if (from === undefined || from === to) return [];
    return [{ serviceId, clusterId: resourceId('ecs_cluster', clusterArn), at, until, from, to }];
  });
}

/** Where scaling's activities cannot be read, a change is told after so long, without saying who made it. */
const WAITS_MS = 2 * 60_000;
/** A scaling activity begins up to so long before the count that it sets is seen. */
const BEFORE_MS = 60_000;

export interface CountEventOptions {
  /** Whether this sweep has read scaling's activities. */
  asked: boolean;
  now: number;
  /** Counts that scaling is known to have set. */
  scaled: readonly CountChange[];
  labelsOf: (resourceId: string) => Labels | undefined;
}

/**
 * The timeline's lines for desired counts that scaling did not set: somebody did. Scaling's activities are read beside
 * the services, so a change is judged by those that a later sweep reads.
 * @returns `rest`: changes that cannot be judged yet
 */
export function countEvents(
  changes: readonly DesiredChange[],
  { asked, now, scaled, labelsOf }: CountEventOptions,
): { events: TimelineEvent[]; rest: DesiredChange[] } {
  const judged = changes.filter(({ until }) => asked || now - until >= WAITS_MS);
  const events = judged
    .filter((change) => !scaled.some((other) => isSame(change, other)))
    .map(({ serviceId, clusterId, until, from, to }): TimelineEvent => ({
      resourceId: serviceId,
      id: `desired-${until}`,
      at: until,
      kind: 'scaling',
      type: 'desired_set',
      severity: 'info',
      labels: labelsOf(serviceId) ?? UNLABELLED,
      parentId: clusterId,
      message: `desired count ${from} → ${to}`,
      params: { from, to },
    }));
  return { events, rest: changes.filter((change) => !judged.includes(change)) };
}

/** Whether an activity (its moment is exact) set the count that two sweeps tell of. */
function isSame({ serviceId, at, until, to }: DesiredChange, scaled: CountChange): boolean {
  const exact = scaled.until === undefined;
  return (
    exact &&
    scaled.serviceId === serviceId &&
    scaled.to === to &&
    scaled.at >= at - BEFORE_MS &&
    scaled.at <= until
  );
}

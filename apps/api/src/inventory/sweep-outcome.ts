import { AwsCallError } from '../aws/index.js';
import type { CollectionRun } from '../collection-run/index.js';
import type { Snapshot } from './gather.js';
import type { DefinitionsRead } from './read-definitions.js';

type Outcome = Pick<CollectionRun, 'job' | 'status' | 'items' | 'throttled' | 'kinds' | 'message'>;

/** How a sweep went that saw so many items: what it read whole, and the failures of its parts. */
export function outcomeOf(snapshot: Snapshot, definitions: DefinitionsRead, items: number): Outcome {
  const failures = [...snapshot.failures, ...definitions.failures];
  const throttled = failures.filter(
    ({ error }) => error instanceof AwsCallError && error.failure === 'throttled',
  );
  return {
    job: 'inventory',
    status: failures.length === 0 ? 'ok' : items > 0 ? 'partial' : 'failed',
    items,
    throttled: throttled.length,
    kinds: kindsRead(snapshot),
    message:
      failures.length === 0
        ? null
        : failures.map(({ part, error }) => `${part}: ${error.message}`).join('; '),
  };
}

/** Kinds whose whole list this sweep read; tasks count once every cluster's lists were read. */
function kindsRead(snapshot: Snapshot): string[] {
  const { clusters } = snapshot;
  const kinds: string[] = [...snapshot.parts].flatMap((part) => [...part.kinds]);
  if (clusters) {
    kinds.push('ecs_cluster');
    if (clusters.every(({ services }) => services)) kinds.push('ecs_service');
    if (clusters.every(({ instances }) => instances)) kinds.push('ecs_container_instance');
    if (clusters.every(({ tasks }) => tasks)) kinds.push('ecs_task', 'ecs_task_definition');
  }
  if (snapshot.logGroups) kinds.push('log_group');
  return kinds;
}

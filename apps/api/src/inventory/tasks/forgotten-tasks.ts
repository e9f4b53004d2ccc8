import type { Queryable } from '../../database/index.js';
import { resourceId } from '../resource-id.js';
import type { SweepMemory } from '../sweep-memory.js';
import type { TaskRunRepository } from './task-run.repository.js';

const GRACE_MS = 60_000;
export const FORGOTTEN_REASON = 'AWS no longer lists this task: it stopped while Danji was not looking.';

/**
 * Ends runs that are live for us but that AWS no longer lists at all: Danji was away for longer than AWS remembers.
 * Their end lies after they were last listed; that moment is stored, and the cause stays unknown.
 */
export async function endForgottenTasks(
  client: Queryable,
  tasks: TaskRunRepository,
  memory: SweepMemory,
  options: { listed: ReadonlySet<string>; clusters: ReadonlySet<string>; now: number },
): Promise<string[]> {
  const { listed, clusters, now } = options;
  const ended: string[] = [];
  for (const [arn, known] of memory.tasks) {
    const { run } = known;
    const gone = run.stoppedAt === null && !listed.has(arn) && clusters.has(run.clusterArn ?? '');
    if (!gone) {
      memory.missingTasks.delete(arn);
      continue;
    }
    const missing = memory.missingTasks.get(arn) ?? { since: now, lastListed: memory.lastSweepAt ?? now };
    memory.missingTasks.set(arn, missing);
    if (now - missing.since < GRACE_MS) continue;
    memory.missingTasks.delete(arn);
    const stoppedAt = Math.max(run.lastObservedAt, missing.lastListed);
    const over = {
      ...run,
      lastStatus: 'STOPPED',
      desiredStatus: 'STOPPED',
      stoppedAt,
      stoppedReason: FORGOTTEN_REASON,
    };
    memory.tasks.set(arn, { ...known, run: over });
    const id = resourceId('ecs_task', arn);
    await tasks.end(client, id, over, now);
    ended.push(id);
  }
  return ended;
}

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
      memory.missingSince.delete(arn);
      continue;
    }
    const since = memory.missingSince.get(arn) ?? now;
    memory.missingSince.set(arn, since);
    if (now - since < GRACE_MS) continue;
    memory.missingSince.delete(arn);
    const stoppedAt = Math.max(run.lastObservedAt, Math.min(since, memory.lastSweepAt ?? since));
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

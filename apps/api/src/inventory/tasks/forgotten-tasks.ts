import { hasStopped, withGone, type TaskRun } from '@danji/analysis';
import type { SweepMemory } from '../sweep-memory.js';

const GRACE_MS = 60_000;

/**
 * Runs that are live for us but that AWS no longer lists at all: Danji was away for longer than AWS remembers. Their
 * end lies between the last list that had them and the first that had not; a stop that is told later takes its place.
 */
export function forgottenTasks(
  memory: SweepMemory,
  options: { listed: ReadonlySet<string>; clusters: ReadonlySet<string>; now: number },
): Map<string, TaskRun> {
  const { listed, clusters, now } = options;
  const ended = new Map<string, TaskRun>();
  for (const [arn, { run }] of memory.tasks) {
    const gone = !hasStopped(run) && !listed.has(arn) && clusters.has(run.clusterArn ?? '');
    if (!gone) {
      memory.missingTasks.delete(arn);
      continue;
    }
    const missing = memory.missingTasks.get(arn) ?? { since: now, lastListed: memory.lastSweepAt ?? now };
    memory.missingTasks.set(arn, missing);
    if (now - missing.since < GRACE_MS) continue;
    memory.missingTasks.delete(arn);
    const after = Math.max(run.lastObservedAt, missing.lastListed);
    ended.set(arn, withGone(run, { after, before: Math.max(after + 1, missing.since) }));
  }
  return ended;
}

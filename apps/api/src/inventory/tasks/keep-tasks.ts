import type { TaskObservation } from '@danji/analysis';
import type { Snapshot } from '../gather.js';
import { forgottenTasks } from './forgotten-tasks.js';
import type { Recorded, RecordOptions, TaskRecorder } from './record-tasks.js';
import { observeTask } from './task-observation.js';

/** Adds the tasks of one sweep to their runs, and ends those that AWS no longer lists. */
export async function keepTasks(
  recorder: TaskRecorder,
  snapshot: Snapshot,
  options: RecordOptions,
): Promise<Recorded> {
  const { memory, now } = options;
  const listed = new Set<string>();
  const clusters = new Set<string>();
  const looks: TaskObservation[] = [];
  for (const { cluster, services, tasks } of snapshot.clusters ?? []) {
    if (services) memory.noteServices(cluster.clusterArn, services, now);
    if (!tasks) continue;
    clusters.add(cluster.clusterArn);
    for (const arn of tasks.listed) listed.add(arn);
    const { askedAt, observedAt } = tasks;
    looks.push(...tasks.described.map((task) => observeTask(task, { source: 'sweep', askedAt, observedAt })));
  }
  const seen = await recorder.record(looks, options);
  const ended = await recorder.write(forgottenTasks(memory, { listed, clusters, now }), options);
  return { changed: [...seen.changed, ...ended.changed], told: [...seen.told, ...ended.told] };
}

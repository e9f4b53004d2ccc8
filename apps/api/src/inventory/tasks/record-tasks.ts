import { hasStopped, mergeRuns, mergeTaskRun, type TaskObservation, type TaskRun } from '@danji/analysis';
import { inTransaction, type Pool, type Queryable } from '../../database/index.js';
import { writeEvents } from '../history/event.repository.js';
import type { CountChange } from '../history/scaling-activities.js';
import { UNLABELLED, type TimelineEvent } from '../history/timeline-event.js';
import type { Labels } from '../observed.js';
import { resourceId } from '../resource-id.js';
import type { PlaceKey } from '../store/resource.repository.js';
import type { SweepMemory } from '../sweep-memory.js';
import { indexStops, isUndecided, stopContextOf, triggerOf, type StopIndex } from './judge-task.js';
import { writeReplacements } from './replacements.js';
import { causeOf, stopEvent, taskRow, type TaskContext } from './task-row.js';
import { sameContent, type FoldMemory, type TaskRunRepository } from './task-run.repository.js';
import { serviceIdOf } from './task-service.js';

export interface RecordOptions {
  place: PlaceKey & { accountId: string };
  now: number;
  memory: SweepMemory;
  labelsOf: (resourceId: string) => Labels | undefined;
}

export interface Recorded {
  /** Ids of task runs that say something new. */
  changed: string[];
  /** Ids of resources whose timeline got a line. */
  told: string[];
}

const NOTHING: Recorded = { changed: [], told: [] };

/**
 * Adds looks at tasks to their runs, in the memory of the sweeps and in the database: whoever looked, whenever it
 * arrives. What is stored is read again under a lock before it is written, so that two processes (a sweep, and events
 * from a queue) add to the same run and none takes back what the other added.
 */
export class TaskRecorder {
  constructor(
    private readonly pool: Pool,
    private readonly tasks: TaskRunRepository,
  ) {}

  /** Only what says something new costs a statement. */
  async record(looks: readonly TaskObservation[], options: RecordOptions): Promise<Recorded> {
    const { memory } = options;
    const changed = new Map<string, TaskRun>();
    // Oldest first: what replaces a task is explained by its end.
    for (const seen of [...looks].sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0))) {
      const { taskArn } = seen;
      const known = memory.tasks.get(taskArn);
      const run = mergeTaskRun(changed.get(taskArn) ?? known?.run ?? null, seen);
      if (changed.has(taskArn) || !known || !sameContent(known.run, run)) changed.set(taskArn, run);
      else memory.tasks.set(taskArn, { ...known, run });
    }
    for (const { run, stop } of memory.undecided()) {
      const nowRead =
        (memory.serviceOf(run)?.readAt ?? -Infinity) >= (run.stoppingAt ?? run.stoppedAt ?? Infinity);
      if (nowRead && isUndecided(run, stop) && !changed.has(run.taskArn)) changed.set(run.taskArn, run);
    }
    return this.write(changed, options);
  }

  /** Stores runs that changed, each joined with what is stored of it. */
  async write(changed: ReadonlyMap<string, TaskRun>, options: RecordOptions): Promise<Recorded> {
    if (changed.size === 0) return NOTHING;
    const { place, memory } = options;
    const after = await inTransaction(this.pool, async (client) => {
      await this.tasks.lockPlace(client, place);
      const ids = [...changed.keys()].map((arn) => resourceId('ecs_task', arn));
      const stored = await this.tasks.stored(client, ids);
      return this.store(client, join(changed, stored), stored, options);
    });
    for (const [arn, known] of after.known) memory.keepTask(arn, known, isUndecided(known.run, known.stop));
    return after.recorded;
  }

  private async store(
    client: Queryable,
    runs: ReadonlyMap<string, TaskRun>,
    stored: ReadonlyMap<string, FoldMemory>,
    options: RecordOptions,
  ): Promise<{ known: Map<string, FoldMemory>; recorded: Recorded }> {
    const { place, memory } = options;
    const stops = indexStops([...memory.runs(), ...runs.values()]);
    const known = new Map<string, FoldMemory>();
    const rows = [];
    const events: TimelineEvent[] = [];
    for (const [arn, run] of runs) {
      const before = stored.get(arn) ?? memory.tasks.get(arn);
      const judged = judge(run, before, stops, options);
      const cause = causeOf(run, judged.context.stop);
      rows.push(taskRow(run, cause, judged.context));
      if (cause && !isUndecided(run, judged.context.stop)) {
        const clusterId = resourceId('ecs_cluster', run.clusterArn ?? '');
        events.push(stopEvent(run, cause, judged.context, clusterId));
      }
      known.set(arn, judged.known);
    }
    await this.tasks.write(client, rows);
    const linked = await writeReplacements(client, this.tasks, known, memory);
    const told = await writeEvents(client, place.scopeId, events);
    const changed = [...rows.map((row) => String(row['id'])), ...linked];
    return {
      known,
      recorded: { changed: [...new Set(changed)], told: [...new Set(told.map((event) => event.resourceId))] },
    };
  }
}

function join(
  changed: ReadonlyMap<string, TaskRun>,
  stored: ReadonlyMap<string, FoldMemory>,
): Map<string, TaskRun> {
  const joined = new Map<string, TaskRun>();
  for (const [arn, run] of changed) {
    const before = stored.get(arn)?.run;
    joined.set(arn, before ? mergeRuns(before, run) : run);
  }
  return joined;
}

/** What the run's service says of its start and its end: told once, so that a late look does not judge anew. */
function judge(
  run: TaskRun,
  before: FoldMemory | undefined,
  stops: StopIndex,
  { place, now, memory, labelsOf }: RecordOptions,
): { context: TaskContext; known: FoldMemory } {
  const service = memory.serviceOf(run);
  const serviceId = serviceIdOf(run, service?.service);
  const clusterId = resourceId('ecs_cluster', run.clusterArn ?? '');
  const labels = labelsOf(serviceId ?? clusterId) ?? labelsOf(clusterId) ?? UNLABELLED;
  const changes: readonly CountChange[] = serviceId === null ? [] : memory.countChangesOf(serviceId);
  const trigger = before?.trigger ?? triggerOf(run, service?.service, stops, changes);
  const toldBefore = before?.stop != null && !isUndecided(run, before.stop) ? before.stop : null;
  const stop = hasStopped(run) ? (toldBefore ?? stopContextOf(run, service, changes)) : null;
  const { replaces = null, replacedBy = null } = before ?? {};
  return {
    context: { place, serviceId, labels, trigger, stop, now },
    known: { run, trigger, stop, replaces, replacedBy },
  };
}

import type { TaskObservation } from '@danji/analysis';
import type { LabelRule } from '@danji/shared';
import type { AwsPlace } from '../aws/index.js';
import type { Clock } from '../clock/index.js';
import { lastRun, writeRun, type CollectionRun } from '../collection-run/index.js';
import { notifyChanges, type Pool } from '../database/index.js';
import { currentRules } from '../labels/index.js';
import { EcsDetails, type DetailsRead } from './ecs-details/index.js';
import { writeDeploymentDetails } from './history/deployment-detail.repository.js';
import { gather, type EcsExtra, type Snapshot } from './gather.js';
import { joinActors } from './history/actor.repository.js';
import { collectHistory } from './history/collect-history.js';
import { endVanishedTaskSets, writeDeployments } from './history/deployment.repository.js';
import { writeEvents, writeUnseenEvents } from './history/event.repository.js';
import { writeRolloutStages } from './history/rollout-stage.repository.js';
import { writeScalingActivities } from './history/scaling-activity.repository.js';
import { writeCounts } from './history/service-count.repository.js';
import { labelAll } from './label-all.js';
import type { InventoryKind, Labels, Observed } from './observed.js';
import { observeAll } from './observe-all.js';
import { createParts } from './parts/index.js';
import { readDefinitions, type DefinitionsRead } from './read-definitions.js';
import { eachOnce } from './store/each-once.js';
import { StatusJudge } from './status/status-judge.js';
import type { Judged, Stored } from './store/resource-diff.js';
import { ResourceRepository, type PlaceKey } from './store/resource.repository.js';
import { writeResources } from './store/write-resources.js';
import { resourceId } from './resource-id.js';
import { SweepMemory } from './sweep-memory.js';
import { outcomeOf } from './sweep-outcome.js';
import { keepTasks } from './tasks/keep-tasks.js';
import { TaskRecorder, type Recorded } from './tasks/record-tasks.js';
import { TaskRunRepository } from './tasks/task-run.repository.js';

/** How often each of these is read; clusters, services and tasks in every sweep. */
const EVERY_MS: Record<EcsExtra, number> = {
  scaling: 60_000,
  activities: 25_000,
  logGroups: 300_000,
};

export interface SweepParts {
  pool: Pool;
  clock: Clock;
  place: AwsPlace;
  /** Seconds between sweeps: the share of slow reads that is due depends on it. */
  sweepSeconds: number;
  /** Rules of labels.yaml; null: those that somebody saved, or the usual ones. */
  labelRules: readonly LabelRule[] | null;
}

/** Sweeps one place: reads what is due, stores what differs, and leaves one row that says how it went. */
export class InventorySweep {
  private memory: SweepMemory | null = null;
  private readonly resources = new ResourceRepository();
  private readonly tasks = new TaskRunRepository();
  private readonly recorder: TaskRecorder;
  private readonly judge: StatusJudge;
  private readonly key: PlaceKey;
  private readonly inventory = createParts();
  private readonly details = new EcsDetails();

  constructor(private readonly parts: SweepParts) {
    this.key = { scopeId: parts.place.scopeId, region: parts.place.region };
    this.recorder = new TaskRecorder(parts.pool, this.tasks);
    this.judge = new StatusJudge(parts.pool, this.key);
  }

  /** @returns the run that was stored, with the failures of its parts in the message. */
  async run(): Promise<CollectionRun> {
    try {
      return await this.sweep();
    } catch (error) {
      // What it remembers may not have been stored: the next one begins with what is.
      this.memory = null;
      throw error;
    }
  }

  /**
   * Adds what events told of tasks to the same runs that sweeps write (`source: 'event'`, see `TaskObservation`), in any
   * order and any number of times. The next sweep says what it costs to know beside: why the service did it.
   */
  async takeTaskEvents(looks: readonly TaskObservation[]): Promise<void> {
    const { pool, clock, place } = this.parts;
    const now = clock.now();
    const memory = await this.remember(now);
    const labels = await this.resources.labels(pool, this.key);
    const options = { place: { ...this.key, accountId: await place.accountId() }, now, memory };
    await this.tellTasks(await this.recorder.record(looks, { ...options, labelsOf: (id) => labels.get(id) }));
  }

  private async sweep(): Promise<CollectionRun> {
    const { pool, clock, place } = this.parts;
    const startedAt = clock.now();
    const accountId = await place.accountId();
    const memory = await this.remember(startedAt);
    const snapshot = await gather(place, {
      due: this.due(memory, startedAt),
      parts: this.inventory,
      now: startedAt,
      clock,
      sweepSeconds: this.parts.sweepSeconds,
      isFinished: (arn) => memory.isFinished(arn),
      activities: memory.activities,
    });
    // Moments are those of the answers, not of the question: a sweep may wait for its turn at a limit.
    const now = clock.now();
    const timing = { now, sweepSeconds: this.parts.sweepSeconds };
    const details = await this.details.read(place, snapshot, memory, timing);
    snapshot.failures.push(...details.failures);
    const { families } = this.details;
    const definitions = await readDefinitions(place, snapshot, memory, { accountId, ...timing, families });
    if (definitions.added) memory.readAt.delete('logGroups');
    const items = await this.store(snapshot, definitions, details, memory, { accountId, now });
    const run = {
      ...this.key,
      ...outcomeOf(snapshot, definitions, items),
      startedAt,
      finishedAt: clock.now(),
    };
    memory.lastRunId = await writeRun(pool, run);
    memory.lastSweepAt = run.finishedAt;
    memory.forgetOldTasks(now);
    return run;
  }

  /** The memory of the last sweep, unless another worker swept since. */
  private async remember(now: number): Promise<SweepMemory> {
    const { pool } = this.parts;
    const last = await lastRun(pool, this.key, 'inventory');
    if (!this.memory || this.memory.lastRunId !== (last?.id ?? null)) {
      const repositories = { resources: this.resources, tasks: this.tasks };
      this.memory = await SweepMemory.load(pool, this.key, repositories, now);
      this.memory.lastRunId = last?.id ?? null;
      this.memory.lastSweepAt = last?.finishedAt ?? null;
    }
    return this.memory;
  }

  private due(memory: SweepMemory, now: number): ReadonlySet<EcsExtra> {
    const parts = Object.entries(EVERY_MS) as [keyof typeof EVERY_MS, number][];
    const due = parts.filter(([part, every]) => now - (memory.readAt.get(part) ?? -Infinity) >= every);
    for (const [part] of due) memory.readAt.set(part, now);
    return new Set(due.map(([part]) => part));
  }

  private async store(
    snapshot: Snapshot,
    definitions: DefinitionsRead,
    details: DetailsRead,
    memory: SweepMemory,
    { accountId, now }: { accountId: string; now: number },
  ): Promise<number> {
    const { pool } = this.parts;
    const { region } = this.key;
    const fleet = observeAll(snapshot, {
      accountId,
      region,
      memory,
      parts: this.inventory,
      details: this.details,
      now,
    });
    const seen = eachOnce([...fleet.resources, ...definitions.resources]);
    const stored = await this.resources.stored(pool, this.key);
    const known = await this.resources.labels(pool, this.key);
    const { rules } = await currentRules(pool, this.parts.labelRules);
    const labels = labelAll(seen, known, rules);
    await this.keepResources(seen, labels, stored, fleet.complete, memory, now);
    await this.resources.touchDescribed(
      pool,
      definitions.refreshed.filter((id) => stored.has(id)),
      now,
    );
    const labelsOf = (id: string): Labels | undefined => labels.get(id) ?? known.get(id);
    await this.keepHistory(snapshot, details, memory, labelsOf, now);
    await this.keepPartEvents(snapshot, labelsOf, accountId, now);
    await this.keepTasks(snapshot, memory, labelsOf, accountId, now);
    return seen.length;
  }

  private async keepResources(
    seen: readonly Observed[],
    labels: ReadonlyMap<string, Labels>,
    stored: ReadonlyMap<string, Stored>,
    complete: ReadonlySet<InventoryKind>,
    memory: SweepMemory,
    now: number,
  ): Promise<void> {
    await this.judge.refresh(now);
    this.judge.see(seen);
    const judged: Judged[] = seen.map((observed) => ({
      observed,
      labels: labels.get(observed.id) as Labels,
      ...this.judge.statusOf(observed, now),
    }));
    await writeResources(this.parts.pool, this.resources, {
      place: this.key,
      now,
      seen: judged,
      stored,
      complete,
      missingSince: memory.missingSince,
    });
  }

  private async keepHistory(
    snapshot: Snapshot,
    details: DetailsRead,
    memory: SweepMemory,
    labelsOf: (id: string) => Labels | undefined,
    now: number,
  ): Promise<void> {
    const { pool } = this.parts;
    const { scopeId } = this.key;
    const { deployments } = details;
    const history = collectHistory(snapshot, { scopeId, now, memory, labelsOf, described: deployments });
    await writeCounts(pool, history.counts);
    await writeDeployments(pool, history.deployments);
    const enriched = await writeDeploymentDetails(pool, history.described);
    await writeRolloutStages(pool, scopeId, history.described, now);
    const vanished = await endVanishedTaskSets(pool, taskSetsOf(snapshot), now);
    await writeScalingActivities(pool, history.scaling);
    const happened = await writeEvents(pool, this.key.scopeId, history.events);
    await notifyChanges(pool, 'deployments', [
      ...new Set([...idsOf(history.deployments, 'service_id'), ...enriched, ...vanished]),
    ]);
    const scaled = idsOf([...history.scaling, ...history.counts], 'resource_id');
    await notifyChanges(pool, 'scaling', scaled);
    await notifyChanges(pool, 'events', [...new Set(happened.map(({ resourceId }) => resourceId))]);
  }

  private async keepPartEvents(
    { parts }: Snapshot,
    labelsOf: (id: string) => Labels | undefined,
    accountId: string,
    now: number,
  ): Promise<void> {
    const { pool } = this.parts;
    const context = { ...this.key, accountId, now, labelsOf };
    const events = [...parts].flatMap((part) => part.events(part.latest, context));
    const scalings = [...parts].flatMap((part) => part.scalings(part.latest, context));
    await writeScalingActivities(pool, scalings);
    await notifyChanges(pool, 'scaling', idsOf(scalings, 'resource_id'));
    const happened = await writeEvents(pool, this.key.scopeId, events);
    const changes = [...parts].flatMap((part) => part.changes(part.latest, context));
    const joined = await joinActors(pool, changes);
    const told = [...parts].flatMap((part) => part.told(part.latest, context));
    const unseen = await writeUnseenEvents(pool, this.key.scopeId, told);
    const ids = [...happened, ...unseen].map(({ resourceId }) => resourceId);
    await notifyChanges(pool, 'events', [...new Set([...ids, ...joined])]);
  }

  private async keepTasks(
    snapshot: Snapshot,
    memory: SweepMemory,
    labelsOf: (id: string) => Labels | undefined,
    accountId: string,
    now: number,
  ): Promise<void> {
    const place = { ...this.key, accountId };
    await this.tellTasks(await keepTasks(this.recorder, snapshot, { place, now, memory, labelsOf }));
  }

  private async tellTasks({ changed, told }: Recorded): Promise<void> {
    await notifyChanges(this.parts.pool, 'tasks', changed);
    await notifyChanges(this.parts.pool, 'events', told);
  }
}

/** Services that are deployed by task sets, with the sets that they have. */
function taskSetsOf({ clusters }: Snapshot): { serviceId: string; nativeIds: string[] }[] {
  return (clusters ?? [])
    .flatMap(({ services }) => services ?? [])
    .filter(({ deploymentController }) => (deploymentController?.type ?? 'ECS') !== 'ECS')
    .map(({ serviceArn, taskSets }) => ({
      serviceId: resourceId('ecs_service', serviceArn),
      nativeIds: taskSets.map(({ id }) => id),
    }));
}

function idsOf(rows: readonly Record<string, unknown>[], column: string): string[] {
  return [...new Set(rows.map((row) => String(row[column])))];
}

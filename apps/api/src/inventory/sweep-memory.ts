import type { Pool } from '../database/index.js';
import type { AttributesOf } from '@danji/shared';
import { unseenStop, type TaskRun } from '@danji/analysis';
import type { EcsService, ScalingActivity } from '../aws/index.js';
import { ActivityReader } from './history/activity-reader.js';
import type { CountChange } from './history/scaling-activities.js';
import { knownActivities } from './history/scaling-activity.repository.js';
import { recentDeployments } from './history/deployment.repository.js';
import type { KnownDeployment } from './history/deployments.js';
import type { DesiredChange } from './history/desired-count.js';
import { lastCounts, recentDesiredChanges } from './history/service-count.repository.js';
import type { Counts } from './history/service-counts.js';
import type { PlaceKey, ResourceRepository } from './store/resource.repository.js';
import { isUndecided, type KnownService } from './tasks/judge-task.js';
import type { FoldMemory, TaskRunRepository } from './tasks/task-run.repository.js';
import { serviceKey, serviceKeyOf } from './tasks/task-service.js';

type Scaling = AttributesOf<'ecs_service'>['scaling'];
type Definition = AttributesOf<'ecs_task_definition'>;

/** A desired count that changed longer ago has its line in the timeline. */
const TOLD_WITHIN_MS = 10 * 60_000;
/** AWS lists a stopped task for an hour or a little longer. */
export const STOPPED_KEPT_MS = 3 * 3_600_000;
/** AWS keeps scaling activities for six weeks; those that explain a live task are younger. */
const CHANGES_KEPT_MS = 7 * 86_400_000;

export interface DescribedDefinition {
  attributes: Definition;
  tags: Record<string, string>;
  state: string;
  describedAt: number;
}

/**
 * What one place's sweeps remember so that an unchanged fleet costs no reads and no writes. Everything in it can be
 * read from the database again: a worker that takes over starts from there.
 */
export class SweepMemory {
  readonly tasks = new Map<string, FoldMemory>();
  private readonly undecidedStops = new Set<string>();
  private readonly services = new Map<string, KnownService>();
  readonly definitions = new Map<string, DescribedDefinition>();
  readonly deployments = new Map<string, KnownDeployment>();
  readonly revisionsOf = new Map<string, { createdAt: number; revision: number }[]>();
  readonly counts = new Map<string, Counts>();
  readonly scaling = new Map<string, Scaling>();
  /** Services as they were stored when this memory was loaded: what is read one at a time stands until it is read. */
  readonly storedServices = new Map<string, AttributesOf<'ecs_service'>>();
  readonly endedActivities = new Set<string>();
  readonly activities = new ActivityReader<ScalingActivity>((id) => this.endedActivities.has(id));
  readonly lastScaledCount = new Map<string, number>();
  countChanges: CountChange[] = [];
  /** Desired counts that changed and of which it is not known yet whether scaling did it. */
  desiredChanges: DesiredChange[] = [];
  /** Newest event of each service that is stored. */
  readonly eventsUntil = new Map<string, number>();
  /** Since when resources have been missing from complete listings. */
  readonly missingSince = new Map<string, number>();
  /** Live tasks that are missing: since when, and when the sweep before (of whichever worker) still held them. */
  readonly missingTasks = new Map<string, { since: number; lastListed: number }>();
  /** Id of the last run row that this memory belongs to; another worker's row makes it stale. */
  lastRunId: string | null = null;
  /** When the last sweep ended (epoch ms), of whichever worker. */
  lastSweepAt: number | null = null;
  readonly readAt = new Map<string, number>();

  static async load(
    client: Pool,
    place: PlaceKey,
    repositories: { resources: ResourceRepository; tasks: TaskRunRepository },
    now: number,
  ): Promise<SweepMemory> {
    const memory = new SweepMemory();
    for (const known of await repositories.tasks.recent(client, place, now - STOPPED_KEPT_MS)) {
      memory.keepTask(known.run.taskArn, known, isUndecided(known.run, known.stop));
    }
    const definitions = await repositories.resources.live<Definition>(client, place, 'ecs_task_definition');
    for (const { arn, ...described } of definitions) {
      memory.definitions.set(arn, described);
    }
    const services = await repositories.resources.live<AttributesOf<'ecs_service'>>(
      client,
      place,
      'ecs_service',
    );
    for (const { id, attributes } of services) {
      memory.scaling.set(id, attributes.scaling);
      memory.storedServices.set(id, attributes);
    }
    const serviceIds = services.map(({ id }) => id);
    for (const [id, counts] of await lastCounts(client, serviceIds)) memory.counts.set(id, counts);
    memory.desiredChanges = await recentDesiredChanges(client, serviceIds, now - TOLD_WITHIN_MS);
    for (const { id, serviceId, known } of await recentDeployments(client, place.scopeId)) {
      memory.deployments.set(id, known);
      memory.noteRevision(serviceId, known);
    }
    const activities = await knownActivities(client, serviceIds);
    for (const id of activities.ended) memory.endedActivities.add(id);
    for (const [id, count] of activities.lastCount) memory.lastScaledCount.set(id, count);
    memory.noteCountChanges(activities.changes, now);
    return memory;
  }

  /** Services as the newest sweep that could read them saw them. */
  noteServices(clusterArn: string, services: readonly EcsService[], readAt: number): void {
    for (const service of services) {
      this.services.set(serviceKey(clusterArn, service.serviceName), { service, readAt });
    }
  }

  /** The service of a task; undefined outside services and where it was not read yet. */
  serviceOf(run: TaskRun): KnownService | undefined {
    return this.services.get(serviceKeyOf(run) ?? '');
  }

  keepTask(arn: string, known: FoldMemory, undecided: boolean): void {
    this.tasks.set(arn, known);
    if (undecided) this.undecidedStops.add(arn);
    else this.undecidedStops.delete(arn);
  }

  /** Stops whose service could not be read when they were first seen. */
  undecided(): FoldMemory[] {
    return [...this.undecidedStops].flatMap((arn) => this.tasks.get(arn) ?? []);
  }

  *runs(): Iterable<TaskRun> {
    for (const { run } of this.tasks.values()) yield run;
  }

  countChangesOf(serviceId: string): CountChange[] {
    return this.countChanges.filter((change) => change.serviceId === serviceId);
  }

  noteRevision(serviceId: string, deployment: { createdAt: number; revision: number }): void {
    const known = this.revisionsOf.get(serviceId) ?? [];
    if (known.some(({ createdAt }) => createdAt === deployment.createdAt)) return;
    known.push({ createdAt: deployment.createdAt, revision: deployment.revision });
    known.sort((a, b) => b.createdAt - a.createdAt);
    this.revisionsOf.set(serviceId, known.slice(0, 10));
  }

  /** Revision that a service's newest deployment before `createdAt` ran. */
  revisionBefore(serviceId: string, createdAt: number): number | null {
    return this.revisionsOf.get(serviceId)?.find((known) => known.createdAt < createdAt)?.revision ?? null;
  }

  noteCountChanges(changes: readonly CountChange[], now: number): void {
    this.countChanges = [...this.countChanges, ...changes].filter(({ at }) => now - at < CHANGES_KEPT_MS);
  }

  /** Forgets tasks that ended so long ago that AWS no longer lists them. */
  forgetOldTasks(now: number): void {
    for (const [arn, { run }] of this.tasks) {
      const stoppedAt = run.stoppedAt ?? unseenStop(run)?.after ?? null;
      if (stoppedAt === null || now - stoppedAt <= STOPPED_KEPT_MS) continue;
      this.tasks.delete(arn);
      this.undecidedStops.delete(arn);
    }
  }

  isFinished(taskArn: string): boolean {
    const known = this.tasks.get(taskArn);
    return known !== undefined && known.run.lastStatus === 'STOPPED' && known.run.stoppedAt !== null;
  }
}

import { primaryDeploymentAt, taskTrigger, type TaskRun } from '@danji/analysis';
import type { EcsService } from '../../aws/index.js';
import type { CountChange } from '../history/scaling-activities.js';
import type { StopContext } from './task-row.js';
import { serviceKeyOf } from './task-service.js';

/** Desired counts that fell within this time before a stop explain it. */
const SCALE_IN_MS = 10 * 60_000;

/** A service as it was read last. */
export interface KnownService {
  service: EcsService;
  /** Epoch ms. */
  readAt: number;
}

/** Stops by service, newest last: what a start is explained by. */
export type StopIndex = ReadonlyMap<string, { at: number; spot: boolean; planned: boolean }[]>;

export function indexStops(runs: Iterable<TaskRun>): StopIndex {
  const index = new Map<string, { at: number; spot: boolean; planned: boolean }[]>();
  for (const run of runs) {
    const key = serviceKeyOf(run);
    if (key === null || run.stoppedAt === null) continue;
    const stops = index.get(key) ?? [];
    stops.push({
      at: run.stoppingAt ?? run.stoppedAt,
      spot: run.stopCode === 'SpotInterruption',
      planned: /Scaling activity initiated by/i.test(run.stoppedReason ?? ''),
    });
    index.set(key, stops);
  }
  return index;
}

/** Why a task was started, as its service was when it was first seen. */
export function triggerOf(
  run: TaskRun,
  service: EcsService | undefined,
  stops: StopIndex,
  changes: readonly CountChange[],
): string {
  const trigger = taskTrigger({
    createdAt: run.createdAt ?? run.firstObservedAt,
    group: run.group ?? null,
    startedBy: run.startedBy ?? null,
    deployments: (service?.deployments ?? []).map((deployment) => ({
      id: deployment.id,
      from: deployment.createdAt ?? 0,
      to: deployment.rolloutState === 'COMPLETED' ? deployment.updatedAt : null,
    })),
    scaleOutsAt: changes
      .filter(({ from, to }) => from !== null && to !== null && to > from)
      .map(({ at }) => at),
    stops: stops.get(serviceKeyOf(run) ?? '') ?? [],
  });
  return trigger === 'spot_replacement' ? 'replacement' : trigger;
}

/** What the service was like when the run stopped; null while it lives and outside services. */
export function stopContextOf(
  run: TaskRun,
  known: KnownService | undefined,
  changes: readonly CountChange[],
): StopContext | null {
  const at = run.stoppingAt ?? run.stoppedAt;
  if (at === null || serviceKeyOf(run) === null) return null;
  const scaleIn = changes.some(
    ({ at: when, from, to }) =>
      from !== null && to !== null && to < from && when <= at && at - when <= SCALE_IN_MS,
  );
  const read = known !== undefined && known.readAt >= at;
  return {
    read,
    primaryDeploymentId: read ? primaryDeploymentAt(known.service.deployments, at) : null,
    scaleIn,
  };
}

/** A stop by the scheduler whose service was not read yet: whether it was a rollout is told later. */
export function isUndecided(run: TaskRun, stop: StopContext | null): boolean {
  return stop !== null && !stop.read && /Scaling activity initiated by/i.test(run.stoppedReason ?? '');
}

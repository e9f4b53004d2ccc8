import { HOUR } from '../calendar.js';
import { Effects } from '../metrics/effects.js';
import type { ServicePlan } from '../plan/plan-types.js';
import type { Millis } from '../types.js';
import type { Revision } from './revisions.js';
import type { TaskRun } from './task-run.js';

interface ServiceEvent {
  id: string;
  at: Millis;
  message: string;
}

type RolloutState = 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';

export interface Deployment {
  id: string;
  serviceDeploymentId: string;
  revision: Revision;
  createdAt: Millis;
  updatedAt: Millis;
  status: 'PRIMARY' | 'ACTIVE' | 'INACTIVE';
  rolloutState: RolloutState;
  rolloutStateReason: string;
  failedTasks: number;
  completedAt?: Millis;
  /** The image of its revision cannot be pulled, its tasks never become healthy, or they exit by themselves. */
  fault?: DeploymentFault;
  rollbackOf?: string;
  completionPlanned?: boolean;
  /** What ran when it began. */
  readonly sources: readonly Deployment[];
  readonly serviceRevisionId: string;
  /** The circuit breaker as it was set when the deployment began, and the failures at which it opens. */
  readonly breaker: { enable: boolean; rollback: boolean; threshold: number };
  /** When it completed for the first time: a later roll-back to it is part of another service deployment. */
  finishedAt?: Millis;
  /** When the breaker opened. */
  failedAt?: Millis;
  rollback?: { to: Deployment; at: Millis; doneAt?: Millis };
  /** When another deployment began before it was complete. */
  supersededAt?: Millis;
  /** When all its tasks were healthy and its traffic began to move (not in a rolling update). */
  scaledUpAt?: Millis;
}

export interface DeploymentFault {
  kind: 'image-pull' | 'health-check' | 'crash' | 'container-health' | 'start-error';
  /** Text of the stop reason where the kind leaves a choice. */
  reason?: string;
  exitCode?: number;
  /** How long a crashing task lives after it reached RUNNING, seconds. */
  seconds?: number;
}

/** What goes wrong with the running tasks of a service for a while, whatever its revision. */
export interface Trouble {
  kind: 'out-of-memory' | 'crash' | 'target-check' | 'container-check';
  from: Millis;
  to: Millis;
  /** Lowest and highest life of a task, seconds from its start (or from the beginning of the trouble). */
  seconds: [number, number];
  exitCode: number;
  reason?: string;
  /** Share of the tasks it meets, 0 to 1. */
  share: number;
}

/** Lines that an incident adds to a log, or takes away. */
export type LogEffect =
  | { from: Millis; to: Millis; silent: true }
  | { from: Millis; to: Millis; perMinute: number; level: string; message: string; stack: boolean };

/** Adds a run that stopped now to a list, and drops from it what ECS has forgotten. */
export function keepLately(list: TaskRun[], run: TaskRun, at: Millis): void {
  list.push(run);
  let old = 0;
  while ((list[old]?.stoppedAt ?? at) < at - 2 * HOUR) old += 1;
  if (old > 0) list.splice(0, old);
}

function byLoss(a: TaskRun, b: TaskRun): number {
  return (a.stoppingAt ?? 0) - (b.stoppingAt ?? 0) || (a.id < b.id ? -1 : 1);
}

/** What a service is at the moment the simulation has reached, and everything it has been. */
export class ServiceState {
  desired: number;
  readonly deployments: Deployment[] = [];
  /** Every deployment ever, oldest first. */
  readonly deploymentHistory: Deployment[] = [];
  /** Oldest first; AWS shows the newest 100. */
  readonly events: ServiceEvent[] = [];
  readonly runs: TaskRun[] = [];
  /** Runs that stopped in the last hours, oldest first: ECS still lists the newest of them. */
  readonly stoppedLately: TaskRun[] = [];
  /** Runs that are not STOPPED yet. */
  readonly live = new Set<TaskRun>();
  /** Desired count over time: [at, count], oldest first. */
  readonly desiredHistory: [Millis, number][] = [];

  /** Bounds of Application Auto Scaling as they are now (scheduled actions change them). */
  bounds?: { min: number; max: number };

  readonly effects = new Effects();
  readonly troubles: Trouble[] = [];
  readonly logEffects: LogEffect[] = [];
  /** Times in which none of its tasks can be placed, with what ECS says of it. */
  readonly placementBlocks: { from: Millis; to: Millis; message: string }[] = [];
  /** Tasks in a row that never reached RUNNING, and when the next may be tried. */
  startFailures = 0;
  retryAt?: Millis;
  /** Target tracking: minutes in a row above the target and below 0.9 times the target, and what it did last. */
  minutesAbove = 0;
  minutesBelow = 0;
  /** Minutes in a row above the threshold of its step-scaling alarm. */
  minutesBurst = 0;
  scaledAt?: Millis;
  refusedAt?: Millis;
  /** It has left its desired count and was not told to be steady since. */
  disturbed = false;
  /** When it was last told to be steady. */
  steadyAt?: Millis;
  /** Tasks that were lost and not replaced yet. */
  private lost: TaskRun[] = [];
  private readonly byHour = new Map<number, TaskRun[]>();

  constructor(readonly plan: ServicePlan) {
    this.desired = plan.desired;
    if (plan.scaling) this.bounds = { min: plan.scaling.min, max: plan.scaling.max };
  }

  /** Runs that were live at some time of an hour (hours since the epoch), in order of creation. */
  runsInHour(hour: number): readonly TaskRun[] {
    return this.byHour.get(hour) ?? [];
  }

  /** At the turn of each hour: what is live belongs to the new hour. */
  openHour(hour: number): void {
    if (this.live.size > 0) this.byHour.set(hour, [...this.live]);
  }

  addRun(run: TaskRun): void {
    this.runs.push(run);
    this.live.add(run);
    const hour = Math.floor(run.createdAt / HOUR);
    const runs = this.byHour.get(hour);
    if (runs) runs.push(run);
    else this.byHour.set(hour, [run]);
  }

  /** A task began to stop: unless the scheduler wished it, its place is open. */
  openPlace(run: TaskRun): void {
    if (run.stop?.by !== 'rollout' && run.stop?.by !== 'scale-in') this.lost.push(run);
  }

  /** At most so many places of a deployment's lost tasks are filled again: the ones that were lost last. */
  keepOpen(deployment: Deployment, count: number): void {
    const open = this.lost.filter((run) => run.deployment === deployment).sort(byLoss);
    const closed = new Set(open.slice(0, Math.max(0, open.length - count)));
    this.lost = this.lost.filter((run) => !closed.has(run));
  }

  /** Tasks that started together take the places that have been open the longest. */
  fillPlaces(started: readonly TaskRun[]): void {
    for (const run of [...started].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const [place] = this.lost.filter((lost) => lost.deployment === run.deployment).sort(byLoss);
      if (!place) continue;
      this.lost = this.lost.filter((lost) => lost !== place);
      run.replaces = place;
      place.replacedBy = run;
    }
  }

  /** A run has reached STOPPED. */
  retire(run: TaskRun, at: Millis): void {
    this.live.delete(run);
    keepLately(this.stoppedLately, run, at);
  }

  get primary(): Deployment {
    const primary = this.deployments[0];
    if (!primary)
      throw new Error(`service ${this.plan.name} has no deployment; open one before asking for it`);
    return primary;
  }
}

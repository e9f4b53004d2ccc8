import type { SubnetPlan } from '../plan/network-types.js';
import type { JobPlan } from '../plan/plan-types.js';
import type { Millis } from '../types.js';
import type { Revision } from './revisions.js';
import type { HostState } from './host-state.js';
import type { Deployment, ServiceState } from './service-state.js';

/** How a container ended; several reasons may be known for one task only (sidecars end with their task). */
interface ContainerEnd {
  exitCode?: number;
  reason?: string;
}

/** Why a task really ended: what the simulation had in mind, not what ECS says of it. */
export type EndedBy =
  | 'rollout'
  | 'scale-in'
  | 'out-of-memory'
  | 'crash'
  | 'target-check'
  | 'container-check'
  | 'image-pull'
  | 'start-error'
  | 'fargate-spot'
  | 'instance-gone'
  | 'person'
  | 'job-done'
  | 'job-failed';

export interface StopCause extends ContainerEnd {
  stopCode: string;
  stoppedReason: string;
  /** For the truth alone. */
  by: EndedBy;
}

/** Memory that grows from a moment on until the limit is met: what makes an OOM loop. */
interface Leak {
  from: Millis;
  until: Millis;
}

/**
 * One run of one task. Phase times are planned when the phase before begins, so some may lie in the future of the
 * clock: every reader asks through `phase` or compares with its own `now`.
 */
export class TaskRun {
  placedAt?: Millis;
  connectivityAt?: Millis;
  pullStartedAt?: Millis;
  pullStoppedAt?: Millis;
  startedAt?: Millis;
  /** In service: registered targets healthy, or RUNNING long enough without one. */
  healthyAt?: Millis;
  stoppingAt?: Millis;
  executionStoppedAt?: Millis;
  stoppedAt?: Millis;
  stop?: StopCause;
  leak?: Leak;
  /** When its container health check began to fail. */
  unhealthySince?: Millis;
  /** The lost task whose place the scheduler gave it. */
  replaces?: TaskRun;
  replacedBy?: TaskRun;
  host?: HostState;
  subnet?: SubnetPlan;
  ip?: number;
  /** Its part of the service's load relative to the other tasks, near 1. */
  weight = 1;
  deployment?: Deployment;
  /** In its target group, and out of it again. */
  registeredAt?: Millis;
  deregisteredAt?: Millis;
  /** From when on its target fails its health checks, with the load balancer's words for it. */
  targetFailure?: { since: Millis; reason: string };

  constructor(
    readonly id: string,
    readonly hash: number,
    readonly revision: Revision,
    public createdAt: Millis,
    readonly startedBy: string,
    readonly group: string,
    readonly launchType: 'FARGATE' | 'EC2',
    readonly capacityProvider: string | undefined,
    public az: string,
    readonly service: ServiceState | undefined,
    readonly job: JobPlan | undefined,
  ) {}

  /** AWS's lastStatus at an instant at or after createdAt. */
  statusAt(now: Millis): string {
    if (this.stoppedAt !== undefined && now >= this.stoppedAt) return 'STOPPED';
    if (this.executionStoppedAt !== undefined && now >= this.executionStoppedAt) return 'DEPROVISIONING';
    if (this.stoppingAt !== undefined && now >= this.stoppingAt) {
      return this.service?.plan.targetGroupArn && now < this.sigtermAt() ? 'DEACTIVATING' : 'STOPPING';
    }
    if (this.startedAt !== undefined && now >= this.startedAt) return 'RUNNING';
    if (this.pullStartedAt !== undefined && now >= this.pullStartedAt) return 'ACTIVATING';
    if (this.connectivityAt !== undefined && now >= this.connectivityAt) return 'PENDING';
    return 'PROVISIONING';
  }

  /** When the containers are told to end: after the target group's deregistration delay. */
  sigtermAt(): Millis {
    const end = this.executionStoppedAt ?? this.stoppingAt ?? Infinity;
    return Math.max(this.stoppingAt ?? end, end - 2000);
  }

  /** When DEACTIVATING ends, where the task has a target group to leave. */
  drainedAt(): Millis | undefined {
    if (this.stoppingAt === undefined || this.executionStoppedAt === undefined) return undefined;
    const drained = this.sigtermAt();
    return this.service?.plan.targetGroupArn && drained > this.stoppingAt ? drained : undefined;
  }

  /** Every instant at which ECS changes the task, in order: each gives it the next version, and an event. */
  turns(): Millis[] {
    const all = [
      this.createdAt,
      this.connectivityAt,
      this.pullStartedAt,
      this.pullStoppedAt,
      this.startedAt,
      this.stoppingAt,
      this.drainedAt(),
      this.executionStoppedAt,
      this.stoppedAt,
    ];
    return [...new Set(all.filter((at) => at !== undefined))].sort((a, b) => a - b);
  }

  /** Whether its containers run (and so use CPU, write logs and are measured) at an instant. */
  runsAt(at: Millis): boolean {
    if (this.startedAt === undefined || this.startedAt > at) return false;
    return this.executionStoppedAt === undefined || at < this.executionStoppedAt;
  }

  /** On its instance, from placement until it is STOPPED: what CPU and memory reservation count. */
  holdsResourcesAt(at: Millis): boolean {
    return this.placedAt !== undefined && this.placedAt <= at && at < (this.stoppedAt ?? Infinity);
  }

  /** Wanted by the scheduler: not asked to stop and not stopped by itself. */
  isWanted(now: Millis): boolean {
    return this.stoppingAt === undefined || now < this.stoppingAt;
  }
}

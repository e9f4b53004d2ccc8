import { Effects } from '../metrics/effects.js';
import type { GroupPlan, StandalonePlan } from '../plan/machine-types.js';
import type { SubnetPlan } from '../plan/network-types.js';
import { instanceType, registeredMemoryMiB, type InstanceType } from '../plan/instance-types.js';
import type { Millis } from '../types.js';
import type { TaskRun } from './task-run.js';

/** One EC2 instance over its life; also a container instance where it joined a cluster. */
export class HostState {
  readonly type: InstanceType;
  readonly runs: TaskRun[] = [];
  /** Tasks that hold its resources now. */
  readonly placed = new Set<TaskRun>();
  registeredAt?: Millis;
  drainingSince?: Millis;
  shuttingDownAt?: Millis;
  terminatedAt?: Millis;
  stateReason?: { code: string; message: string };
  stateTransitionReason = '';
  agentOfflineSince?: Millis;
  /** What EC2 tells the instance itself before it takes it back: an advice, sometimes none, and the warning. */
  rebalanceAdvisedAt?: Millis;
  spotWarningAt?: Millis;
  /** Since when it holds nothing but daemons. */
  emptySince?: Millis;
  readonly effects = new Effects();
  usedCpu = 0;
  usedMemory = 0;
  usedEnis = 0;

  constructor(
    readonly id: string,
    readonly hash: number,
    readonly containerInstanceId: string,
    readonly launchedAt: Millis,
    readonly group: GroupPlan | undefined,
    readonly standalone: StandalonePlan | undefined,
    readonly subnet: SubnetPlan,
    readonly ip: number,
    typeName: string,
  ) {
    this.type = instanceType(typeName);
  }

  get cpuUnits(): number {
    return this.type.vcpus * 1024;
  }

  get memoryMiB(): number {
    return registeredMemoryMiB(this.type);
  }

  get spot(): boolean {
    return this.group?.spot ?? false;
  }

  /** running until told to shut down; terminated ones stay listed for about an hour. */
  stateAt(now: Millis): 'pending' | 'running' | 'shutting-down' | 'terminated' {
    if (this.terminatedAt !== undefined && now >= this.terminatedAt) return 'terminated';
    if (this.shuttingDownAt !== undefined && now >= this.shuttingDownAt) return 'shutting-down';
    return now < this.launchedAt + 20_000 ? 'pending' : 'running';
  }

  isRegistered(now: Millis): boolean {
    return (
      this.registeredAt !== undefined &&
      now >= this.registeredAt &&
      !(this.shuttingDownAt !== undefined && now >= this.shuttingDownAt)
    );
  }

  isDraining(now: Millis): boolean {
    return this.drainingSince !== undefined && now >= this.drainingSince;
  }

  isSchedulable(now: Millis): boolean {
    return this.isRegistered(now) && !this.isDraining(now) && this.agentOfflineSince === undefined;
  }

  /** Takes the task's resources; `release` gives them back. Without task-level CPU the container's share counts. */
  place(task: TaskRun): void {
    this.placed.add(task);
    this.runs.push(task);
    this.usedCpu += task.revision.cpu;
    this.usedMemory += task.revision.memory;
    if (task.service?.plan.networkMode === 'awsvpc') this.usedEnis += 1;
    task.host = this;
  }

  release(task: TaskRun): void {
    if (!this.placed.delete(task)) return;
    this.usedCpu -= task.revision.cpu;
    this.usedMemory -= task.revision.memory;
    if (task.service?.plan.networkMode === 'awsvpc') this.usedEnis -= 1;
  }

  /** Why a task of this size cannot be placed here, or undefined when it fits. */
  refusal(cpu: number, memory: number, awsvpc: boolean): 'CPU' | 'MEMORY' | 'ENI' | undefined {
    if (this.usedCpu + cpu > this.cpuUnits) return 'CPU';
    if (this.usedMemory + memory > this.memoryMiB) return 'MEMORY';
    // The primary interface is the instance's own; without trunking each awsvpc task takes one of the rest.
    if (awsvpc && this.usedEnis + 1 > this.type.enis - 1) return 'ENI';
    return undefined;
  }
}

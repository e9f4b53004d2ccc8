import { Calendar, MINUTE } from '../calendar.js';
import type { HostState } from '../simulation/host-state.js';
import type { ServiceState } from '../simulation/service-state.js';
import type { TaskRun } from '../simulation/task-run.js';
import type { Millis } from '../types.js';
import { smoothNoise, whiteNoise } from '../random.js';
import { BlockCache, type Block } from './block-cache.js';
import { emptyUseBlock, fillCpu, fillMemory, loadShare, type UseBlock } from './service-load.js';
import { taskCpuUnits, taskMemoryPercent } from './task-use.js';

interface HostBlock extends Block {
  /** CPU units used per minute by the tasks and by the system. */
  units: Float64Array;
}

/**
 * What services and hosts used in any past minute, computed by the hour when asked. A minute is settled once the
 * simulation has passed its end; before that nothing about it may be told.
 */
export class LoadModel {
  private readonly services = new BlockCache<UseBlock>(4000, emptyUseBlock);
  private readonly memories = new BlockCache<UseBlock>(1000, emptyUseBlock);
  private readonly hosts = new BlockCache<HostBlock>(2500, () => ({
    filled: 0,
    owner: '',
    hour: -1,
    units: new Float64Array(60),
  }));

  constructor(
    readonly calendar: Calendar,
    private readonly simulatedUntil: () => Millis,
  ) {}

  isSettled(minute: number): boolean {
    return (minute + 1) * MINUTE <= this.simulatedUntil();
  }

  /** CPU in the hour that holds `minute`, computed at least up to it; undefined when it is not settled. */
  service(service: ServiceState, minute: number): UseBlock | undefined {
    if (!this.isSettled(minute)) return undefined;
    const hour = Math.floor(minute / 60);
    const block = this.services.get(service.plan.arn, hour);
    const index = minute - hour * 60;
    while (block.filled <= index) fillCpu(block, service, this.calendar, block.filled++);
    return block;
  }

  /** Memory in the hour that holds `minute`, likewise. */
  memory(service: ServiceState, minute: number): UseBlock | undefined {
    if (!this.isSettled(minute)) return undefined;
    const hour = Math.floor(minute / 60);
    const block = this.memories.get(service.plan.arn, hour);
    const index = minute - hour * 60;
    while (block.filled <= index) fillMemory(block, service, this.calendar, block.filled++);
    return block;
  }

  /** CPU units an instance used in one settled minute. */
  hostUnits(host: HostState, minute: number): number | undefined {
    if (!this.isSettled(minute)) return undefined;
    const hour = Math.floor(minute / 60);
    const block = this.hosts.get(host.id, hour);
    const index = minute - hour * 60;
    while (block.filled <= index) {
      block.units[block.filled] = this.computeHost(host, hour * 60 + block.filled);
      block.filled += 1;
    }
    return block.units[index];
  }

  private computeHost(host: HostState, minute: number): number {
    const middle = minute * MINUTE + MINUTE / 2;
    const { standalone } = host;
    if (standalone) {
      const wave = standalone.idle ? 0.25 : 0.6;
      const level =
        standalone.cpu *
        (1 + wave * smoothNoise(host.hash, minute, 23) + 0.15 * whiteNoise(host.hash, minute));
      const percent = Math.max(0.2, level) + host.effects.amount('cpu-percent', middle);
      return Math.min(host.cpuUnits * 0.998, (host.cpuUnits * percent) / 100);
    }
    let units = host.cpuUnits * (0.012 + 0.004 * (1 + whiteNoise(host.hash, minute)));
    for (const run of host.runs) {
      if (!run.runsAt(middle)) continue;
      const perWeight = run.service ? (this.service(run.service, minute)?.perWeight[minute % 60] ?? 0) : 0;
      units += taskCpuUnits(run, perWeight, minute);
    }
    units += (host.cpuUnits * host.effects.amount('cpu-percent', middle)) / 100;
    return Math.min(units, host.cpuUnits * 0.997);
  }

  /** CPU units that a running task used in one settled minute. */
  taskCpuUnits(run: TaskRun, minute: number): number {
    const block = run.service && this.service(run.service, minute);
    return taskCpuUnits(run, block?.perWeight[minute % 60] ?? 0, minute);
  }

  /** MiB that a running task holds at the middle of the minute that begins at `at`. */
  taskMemoryMiB(run: TaskRun, at: Millis): number {
    const minute = at / MINUTE;
    const load = run.service ? loadShare(run.service, this.calendar, minute) : 1;
    return (taskMemoryPercent(run, at + MINUTE / 2, minute, load) * run.revision.memory) / 100;
  }

  /** Whether the host was up during the whole slot. */
  hostWasUp(host: HostState, at: Millis, lengthMs: number): boolean {
    return host.launchedAt + 30_000 <= at && at + lengthMs <= (host.shuttingDownAt ?? Infinity);
  }
}

import { Calendar, MINUTE } from '../calendar.js';
import type { HostState } from '../simulation/host-state.js';
import type { ServiceState } from '../simulation/service-state.js';
import type { TaskRun } from '../simulation/task-run.js';
import type { Millis } from '../types.js';
import { smoothNoise, whiteNoise } from '../random.js';
import { BlockCache, type Block } from './block-cache.js';
import { fairLevel, networkBaseline, slowdown, type Claim, type Pressure } from './contention.js';
import {
  emptyDemandBlock,
  emptyUseBlock,
  fillCpu,
  fillDemand,
  fillMemory,
  loadShare,
  type DemandBlock,
  type UseBlock,
} from './service-load.js';
import { taskCpuUnits, taskMemoryPercent } from './task-use.js';
import { taskTraffic } from './task-traffic.js';

interface HostBlock extends Block {
  /** CPU units used per minute by the tasks and by the system. */
  units: Float64Array;
  /** Units per reserved unit that a task gets at most: Infinity while there is enough for all. */
  level: Float64Array;
}

/** What the tasks of an instance ask of it in each minute of an hour. */
interface PressureBlock extends Block {
  /** Of its network, as a share of what it can move for hours. */
  network: Float64Array;
  slowdown: Float64Array;
}

/** What an instance needs for itself, as shares of its CPU and of its memory. */
const SYSTEM_CPU = 0.016;
const SYSTEM_MEMORY = 0.062;

/**
 * What services and hosts used in any past minute, computed by the hour when asked. A minute is settled once the
 * simulation has passed its end; before that nothing about it may be told.
 */
export class LoadModel {
  private readonly demands = new BlockCache<DemandBlock>(4000, emptyDemandBlock);
  private readonly services = new BlockCache<UseBlock>(4000, emptyUseBlock);
  private readonly memories = new BlockCache<UseBlock>(1000, emptyUseBlock);
  private readonly hosts = new BlockCache<HostBlock>(2500, () => ({
    filled: 0,
    owner: '',
    hour: -1,
    units: new Float64Array(60),
    level: new Float64Array(60),
  }));
  private readonly pressures = new BlockCache<PressureBlock>(1500, () => ({
    filled: 0,
    owner: '',
    hour: -1,
    network: new Float64Array(60),
    slowdown: new Float64Array(60),
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
    while (block.filled <= index) {
      fillCpu(block, service, block.filled, (run, at) => this.taskCpuUnits(run, at));
      block.filled += 1;
    }
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

  /** CPU units that one task of weight 1 of a service wants in one settled minute. */
  perWeight(service: ServiceState, minute: number): number {
    const hour = Math.floor(minute / 60);
    const block = this.demands.get(service.plan.arn, hour);
    const index = minute - hour * 60;
    while (block.filled <= index) fillDemand(block, service, this.calendar, block.filled++);
    return block.perWeight[index] ?? 0;
  }

  /** CPU units an instance used in one settled minute. */
  hostUnits(host: HostState, minute: number): number | undefined {
    if (!this.isSettled(minute)) return undefined;
    return this.hostBlock(host, minute).units[minute % 60];
  }

  private hostBlock(host: HostState, minute: number): HostBlock {
    const hour = Math.floor(minute / 60);
    const block = this.hosts.get(host.id, hour);
    const index = minute - hour * 60;
    while (block.filled <= index) {
      const { units, level } = this.computeHost(host, hour * 60 + block.filled);
      block.units[block.filled] = units;
      block.level[block.filled] = level;
      block.filled += 1;
    }
    return block;
  }

  private computeHost(host: HostState, minute: number): { units: number; level: number } {
    const middle = minute * MINUTE + MINUTE / 2;
    const { standalone } = host;
    if (standalone) {
      const wave = standalone.idle ? 0.25 : 0.6;
      const level =
        standalone.cpu *
        (1 + wave * smoothNoise(host.hash, minute, 23) + 0.15 * whiteNoise(host.hash, minute));
      const percent = Math.max(0.2, level) + host.effects.amount('cpu-percent', middle);
      return { units: Math.min(host.cpuUnits * 0.998, (host.cpuUnits * percent) / 100), level: Infinity };
    }
    let units = host.cpuUnits * (0.012 + 0.004 * (1 + whiteNoise(host.hash, minute)));
    units += (host.cpuUnits * host.effects.amount('cpu-percent', middle)) / 100;
    const most = host.cpuUnits * 0.997;
    const claims = this.claims(host, minute);
    const level = fairLevel(claims, most - units);
    for (const { wanted, weight } of claims) units += Math.min(wanted, level * weight);
    return { units: Math.min(units, most), level };
  }

  private claims(host: HostState, minute: number): Claim[] {
    const middle = minute * MINUTE + MINUTE / 2;
    const claims: Claim[] = [];
    for (const run of host.runs) {
      if (run.runsAt(middle))
        claims.push({ wanted: this.wantedUnits(run, minute), weight: run.revision.cpu });
    }
    return claims;
  }

  private wantedUnits(run: TaskRun, minute: number): number {
    return taskCpuUnits(run, run.service ? this.perWeight(run.service, minute) : 0, minute);
  }

  /** CPU units that a running task got in one settled minute: what it wanted, or its part where that was too much. */
  taskCpuUnits(run: TaskRun, minute: number): number {
    const wanted = this.wantedUnits(run, minute);
    if (!run.host) return wanted;
    const level = this.hostBlock(run.host, minute).level[minute % 60] ?? Infinity;
    return Math.min(wanted, level * run.revision.cpu);
  }

  /** Bytes a second that a running task received and sent in one settled minute. */
  taskTraffic(run: TaskRun, minute: number): { received: number; sent: number } {
    const wanted = taskTraffic(run, this.taskCpuUnits(run, minute), minute);
    if (!run.host) return wanted;
    const network = this.pressureBlock(run.host, minute).network[minute % 60] ?? 0;
    const part = network > 1 ? 1 / network : 1;
    return { received: Math.round(wanted.received * part), sent: Math.round(wanted.sent * part) };
  }

  /** How much slower than usual requests are on an instance in one settled minute: 1 where it is short of nothing. */
  hostSlowdown(host: HostState, minute: number): number {
    return this.pressureBlock(host, minute).slowdown[minute % 60] ?? 1;
  }

  private pressureBlock(host: HostState, minute: number): PressureBlock {
    const hour = Math.floor(minute / 60);
    const block = this.pressures.get(host.id, hour);
    const index = minute - hour * 60;
    while (block.filled <= index) {
      const pressure = this.pressure(host, hour * 60 + block.filled);
      block.network[block.filled] = pressure.network;
      block.slowdown[block.filled] = slowdown(pressure);
      block.filled += 1;
    }
    return block;
  }

  /** What is asked of an instance, as shares of what it has. */
  private pressure(host: HostState, minute: number): Pressure {
    const middle = minute * MINUTE + MINUTE / 2;
    let cpu = host.cpuUnits * (SYSTEM_CPU + host.effects.amount('cpu-percent', middle) / 100);
    let memory = host.type.memoryMiB * SYSTEM_MEMORY;
    let network = 0;
    for (const run of host.runs) {
      if (!run.runsAt(middle)) continue;
      const wanted = this.wantedUnits(run, minute);
      cpu += wanted;
      memory += this.taskMemoryMiB(run, minute * MINUTE);
      const { received, sent } = taskTraffic(run, wanted, minute);
      network += Math.max(received, sent);
    }
    return {
      cpu: cpu / host.cpuUnits,
      memory: memory / host.type.memoryMiB,
      network: network / networkBaseline(host.type.name, host.type.networkGbps),
    };
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

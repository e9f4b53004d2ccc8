import { DAY, HOUR, MINUTE, type Calendar } from '../calendar.js';
import { mix, smoothNoise, unit, whiteNoise } from '../random.js';
import type { DatabaseState } from '../simulation/region-state.js';
import type { ServiceState } from '../simulation/service-state.js';
import { maximumConnections } from '../plan/database-pools.js';
import type { Millis } from '../types.js';
import type { LoadModel } from './load-model.js';

const GIB = 1024 ** 3;

/** Everything the metrics of one database are computed from. */
export interface DatabaseSource {
  state: DatabaseState;
  /** Services whose tasks hold connections to it. */
  clients: ServiceState[];
  load: LoadModel;
  calendar: Calendar;
  beginsAt: Millis;
}

/** How one database behaves in one minute (`at` is its start). */
export class DatabaseModel {
  constructor(private readonly source: DatabaseSource) {}

  private get key(): number {
    return this.source.state.plan.hash;
  }

  private noise(salt: number, at: Millis, slow: number, fast: number): number {
    const minute = at / MINUTE;
    return 1 + slow * smoothNoise(this.key ^ salt, minute, 19) + fast * whiteNoise(this.key ^ salt, minute);
  }

  /** Load in units of the usual weekly peak: what the clients' services do, weighted by their planned tasks. */
  private activity(at: Millis): number {
    const minute = at / MINUTE;
    let used = 0;
    let peak = 0;
    for (const service of this.source.clients) {
      const usual =
        Math.max(1, service.plan.desired) * service.plan.cpu * (service.plan.archetype.peakCpu / 100);
      peak += usual;
      const block = this.source.load.service(service, minute);
      const i = minute % 60;
      if (block && block.tasks[i]) used += this.source.load.perWeight(service, minute) * block.tasks[i]!;
    }
    const base = peak > 0 ? used / peak : 0.25;
    return this.isDown(at) ? 0 : base * this.source.state.effects.factor('demand', at);
  }

  private isDown(at: Millis): boolean {
    return this.source.state.effects.isActive('down', at + MINUTE / 2);
  }

  /** Minutes after a failover in which the new primary reads everything from disk. */
  private coldCache(at: Millis): number {
    let cold = 0;
    for (const change of this.source.state.changes) {
      if (!change.failover || at < change.at) continue;
      const age = at - change.at;
      if (age < 12 * MINUTE) cold = Math.max(cold, 1 - age / (12 * MINUTE));
    }
    return cold;
  }

  private backupShare(at: Millis): number {
    const { plan } = this.source.state;
    if (plan.backupRetentionDays === 0) return 0;
    const [hours = 0, minutes = 0] = plan.backupWindow.slice(0, 5).split(':').map(Number);
    const into = (at % DAY) - (hours * 60 + minutes) * MINUTE;
    return into >= 2 * MINUTE && into < 11 * MINUTE ? 1 : 0;
  }

  cpu(at: Millis): number {
    const { plan, effects } = this.source.state;
    const work = (3.2 + plan.peakCpu * this.activity(at)) * this.noise(1, at, 0.08, 0.06);
    return Math.min(
      99.8,
      (work + 9 * this.coldCache(at) + 3 * this.backupShare(at)) * effects.factor('cpu', at),
    );
  }

  /** Pools of the running tasks and a few sessions of people and of RDS itself: exactly, so that it can be checked. */
  connections(at: Millis): number {
    if (this.isDown(at)) return 0;
    const minute = at / MINUTE;
    let pools = 0;
    for (const service of this.source.clients) {
      const block = this.source.load.service(service, minute);
      pools += (block?.tasks[minute % 60] ?? 0) * service.plan.poolPerTask;
    }
    const { effects, plan } = this.source.state;
    const wanted = pools + 2 + Math.round(effects.amount('connections', at));
    return Math.min(wanted, maximumConnections(plan));
  }

  freeableMemory(at: Millis): number {
    const { plan, effects } = this.source.state;
    const free =
      plan.memoryGiB * GIB * (0.34 - 0.13 * Math.min(1.5, this.activity(at))) * this.noise(3, at, 0.05, 0.01);
    const left = free * effects.factor('freeable-memory', at) - this.connections(at) * 1.6e6;
    return Math.round(Math.max(plan.memoryGiB * GIB * 0.012, left));
  }

  /** Grows by the plan's rate, breathes with the transaction log, and falls in incidents; storage changes add space. */
  freeStorage(at: Millis): number {
    const { state, beginsAt } = this.source;
    const { plan } = state;
    let allocated = plan.allocatedGiB;
    for (const change of state.changes)
      if (change.allocatedGiB !== undefined && at >= change.at) allocated = change.allocatedGiB;
    const used =
      plan.allocatedGiB -
      plan.freeAtStartGiB +
      (plan.growthGiBPerDay * (at - beginsAt)) / DAY +
      state.effects.lasting('storage-gib', at);
    const slot = state.effects.lasting('slot-lag-gib', at);
    const breathing = (this.transactionLogs(at) / GIB - slot) * 0.25 + slot;
    return Math.round(Math.max(0, allocated - used - breathing) * GIB);
  }

  freeLocalStorage(at: Millis): number {
    const { plan } = this.source.state;
    return Math.round(
      plan.memoryGiB * GIB * (1.9 - 0.2 * this.activity(at)) * this.noise(13, at, 0.02, 0.01),
    );
  }

  cacheHits(at: Millis): number {
    return Math.min(100, 99.7 - 0.5 * Math.abs(this.noise(14, at, 0.5, 0.3) - 1) - 40 * this.coldCache(at));
  }

  deadlocks(at: Millis): number {
    const { lockEffects } = this.source.state;
    return lockEffects.reduce(
      (sum, one) => (at >= one.from && at < one.to ? sum + one.perMinute / 60 : sum),
      0,
    );
  }

  /** The pages of a reader follow the writer's within some ten milliseconds. */
  auroraLag(at: Millis): number {
    return Math.max(3, 17 * this.noise(15, at, 0.3, 0.25) + 9 * this.activity(at));
  }

  swap(at: Millis): number {
    const { plan, effects } = this.source.state;
    const level =
      1e6 * (1 + (this.key % 60)) + plan.memoryGiB * 2e5 * smoothNoise(this.key ^ 4, at / HOUR, 30);
    return Math.round(Math.max(0, level) + effects.amount('swap-gib', at) * GIB);
  }

  readIops(at: Millis): number {
    const { plan, effects } = this.source.state;
    const calm = (6 + 210 * plan.vcpus * 0.5 * this.activity(at)) * this.noise(5, at, 0.2, 0.15);
    return Math.max(0, calm * effects.factor('iops', at) + 1400 * this.coldCache(at));
  }

  writeIops(at: Millis): number {
    const { plan, effects } = this.source.state;
    const calm = (9 + 150 * plan.vcpus * 0.5 * this.activity(at)) * this.noise(6, at, 0.15, 0.12);
    return Math.max(
      0,
      calm * effects.factor('iops', at) +
        420 * this.backupShare(at) +
        26 * Math.max(0, this.noise(7, at, 0, 1) - 1.4),
    );
  }

  latency(at: Millis, base: number, salt: number): number {
    const busy = this.activity(at);
    return (
      base *
      (0.8 + 0.5 * busy * busy) *
      this.noise(salt, at, 0.12, 0.1) *
      this.source.state.effects.factor('latency', at)
    );
  }

  network(at: Millis, salt: number, share: number): number {
    return Math.round((1500 + 2.6e6 * this.activity(at) * share) * this.noise(salt, at, 0.1, 0.08));
  }

  replicaLag(at: Millis): number {
    const minute = at / MINUTE;
    const spike = unit(mix(this.key ^ 8, minute)) > 0.985 ? 1.4 : 0;
    return (
      Math.max(0, 0.02 + 0.05 * this.activity(at) + spike) +
      this.source.state.effects.amount('replica-lag', at)
    );
  }

  /** Saw-tooth up to the autovacuum freeze limit of 200 million. */
  transactionIds(at: Millis): number {
    const perDay = 1.1e7 + (this.key % 9) * 1e6;
    const age = (this.key % 1.4e8) + (perDay * (at - this.source.beginsAt)) / DAY;
    return Math.round((age % 1.9e8) + 1.1e7 + this.source.state.effects.amount('transaction-ids', at));
  }

  transactionLogs(at: Millis): number {
    const level =
      0.55 + 0.5 * Math.max(0, smoothNoise(this.key ^ 9, at / MINUTE, 37)) + 0.25 * this.activity(at);
    return Math.round((level + this.source.state.effects.lasting('slot-lag-gib', at)) * GIB);
  }

  slotLag(at: Millis): number {
    const calm = 4e6 * (1 + smoothNoise(this.key ^ 10, at / MINUTE, 11));
    return Math.round(calm + this.source.state.effects.lasting('slot-lag-gib', at) * GIB);
  }

  burstBalance(at: Millis): number {
    const used = Math.max(0, this.source.state.effects.factor('iops', at) - 1) * 6;
    return Math.max(0, Math.min(100, 99.6 + 0.4 * smoothNoise(this.key ^ 12, at / MINUTE, 45) - used));
  }

  dbLoad(at: Millis): number {
    const { plan } = this.source.state;
    return (
      (this.cpu(at) / 100) * plan.vcpus +
      0.4 * this.activity(at) * this.source.state.effects.factor('latency', at)
    );
  }
}

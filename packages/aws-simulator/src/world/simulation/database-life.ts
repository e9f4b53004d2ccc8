import { DAY, HOUR, MINUTE, SECOND } from '../calendar.js';
import type { Millis } from '../types.js';
import { draw, type Context } from './context.js';
import { DatabaseMaintenance } from './database-maintenance.js';
import type { DatabaseState } from './region-state.js';

const GIB = 1024 ** 3;

/** What RDS does by itself: nightly backups, growing storage, statuses in between. */
export class DatabaseLife {
  private readonly lowSince = new Map<DatabaseState, Millis>();
  private readonly lowToldAt = new Map<DatabaseState, Millis>();
  private readonly maintenance: DatabaseMaintenance;

  constructor(
    private readonly context: Context,
    /** Free bytes of a database at a minute's start, as published. */
    private readonly freeStorage: (state: DatabaseState, at: Millis) => number | undefined,
  ) {
    this.maintenance = new DatabaseMaintenance(context, this);
  }

  open(state: DatabaseState, at: Millis): void {
    this.maintenance.open(state, at);
    if (state.plan.backupRetentionDays > 0) this.planBackup(state, at);
  }

  private planBackup(state: DatabaseState, at: Millis): void {
    const [hours = 0, minutes = 0] = state.plan.backupWindow.slice(0, 5).split(':').map(Number);
    const today =
      Math.floor(at / DAY) * DAY + (hours * 60 + minutes + 2) * MINUTE + (state.plan.hash % 20_000);
    const next = today > at ? today : today + DAY;
    this.context.queue.plan(next, (now) => {
      if (state.status === 'available') {
        this.setStatus(state, 'backing-up', now);
        state.tell(now, 'Backing up DB instance', 'backup');
        this.context.queue.plan(now + 9 * MINUTE, (end) => {
          state.tell(end, 'Finished DB Instance backup', 'backup');
          if (state.status === 'backing-up') this.setStatus(state, 'available', end);
        });
      }
      this.planBackup(state, now);
    });
  }

  /** A status for a while; afterwards available, unless something else has changed it. */
  hold(state: DatabaseState, status: string, at: Millis, until: Millis): void {
    this.setStatus(state, status, at);
    this.context.queue.plan(until, (now) => {
      if (state.status === status) this.setStatus(state, 'available', now);
    });
  }

  setStatus(state: DatabaseState, status: string, at: Millis): void {
    state.status = status;
    state.changes.push({ at, status });
  }

  /** Every five minutes: storage autoscaling, and storage-full when nothing is left. */
  tick(state: DatabaseState, at: Millis): void {
    const free = this.freeStorage(state, at - 3 * MINUTE);
    if (free === undefined) return;
    if (free <= 0.05 * GIB && state.status === 'available') {
      this.setStatus(state, 'storage-full', at);
      state.tell(
        at,
        'Allocated storage has been exhausted. Allocate additional storage to resolve.',
        'low storage',
        'failure',
      );
    }
    const limit = 0.1 * state.allocatedGiB * GIB;
    if (free < limit) this.tellLow(state, free, at);
    if (free >= limit) {
      this.lowSince.delete(state);
      return;
    }
    const since = this.lowSince.get(state) ?? at;
    this.lowSince.set(state, since);
    if (at - since >= 5 * MINUTE) this.growIfAllowed(state, at);
  }

  /** RDS says that storage is low when it becomes so, and again every few hours while it stays so. */
  private tellLow(state: DatabaseState, free: number, at: Millis): void {
    if (at - (this.lowToldAt.get(state) ?? -Infinity) < 6 * HOUR) return;
    this.lowToldAt.set(state, at);
    const gib = (bytes: number) => `${(bytes / GIB).toFixed(2)} GB`;
    const provisioned = state.allocatedGiB * GIB;
    const percent = Math.floor((100 * free) / provisioned);
    state.tell(
      at,
      `The free storage capacity for DB Instance: ${state.plan.id} is low at ${percent}% of the provisioned storage ` +
        `[Provisioned Storage: ${gib(provisioned)}, Free Storage: ${gib(free)}]. You may want to increase the ` +
        'provisioned storage to address this issue.',
      'low storage',
    );
  }

  /** Greatest of 10 GiB, 10 % and seven hours of growth; not before six hours or the end of optimisation, the later. */
  private growIfAllowed(state: DatabaseState, at: Millis): void {
    const ceiling = state.plan.maxAllocatedGiB;
    if (ceiling === undefined || state.allocatedGiB >= ceiling) return;
    if (state.storageChangedAt !== undefined && at - state.storageChangedAt < 6 * HOUR) return;
    if (state.status !== 'available' && state.status !== 'storage-full') return;
    const before = this.freeStorage(state, at - 3 * MINUTE - 7 * HOUR);
    const now = this.freeStorage(state, at - 3 * MINUTE);
    const growth = before !== undefined && now !== undefined ? Math.max(0, before - now) / GIB : 0;
    const step = Math.ceil(Math.max(10, state.allocatedGiB * 0.1, growth));
    this.grow(state, Math.min(ceiling, state.allocatedGiB + step), at, 'autoscaling-initiated modification');
  }

  /** @param what as RDS words it: by autoscaling, or by a person */
  grow(state: DatabaseState, toGiB: number, at: Millis, what = 'modification'): void {
    const rng = draw(this.context, `grow|${state.plan.arn}|${at}`);
    state.storageChangedAt = at;
    this.setStatus(state, 'modifying', at);
    state.tell(at, `Applying ${what} to allocated storage.`, 'configuration change');
    this.context.queue.plan(at + rng.int(110, 260) * SECOND, (done) => {
      state.allocatedGiB = toGiB;
      state.changes.push({ at: done, allocatedGiB: toGiB });
      state.tell(done, `Finished applying ${what} to allocated storage.`, 'configuration change');
      this.setStatus(state, 'storage-optimization', done);
      const end = done + Math.round(rng.between(2.5, 6) * HOUR);
      this.context.queue.plan(end, (now) => this.setStatus(state, 'available', now));
    });
  }

  /** The standby becomes primary: down for `seconds`, zones swapped, cache cold. */
  failover(state: DatabaseState, at: Millis, seconds: number): void {
    state.effects.add({ name: 'down', from: at, to: at + seconds * SECOND, value: 1, ramp: 'step' });
    if (!state.plan.multiAz) {
      this.tellRestart(state, at, at + seconds * SECOND);
      return;
    }
    this.tellFailover(state, at);
    this.context.queue.plan(at + seconds * SECOND, (now) => {
      const azs = this.context.state.plan.azs.length;
      state.azIndex = (state.azIndex + 1) % azs;
      state.changes.push({ at: now, failover: true, azIndex: state.azIndex });
    });
  }

  /** The order and the gaps of a real one; clients need a little longer, for the name to move. */
  private tellFailover(state: DatabaseState, at: Millis): void {
    const rng = draw(this.context, `failover|${state.plan.arn}|${at}`);
    const restarted = at + Math.round(rng.between(15, 19) * SECOND);
    const completed = restarted + Math.round(rng.between(7, 9) * SECOND);
    state.tell(at, 'Multi-AZ instance failover started.', 'failover');
    const { queue } = this.context;
    queue.plan(restarted, (now) => state.tell(now, 'DB instance restarted', 'availability'));
    queue.plan(completed, (now) => state.tell(now, 'Multi-AZ instance failover completed', 'failover'));
    queue.plan(completed + 45 * SECOND, (now) =>
      state.tell(now, 'The user requested a failover of the DB instance.', 'failover'),
    );
  }

  tellRestart(state: DatabaseState, at: Millis, until: Millis): void {
    state.tell(at, 'DB instance shutdown', 'availability');
    this.context.queue.plan(until, (now) => state.tell(now, 'DB instance restarted', 'availability'));
  }
}

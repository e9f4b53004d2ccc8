import { DAY, HOUR, MINUTE, SECOND } from '../calendar.js';
import type { Millis } from '../types.js';
import { draw, type Context } from './context.js';
import type { DatabaseState } from './region-state.js';

const GIB = 1024 ** 3;

/** What RDS does by itself: nightly backups, growing storage, statuses in between. */
export class DatabaseLife {
  private readonly lowSince = new Map<DatabaseState, Millis>();

  constructor(
    private readonly context: Context,
    /** Free bytes of a database at a minute's start, as published. */
    private readonly freeStorage: (state: DatabaseState, at: Millis) => number | undefined,
  ) {}

  open(state: DatabaseState, at: Millis): void {
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
        this.context.queue.plan(now + 9 * MINUTE, (end) => {
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
    if (free <= 0.05 * GIB && state.status === 'available') this.setStatus(state, 'storage-full', at);
    const limit = 0.1 * state.allocatedGiB * GIB;
    if (free >= limit) {
      this.lowSince.delete(state);
      return;
    }
    const since = this.lowSince.get(state) ?? at;
    this.lowSince.set(state, since);
    if (at - since >= 5 * MINUTE) this.growIfAllowed(state, at);
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
    this.grow(state, Math.min(ceiling, state.allocatedGiB + step), at);
  }

  grow(state: DatabaseState, toGiB: number, at: Millis): void {
    const rng = draw(this.context, `grow|${state.plan.arn}|${at}`);
    state.storageChangedAt = at;
    this.setStatus(state, 'modifying', at);
    this.context.queue.plan(at + rng.int(110, 260) * SECOND, (done) => {
      state.allocatedGiB = toGiB;
      state.changes.push({ at: done, allocatedGiB: toGiB });
      this.setStatus(state, 'storage-optimization', done);
      const end = done + Math.round(rng.between(2.5, 6) * HOUR);
      this.context.queue.plan(end, (now) => this.setStatus(state, 'available', now));
    });
  }

  /** The standby becomes primary: down for `seconds`, zones swapped, cache cold. */
  failover(state: DatabaseState, at: Millis, seconds: number): void {
    state.effects.add({ name: 'down', from: at, to: at + seconds * SECOND, value: 1, ramp: 'step' });
    if (!state.plan.multiAz) return;
    this.context.queue.plan(at + seconds * SECOND, (now) => {
      const azs = this.context.state.plan.azs.length;
      state.azIndex = (state.azIndex + 1) % azs;
      state.changes.push({ at: now, failover: true, azIndex: state.azIndex });
    });
  }
}

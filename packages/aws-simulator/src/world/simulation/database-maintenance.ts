import { DAY, MINUTE, SECOND } from '../calendar.js';
import type { MaintenancePlan } from '../plan/plan-types.js';
import type { Millis } from '../types.js';
import type { Context } from './context.js';
import type { DatabaseState } from './region-state.js';

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** What maintenance does to the statuses of a database. */
interface Statuses {
  hold(state: DatabaseState, status: string, at: Millis, until: Millis): void;
}

/** Updates that RDS announces weeks before it applies them, in the window of the database. */
export class DatabaseMaintenance {
  constructor(
    private readonly context: Context,
    private readonly statuses: Statuses,
  ) {}

  open(state: DatabaseState, at: Millis): void {
    for (const plan of state.plan.maintenance) {
      const applies = applyAt(state, plan);
      if (applies !== undefined && applies < at) this.finish(state, plan, applies);
      else this.plan(state, plan, applies, at);
    }
  }

  private plan(state: DatabaseState, plan: MaintenancePlan, applies: Millis | undefined, at: Millis): void {
    const { queue } = this.context;
    if (plan.announcedAt >= at) queue.plan(plan.announcedAt, (now) => announce(state, plan, now));
    if (applies !== undefined) queue.plan(applies, (now) => this.apply(state, plan, now));
  }

  private apply(state: DatabaseState, plan: MaintenancePlan, at: Millis): void {
    const upgrade = plan.toVersion !== undefined;
    const ends = at + (upgrade ? 11 : 7) * MINUTE;
    this.statuses.hold(state, upgrade ? 'upgrading' : 'maintenance', at, ends);
    state.tell(at, 'Applying off-line patches to DB instance', 'maintenance');
    const down = at + 2 * MINUTE;
    state.effects.add({ name: 'down', value: 1, ramp: 'step', from: down, to: down + 75 * SECOND });
    this.context.queue.plan(ends, (now) => {
      this.finish(state, plan, now);
      state.tell(now, 'Finished applying off-line patches to DB instance', 'maintenance');
    });
  }

  private finish(state: DatabaseState, plan: MaintenancePlan, at: Millis): void {
    state.maintained.add(plan);
    if (plan.toVersion === undefined) return;
    state.version = plan.toVersion;
    state.changes.push({ at, version: plan.toVersion });
  }
}

function announce(state: DatabaseState, plan: MaintenancePlan, at: Millis): void {
  if (plan.toVersion === undefined) {
    state.tell(
      at,
      "A system update is available for your DB instance. For information about applying updates, see 'Maintaining a " +
        "DB instance' in the RDS User Guide.",
      'security patching',
    );
    return;
  }
  state.tell(at, 'The DB instance has a DB engine minor version upgrade available.', 'maintenance');
}

/** The first maintenance window that begins at or after an instant (`ddd:hh:mm-...`, UTC). */
export function nextWindow(window: string, after: Millis): Millis {
  const [day = '', hours = '0', minutes = '0'] = window.split('-')[0]?.split(':') ?? [];
  const midnight = Math.floor(after / DAY) * DAY;
  const into = (Number(hours) * 60 + Number(minutes)) * MINUTE;
  for (let ahead = 0; ; ahead++) {
    const begins = midnight + ahead * DAY + into;
    if (begins >= after && WEEKDAYS[new Date(begins).getUTCDay()] === day) return begins;
  }
}

/** When an action is applied, a few minutes into its window; undefined for one that waits for a person. */
export function applyAt(state: DatabaseState, plan: MaintenancePlan): Millis | undefined {
  if (plan.autoAppliedAfter === undefined) return undefined;
  return (
    nextWindow(state.plan.maintenanceWindow, plan.autoAppliedAfter) + 3 * MINUTE + (state.plan.hash % 40_000)
  );
}

/** What is announced and not applied yet. */
export function pendingMaintenance(state: DatabaseState, now: Millis): MaintenancePlan[] {
  return state.plan.maintenance.filter((plan) => plan.announcedAt <= now && !state.maintained.has(plan));
}

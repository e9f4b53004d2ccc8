import type { TaskItem } from '@danji/shared';

export interface TriggerFacts {
  startedBy: string | null;
  /** `service:NAME` for tasks of a service. */
  group: string | null;
  createdAt: number;
  /** The deployment that started it: from its creation until it was complete (null: still rolling). */
  rollout: { from: number; until: number | null } | null;
  /** When the service's desired count was raised, by scaling or by hand. */
  raisedAt: readonly number[];
}

/** A raised desired count starts its tasks within minutes; a deployment its last ones a little after completion. */
const SCALE_OUT_MS = 3 * 60_000;
const ROLLOUT_SLACK_MS = 15_000;

/** Why a task was started, as far as its starter and the moment tell. */
export function taskTrigger(facts: TriggerFacts): TaskItem['trigger'] {
  const { startedBy, group, createdAt, rollout } = facts;
  if (startedBy !== null && /^(events-rule\/|chronos-schedule\/)/.test(startedBy)) return 'schedule';
  if (!group?.startsWith('service:')) return 'manual';
  if (facts.raisedAt.some((at) => createdAt >= at - 5_000 && createdAt - at <= SCALE_OUT_MS)) return 'scale_out';
  if (rollout === null) return 'unknown';
  const rolling = rollout.until === null || createdAt <= rollout.until + ROLLOUT_SLACK_MS;
  return rolling && createdAt >= rollout.from - ROLLOUT_SLACK_MS ? 'deploy' : 'replacement';
}

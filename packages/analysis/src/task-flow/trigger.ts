/** Why a task was started. */
export const TASK_TRIGGERS = [
  'deploy',
  'scale_out',
  'replacement',
  'spot_replacement',
  'schedule',
  'manual',
  'unknown',
] as const;
export type TaskTrigger = (typeof TASK_TRIGGERS)[number];

export interface TriggerFacts {
  /** Epoch ms. */
  createdAt: number;
  group: string | null;
  startedBy: string | null;
  /** Rollouts of the task's service: from creation to the steady state (null: still rolling out). */
  deployments: readonly { id: string; from: number; to: number | null }[];
  /** Scale-outs of the service (epoch ms). */
  scaleOutsAt: readonly number[];
  /** Stops of the service's tasks, and whether Spot took them. */
  stops: readonly { at: number; spot: boolean; planned: boolean }[];
}

/** ECS starts what a scaling asks for within this time. */
const SCALING_MS = 5 * 60_000;
/** ... and what replaces a stopped task; failing starts back off up to 15 minutes. */
const REPLACEMENT_MS = 15 * 60_000;

/**
 * Why a task was started, from who started it and what happened to its service just before. A rollout comes first:
 * its tasks replace stopped ones as well.
 */
export function taskTrigger(facts: TriggerFacts): TaskTrigger {
  const { startedBy, group, createdAt } = facts;
  const ofService = (startedBy?.startsWith('ecs-svc/') ?? false) || (group?.startsWith('service:') ?? false);
  if (!ofService) {
    if (/^(events-rule|chronos-schedule)\//.test(startedBy ?? '')) return 'schedule';
    return startedBy === null && group === null ? 'unknown' : 'manual';
  }
  const rolling = facts.deployments.some(
    (d) =>
      (startedBy === null || d.id === startedBy) &&
      createdAt >= d.from &&
      (d.to === null || createdAt <= d.to),
  );
  if (rolling) return 'deploy';
  const within = (at: number, ms: number): boolean => at <= createdAt && createdAt - at <= ms;
  if (facts.scaleOutsAt.some((at) => within(at, SCALING_MS))) return 'scale_out';
  const before = facts.stops.filter((stop) => !stop.planned && within(stop.at, REPLACEMENT_MS));
  if (before.length === 0) return 'unknown';
  return before.some((stop) => stop.spot) ? 'spot_replacement' : 'replacement';
}

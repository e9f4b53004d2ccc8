import { MINUTE, SECOND } from '../calendar.js';
import type { RolloutPlan } from '../plan/plan-types.js';
import type { Millis } from '../types.js';
import type { Deployment, ServiceState } from './service-state.js';

/** Where a blue/green or canary deployment stands, in the words of `lifecycleStage`, and who gets which traffic. */
export interface Stage {
  name: string;
  /** Percent of the test and production traffic that the new revision gets. */
  test: number;
  production: number;
}

/**
 * How long the stages after scale-up last; the lifecycle of the ECS developer guide. A hook answers within the time of
 * its stage.
 */
function stagesOf(rollout: RolloutPlan): (Stage & { lasts: number })[] {
  return [
    { name: 'POST_SCALE_UP', test: 0, production: 0, lasts: 8 * SECOND },
    { name: 'TEST_TRAFFIC_SHIFT', test: 100, production: 0, lasts: 15 * SECOND },
    { name: 'POST_TEST_TRAFFIC_SHIFT', test: 100, production: 0, lasts: 6 * SECOND },
    ...shiftsOf(rollout).map(({ production, lasts }) => ({
      name: 'PRODUCTION_TRAFFIC_SHIFT',
      test: 100,
      production,
      lasts,
    })),
    { name: 'POST_PRODUCTION_TRAFFIC_SHIFT', test: 100, production: 100, lasts: 6 * SECOND },
    { name: 'BAKE_TIME', test: 100, production: 100, lasts: rollout.bakeMinutes * MINUTE },
  ];
}

/** The production traffic moves at once, first a share of it (canary), or in equal steps (linear). */
function shiftsOf({ canary, linear }: RolloutPlan): { production: number; lasts: number }[] {
  if (canary) return [{ production: canary.percent, lasts: 20 * SECOND + canary.bakeMinutes * MINUTE }];
  if (!linear) return [{ production: 100, lasts: 20 * SECOND }];
  const steps = Math.ceil(100 / linear.percent);
  return Array.from({ length: steps }, (_, i) => ({
    production: Math.min(100, linear.percent * (i + 1)),
    // The last step is followed by the bake time.
    lasts: i + 1 < steps ? linear.bakeMinutes * MINUTE : 20 * SECOND,
  }));
}

/** The deployment whose tasks stand in the alternate target group: one under way whose traffic ECS shifts. */
export function shiftingDeployment(service: ServiceState, now: Millis): Deployment | undefined {
  const { plan, primary, deployments } = service;
  const isShifting =
    plan.alternate && plan.rollout.controller === 'ECS' && plan.rollout.strategy !== 'ROLLING';
  if (!isShifting || deployments.length < 2 || primary.rollbackOf !== undefined) return undefined;
  return primary.finishedAt === undefined && primary.createdAt <= now ? primary : undefined;
}

/** Milliseconds from the last healthy task to the end of the bake time. */
export function shiftLasts(rollout: RolloutPlan): number {
  return stagesOf(rollout).reduce((sum, stage) => sum + stage.lasts, 0);
}

/** The stage of a deployment that is under way (or was when it failed). */
export function stageAt(rollout: RolloutPlan, deployment: Deployment, now: Millis): Stage {
  const { scaledUpAt, createdAt, finishedAt } = deployment;
  if (finishedAt !== undefined && now >= finishedAt) return { name: 'CLEAN_UP', test: 100, production: 100 };
  if (scaledUpAt === undefined)
    return { name: now < createdAt + 4 * SECOND ? 'PRE_SCALE_UP' : 'SCALE_UP', test: 0, production: 0 };
  let ends = scaledUpAt;
  for (const { lasts, ...stage } of stagesOf(rollout)) {
    ends += lasts;
    if (now < ends) return stage;
  }
  return { name: 'CLEAN_UP', test: 100, production: 100 };
}

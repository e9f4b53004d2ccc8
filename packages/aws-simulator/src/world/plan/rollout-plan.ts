import type { RolloutPlan } from './plan-types.js';

const ROLLING: RolloutPlan = { controller: 'ECS', strategy: 'ROLLING', bakeMinutes: 0 };

/** Most services roll; these three are what a fleet of some years also has. */
const OTHERS: Record<string, RolloutPlan> = {
  'payment-api': { controller: 'ECS', strategy: 'BLUE_GREEN', bakeMinutes: 10 },
  'catalog-api': {
    controller: 'ECS',
    strategy: 'CANARY',
    bakeMinutes: 3,
    canary: { percent: 10, bakeMinutes: 5 },
  },
  // CodeDeploy from before ECS could do it by itself: task sets, and no deployments of ECS's own.
  'search-api': { controller: 'CODE_DEPLOY', strategy: 'ROLLING', bakeMinutes: 5 },
};

/** How the service of that name brings new revisions in. */
export function rolloutPlan(serviceName: string): RolloutPlan {
  return OTHERS[serviceName] ?? ROLLING;
}

/** Whether old tasks stay until the new ones have carried all traffic for a while. */
export function shiftsTraffic(rollout: RolloutPlan): boolean {
  return rollout.strategy !== 'ROLLING' || rollout.controller !== 'ECS';
}

import type { ServicePlan } from './plan-types.js';

/**
 * Between how many tasks a rollout of a service stays: ECS rounds the healthy share up and the maximum down, and starts at
 * least one.
 */
export function rolloutBounds(
  desired: number,
  { minimumHealthyPercent, maximumPercent }: Pick<ServicePlan, 'minimumHealthyPercent' | 'maximumPercent'>,
): { floor: number; ceiling: number } {
  return {
    floor: Math.ceil((desired * minimumHealthyPercent) / 100),
    ceiling: Math.max(1, Math.floor((desired * maximumPercent) / 100)),
  };
}

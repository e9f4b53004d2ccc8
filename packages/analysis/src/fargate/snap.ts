import { FARGATE_SIZES, isValidFargateSize, type FargatePlatform, type FargateSize } from './combinations.js';
import { referencePrice, taskHourUsd } from './fargate-price.js';

/**
 * Cheapest Fargate size with at least this CPU (units) and memory (MiB), or null where none is large enough.
 * Architecture and region hardly change the order: one vCPU costs about nine GiB everywhere.
 */
export function snapToFargate(need: FargateSize, platform: FargatePlatform = 'LINUX'): FargateSize | null {
  const price = referencePrice();
  let best: FargateSize | null = null;
  for (const size of FARGATE_SIZES) {
    if (size.cpu < need.cpu || size.memoryMiB < need.memoryMiB || !isValidFargateSize(size, platform))
      continue;
    if (best === null || taskHourUsd(size, price) < taskHourUsd(best, price)) best = size;
  }
  return best;
}

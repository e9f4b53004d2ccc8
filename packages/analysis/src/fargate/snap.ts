import { FARGATE_SIZES, isValidFargateSize, type FargatePlatform, type FargateSize } from './combinations.js';
import { fargatePrice, taskHourUsd } from './fargate-price.js';

/** What the sizes are compared by where a region's price is unknown: the ratio of CPU to memory is alike everywhere. */
const REFERENCE_REGION = 'us-east-1';

/**
 * Cheapest Fargate size with at least this CPU (units) and memory (MiB), or null where none is large enough.
 * Architecture and region hardly change the order: one vCPU costs about nine GiB everywhere.
 */
export function snapToFargate(need: FargateSize, platform: FargatePlatform = 'LINUX'): FargateSize | null {
  const price = fargatePrice(REFERENCE_REGION, 'X86_64');
  if (!price) throw new Error(`the price table has no ${REFERENCE_REGION}; it is what sizes are compared by`);
  let best: FargateSize | null = null;
  for (const size of FARGATE_SIZES) {
    if (size.cpu < need.cpu || size.memoryMiB < need.memoryMiB || !isValidFargateSize(size, platform))
      continue;
    if (best === null || taskHourUsd(size, price) < taskHourUsd(best, price)) best = size;
  }
  return best;
}

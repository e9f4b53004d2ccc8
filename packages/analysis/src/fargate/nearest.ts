import { FARGATE_SIZES, isValidFargateSize, type FargatePlatform, type FargateSize } from './combinations.js';
import { snapToFargate } from './snap.js';

/**
 * The valid size to take instead of an invalid one: the cheapest that holds it, or the largest where none does.
 * A valid size is its own nearest.
 */
export function nearestFargateSize(asked: FargateSize, platform: FargatePlatform = 'LINUX'): FargateSize {
  if (isValidFargateSize(asked, platform)) return asked;
  const launchable = FARGATE_SIZES.filter((size) => isValidFargateSize(size, platform));
  return snapToFargate(asked, platform) ?? (launchable.at(-1) as FargateSize);
}

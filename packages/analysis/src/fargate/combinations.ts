// The table itself is part of the contract: pages show every pair.
export {
  FARGATE_RANGES,
  FARGATE_SIZES,
  isValidFargateSize,
  type FargatePlatform,
  type FargateRange,
  type FargateSize,
} from '@danji/shared';

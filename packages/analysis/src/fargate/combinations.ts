/** One CPU and memory pair of a Fargate task. */
export interface FargateSize {
  /** CPU units; 1024 is one vCPU. */
  cpu: number;
  memoryMiB: number;
}

/** CPU units, least and greatest memory and its step in MiB. Source: ECS RegisterTaskDefinition, "Task size". */
const RANGES: readonly [cpu: number, from: number, to: number, step: number][] = [
  [512, 1024, 4096, 1024],
  [1024, 2048, 8192, 1024],
  [2048, 4096, 16_384, 1024],
  [4096, 8192, 30_720, 1024],
  [8192, 16_384, 61_440, 4096],
  [16_384, 32_768, 122_880, 8192],
];

/** All 74 pairs that Fargate launches, by CPU and then memory. */
export const FARGATE_SIZES: readonly FargateSize[] = [
  ...[512, 1024, 2048].map((memoryMiB) => ({ cpu: 256, memoryMiB })),
  ...RANGES.flatMap(([cpu, from, to, step]) =>
    Array.from({ length: (to - from) / step + 1 }, (_, i) => ({ cpu, memoryMiB: from + i * step })),
  ),
];

export type FargatePlatform = 'LINUX' | 'WINDOWS';

/** Whether Fargate launches the pair. Windows needs one vCPU at least and has four at most. */
export function isValidFargateSize(
  { cpu, memoryMiB }: FargateSize,
  platform: FargatePlatform = 'LINUX',
): boolean {
  if (platform === 'WINDOWS' && (cpu < 1024 || cpu > 4096)) return false;
  return FARGATE_SIZES.some((size) => size.cpu === cpu && size.memoryMiB === memoryMiB);
}

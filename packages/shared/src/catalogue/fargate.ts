/** One CPU and memory pair of a Fargate task. */
export interface FargateSize {
  /** CPU units; 1024 is one vCPU. */
  cpu: number;
  memoryMiB: number;
}

/** CPU units with the memory that Fargate takes beside them, in MiB: from, to, and the step between. */
export interface FargateRange {
  cpu: number;
  from: number;
  to: number;
  step: number;
}

const range = (cpu: number, from: number, to: number, step: number): FargateRange => ({
  cpu,
  from,
  to,
  step,
});

/** Source: ECS RegisterTaskDefinition, "Task size". With 256 units AWS takes 512, 1024 and 2048 MiB only. */
export const FARGATE_RANGES: readonly FargateRange[] = [
  range(256, 512, 2048, 512),
  range(512, 1024, 4096, 1024),
  range(1024, 2048, 8192, 1024),
  range(2048, 4096, 16_384, 1024),
  range(4096, 8192, 30_720, 1024),
  range(8192, 16_384, 61_440, 4096),
  range(16_384, 32_768, 122_880, 8192),
];

/** All 74 pairs that Fargate launches, by CPU and then memory. */
export const FARGATE_SIZES: readonly FargateSize[] = FARGATE_RANGES.flatMap(({ cpu, from, to, step }) =>
  Array.from({ length: (to - from) / step + 1 }, (_, i) => ({ cpu, memoryMiB: from + i * step })),
).filter(({ cpu, memoryMiB }) => cpu !== 256 || memoryMiB !== 1536);

export type FargatePlatform = 'LINUX' | 'WINDOWS';

/** Whether Fargate launches the pair. Windows needs one vCPU at least and has four at most. */
export function isValidFargateSize(
  { cpu, memoryMiB }: FargateSize,
  platform: FargatePlatform = 'LINUX',
): boolean {
  if (platform === 'WINDOWS' && (cpu < 1024 || cpu > 4096)) return false;
  return FARGATE_SIZES.some((size) => size.cpu === cpu && size.memoryMiB === memoryMiB);
}

import { TYPE_TABLE } from './instance-type-table.js';

/** An instance type as EC2 documents it. Memory in MiB, bandwidth in Mbit/s. */
export interface InstanceType {
  name: string;
  vcpus: number;
  threadsPerCore: number;
  memoryMiB: number;
  clockGhz: number;
  enis: number;
  addressesPerEni: number;
  /** `Up to 10 Gigabit` is 10. */
  networkGbps: number;
  ebs: { baseMbps: number; maxMbps: number; baseIops: number; maxIops: number };
  currentGeneration: boolean;
  /** On demand in us-east-1, USD an hour. */
  onDemandUsd: number;
  architecture: 'x86_64' | 'arm64';
  manufacturer: 'Intel' | 'AMD' | 'AWS';
  /** T family: vCPU-minutes earned per hour and the most that can be kept (EC2 user guide). */
  credits?: { perHour: number; max: number };
}

/** Credits earned an hour by size, alike in T3, T3a and T4g; a day of them can be kept. */
const CREDITS_PER_HOUR: Record<string, number> = {
  nano: 6,
  micro: 12,
  small: 24,
  medium: 24,
  large: 36,
  xlarge: 96,
  '2xlarge': 192,
};

export const INSTANCE_TYPES: readonly InstanceType[] = TYPE_TABLE.trim().split('\n').map(parse);

function parse(row: string): InstanceType {
  const [name = '', ...cells] = row.split(' ');
  const number = (index: number) => Number(cells[index]);
  const [family = '', size = ''] = name.split('.');
  const maker = family.endsWith('g') ? 'AWS' : family.endsWith('a') ? 'AMD' : 'Intel';
  const perHour = family.startsWith('t') ? CREDITS_PER_HOUR[size] : undefined;
  return {
    name,
    vcpus: number(0),
    threadsPerCore: number(1),
    memoryMiB: number(2),
    clockGhz: number(3),
    enis: number(4),
    addressesPerEni: number(5),
    networkGbps: number(6),
    ebs: { baseMbps: number(7), maxMbps: number(8), baseIops: number(9), maxIops: number(10) },
    currentGeneration: cells[11] === 'now',
    onDemandUsd: number(12),
    architecture: maker === 'AWS' ? 'arm64' : 'x86_64',
    manufacturer: maker,
    credits: perHour === undefined ? undefined : { perHour, max: perHour * 24 },
  };
}

export function instanceType(name: string): InstanceType {
  const found = INSTANCE_TYPES.find((type) => type.name === name);
  if (!found)
    throw new RangeError(
      `instance type ${name} is unknown to the simulator; add it to instance-type-table.ts`,
    );
  return found;
}

/** What the ECS agent registers: the kernel and firmware keep a few hundred MiB of the nominal memory. */
export function registeredMemoryMiB(type: InstanceType): number {
  return Math.floor(type.memoryMiB * 0.955) - 42;
}

import type { FargateSize } from './combinations.js';

export type Architecture = 'X86_64' | 'ARM64';

/** List price of a running task, on demand, Linux, US dollars. */
export interface FargatePrice {
  perVcpuHour: number;
  perGiBHour: number;
  /** Month in which the prices were looked up. */
  asOf: string;
  region: string;
}

const AS_OF = '2026-10';

const REFERENCE: FargatePrice = {
  perVcpuHour: 0.04048,
  perGiBHour: 0.004445,
  asOf: AS_OF,
  region: 'us-east-1',
};

type Rates = readonly [perVcpuHour: number, perGiBHour: number];

/** Sources: AWS Price List values that agree in public repositories, 2026-07 to 2026-10. Regions not listed: unknown. */
const PRICES: Readonly<Record<string, Readonly<Record<Architecture, Rates>>>> = {
  'us-east-1': { X86_64: [REFERENCE.perVcpuHour, REFERENCE.perGiBHour], ARM64: [0.03238, 0.00356] },
  'ap-northeast-2': { X86_64: [0.04656, 0.00511], ARM64: [0.03725, 0.00409] },
};

/** Null where the region's price is not known: an unknown price is never zero. */
export function fargatePrice(region: string, architecture: Architecture): FargatePrice | null {
  const row = PRICES[region]?.[architecture];
  return row ? { perVcpuHour: row[0], perGiBHour: row[1], asOf: AS_OF, region } : null;
}

/** What sizes are compared by where the price does not matter or is not known: a vCPU costs about nine GiB everywhere. */
export function referencePrice(): FargatePrice {
  return REFERENCE;
}

/** US dollars per hour of one running task. */
export function taskHourUsd({ cpu, memoryMiB }: FargateSize, price: FargatePrice): number {
  return (cpu / 1024) * price.perVcpuHour + (memoryMiB / 1024) * price.perGiBHour;
}

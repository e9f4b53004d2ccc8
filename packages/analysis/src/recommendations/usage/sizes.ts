/** As AWS Compute Optimizer judges by default: P99.5 with 20 % headroom, 30 hours of data at least. */
export const QUANTILE = 0.995;
export const HEADROOM = 1.2;
export const LEAST_HOURS = 30;

/** Sizes of a family from the smallest, by vCPUs; the same ladder in EC2 and RDS for families m, c and r. */
const LADDER: readonly [size: string, vcpus: number][] = [
  ['large', 2],
  ['xlarge', 4],
  ['2xlarge', 8],
  ['4xlarge', 16],
  ['8xlarge', 32],
  ['12xlarge', 48],
  ['16xlarge', 64],
  ['24xlarge', 96],
];
/** GiB of memory per vCPU (EC2 instance types: general purpose, compute and memory optimised). */
const GIB_PER_VCPU: Readonly<Record<string, number>> = { m: 4, c: 2, r: 8 };

export interface Size {
  type: string;
  vcpus: number;
  memoryGiB: number;
}

/**
 * The size of an instance type or database class (`m5.large`, `db.r6g.2xlarge`) and all smaller ones of its family,
 * the smallest first; null where they are not known (burstable, storage and accelerated families).
 */
export function sizesUpTo(type: string): { own: Size; smaller: Size[] } | null {
  const found = /^(db\.)?([mcr])(\d[a-z]*)\.(\w+)$/.exec(type);
  if (found === null) return null;
  const [, prefix = '', letter = '', generation, size] = found;
  const at = LADDER.findIndex(([name]) => name === size);
  const ratio = GIB_PER_VCPU[letter];
  if (at < 0 || ratio === undefined) return null;
  const sizes = LADDER.slice(0, at + 1).map(([name, vcpus]): Size => ({
    type: `${prefix}${letter}${generation}.${name}`,
    vcpus,
    memoryGiB: vcpus * ratio,
  }));
  return { own: sizes[at] as Size, smaller: sizes.slice(0, at) };
}

/** Whether a type earns CPU credits. */
export function isBurstable(type: string): boolean {
  return /^(db\.)?t\d/.test(type);
}

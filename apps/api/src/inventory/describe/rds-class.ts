const GIB = 1024 ** 3;

/** GiB of the `large` size by family letter: burstable and general purpose 8, memory 16, compute 4. */
const LARGE_GIB: Readonly<Record<string, number>> = { t: 8, m: 8, r: 16, x: 32, c: 4, z: 16 };
const SMALL_SIZES: Readonly<Record<string, number>> = { micro: 1, small: 2, medium: 4 };

/**
 * Memory of a DB instance class in bytes, from AWS's regular naming (db.FAMILY.SIZE; sizes double from large on).
 * Null for names that do not follow it.
 */
export function classMemoryBytes(instanceClass: string): number | null {
  const [, family = '', size = ''] = instanceClass.split('.');
  const letter = /^([a-z])\d/.exec(family)?.[1];
  const large = letter === undefined ? undefined : LARGE_GIB[letter];
  if (large === undefined) return null;
  const small = letter === 't' ? SMALL_SIZES[size] : undefined;
  if (small !== undefined) return small * GIB;
  if (size === 'medium') return (large / 2) * GIB;
  if (size === 'large') return large * GIB;
  const times = size === 'xlarge' ? 1 : Number(/^(\d+)xlarge$/.exec(size)?.[1] ?? NaN);
  return Number.isNaN(times) ? null : large * 2 * times * GIB;
}

/** vCPUs of a DB instance class, from the same naming: 1 for `medium` outside the T families, 2 for `large`. */
export function classVcpus(instanceClass: string): number | null {
  const [, family = '', size = ''] = instanceClass.split('.');
  if (!/^[a-z]+\d/.test(family)) return null;
  // db.t2.micro and db.t2.small are the only burstable ones with a single vCPU.
  if (family.startsWith('t') && Object.hasOwn(SMALL_SIZES, size)) {
    return family === 't2' && size !== 'medium' ? 1 : 2;
  }
  if (size === 'medium') return 1;
  if (size === 'large') return 2;
  const times = size === 'xlarge' ? 1 : Number(/^(\d+)xlarge$/.exec(size)?.[1] ?? NaN);
  return Number.isNaN(times) ? null : 4 * times;
}

/** RDS user guide, "Quotas and constraints": the default of max_connections by engine. */
const DEFAULT_CONNECTIONS: readonly [engine: RegExp, formula: string][] = [
  [/postgres/, 'LEAST({DBInstanceClassMemory/9531392},5000)'],
  [/mysql|mariadb/, '{DBInstanceClassMemory/12582880}'],
];

/** The formula from which RDS computes max_connections where nobody has set it; null for other engines. */
export function defaultConnectionsFormula(engine: string): string | null {
  return DEFAULT_CONNECTIONS.find(([pattern]) => pattern.test(engine))?.[1] ?? null;
}

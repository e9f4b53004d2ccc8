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

/**
 * The default of max_connections: LEAST(memory / 9531392, 5000) for PostgreSQL, memory / 12582880 for MySQL and
 * MariaDB (RDS user guide, "Quotas and constraints"). An upper bound: the formula's memory is a little below the
 * class's. Null for other engines.
 */
export function defaultMaxConnections(engine: string, memoryBytes: number | null): number | null {
  if (memoryBytes === null) return null;
  if (engine.includes('postgres')) return Math.min(5000, Math.floor(memoryBytes / 9_531_392));
  if (/mysql|mariadb/.test(engine)) return Math.floor(memoryBytes / 12_582_880);
  return null;
}

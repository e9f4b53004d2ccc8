// Bound once: see random.ts.
const { min, max } = Math;

/** What one task wants of its instance, and its weight in the kernel's division: the CPU units that it reserves. */
export interface Claim {
  wanted: number;
  weight: number;
}

/**
 * Units per unit of weight that everybody may take when not all get what they want; Infinity while all do. The kernel
 * divides by weight (CFS shares): who wants less than its part gets it whole, the rest is divided among the others.
 */
export function fairLevel(claims: readonly Claim[], capacity: number): number {
  let left = capacity;
  let weights = 0;
  let wanted = 0;
  for (const claim of claims) {
    wanted += claim.wanted;
    weights += claim.weight;
  }
  if (wanted <= capacity) return Infinity;
  for (const { wanted: own, weight } of [...claims].sort(
    (a, b) => a.wanted / a.weight - b.wanted / b.weight,
  )) {
    const level = max(0, left) / weights;
    if (own > level * weight) return level;
    left -= own;
    weights -= weight;
  }
  return Infinity;
}

/** How much of an instance is asked for, each as a share of what it has; more than 1 where it cannot be given. */
export interface Pressure {
  cpu: number;
  memory: number;
  network: number;
}

/**
 * How much slower requests are on an instance that is short of something: they wait for a processor, their files are
 * no longer in the page cache, their packets queue. 1 where there is enough.
 */
export function slowdown({ cpu, memory, network }: Pressure): number {
  const waiting = 1 + 2.4 * max(0, min(cpu, 2.5) - 0.82);
  const reading = 1 + 18 * max(0, min(memory, 1) - 0.75);
  const queueing = 1 + 3 * max(0, min(network, 2) - 0.8);
  return waiting * reading * queueing;
}

/** Gbit/s that an instance keeps up for hours, as a share of its "up to": what the EC2 user guide lists as baseline. */
const BASELINE_SHARE: Record<string, number> = {
  large: 0.075,
  xlarge: 0.125,
  '2xlarge': 0.25,
};

/** Bytes a second that an instance type can move for hours. Source: EC2 user guide, "Network bandwidth". */
export function networkBaseline(typeName: string, upToGbps: number): number {
  const share = BASELINE_SHARE[typeName.split('.')[1] ?? ''] ?? 0.05;
  return (upToGbps * share * 1e9) / 8;
}

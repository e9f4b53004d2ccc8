/** US dollars per hour of a running instance: Linux, on demand, list price. */
export interface InstancePrice {
  low: number;
  expected: number;
  high: number;
  /** Month or day in which the prices were looked up. */
  asOf: string;
  region: string;
}

type LargePrice = number | readonly [low: number, high: number];

/** Size against `large`; within a family AWS's list prices are proportional to 0.0001. */
const SIZES: Readonly<Record<string, number>> = {
  nano: 1 / 16,
  micro: 1 / 8,
  small: 1 / 4,
  medium: 1 / 2,
  large: 1,
  xlarge: 2,
  '2xlarge': 4,
  '4xlarge': 8,
  '8xlarge': 16,
  '12xlarge': 24,
  '16xlarge': 32,
  '24xlarge': 48,
};

/**
 * Price of the `large` size per family; a pair where public sources disagree.
 * Sources: us-east-1 AWS Price List by way of karpenter, 2026-07-20; ap-northeast-2 public repositories, 2026-07 to 10.
 */
const LARGE: Readonly<Record<string, { asOf: string; families: Readonly<Record<string, LargePrice>> }>> = {
  'us-east-1': {
    asOf: '2026-07-20',
    families: {
      t3: 0.0832,
      t3a: 0.0752,
      t4g: 0.0672,
      m5: 0.096,
      m6i: 0.096,
      m6a: 0.0864,
      m6g: 0.077,
      m7g: 0.0816,
      m7i: 0.1008,
      m8g: 0.08976,
      c5: 0.085,
      c6i: 0.085,
      c6a: 0.0765,
      c6g: 0.068,
      c7g: 0.0725,
      c7i: 0.08925,
      c8g: 0.07976,
      r5: 0.126,
      r6i: 0.126,
      r6g: 0.1008,
      r7g: 0.1071,
      r7i: 0.1323,
      r8g: 0.11782,
    },
  },
  'ap-northeast-2': {
    asOf: '2026-10',
    families: { t3: 0.104, t4g: 0.0832, m5: 0.118, c5: [0.096, 0.107], r5: [0.151, 0.152] },
  },
};

/** Null where the type's price in the region is not known: an unknown price is never zero. */
export function instancePrice(instanceType: string, region: string): InstancePrice | null {
  const [family = '', size = ''] = instanceType.split('.');
  const table = LARGE[region];
  const large = table?.families[family];
  const factor = SIZES[size];
  if (!table || large === undefined || factor === undefined) return null;
  const [low, high] = typeof large === 'number' ? [large, large] : large;
  return {
    low: low * factor,
    expected: ((low + high) / 2) * factor,
    high: high * factor,
    asOf: table.asOf,
    region,
  };
}

/** Hours in a month as AWS bills them. */
export const HOURS_PER_MONTH = 730;

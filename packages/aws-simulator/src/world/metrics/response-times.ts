import type { StatisticSet } from '../types.js';

const { exp, max, round } = Math;

/** Spread of response times: one service's are log-normal, its 95th percentile 3.4 times its median. */
export const SIGMA = 0.75;
const MEAN = exp((SIGMA * SIGMA) / 2);
/** Sample that percentiles are read from: enough for the 99th. */
const SAMPLE = 100;

/** A part of the requests whose times share one distribution: how many, and their median in seconds. */
export interface Share {
  count: number;
  median: number;
}

/** Quantiles of the standard normal distribution at the middles of 1000 equal steps (Acklam's approximation). */
const QUANTILES = Float64Array.from({ length: 1000 }, (_, i) => normalQuantile((i + 0.5) / 1000));
const FACTORS = QUANTILES.map((z) => exp(SIGMA * z));

function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  // Abramowitz and Stegun 26.2.23, error below 4.5e-4.
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  const bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return -(t - top / bottom);
}

/** Response times of one minute: sums in closed form, the sample for percentiles only when somebody asks for them. */
export class ResponseTimes implements StatisticSet {
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly sampleCount: number;
  private sample: number[] | undefined;

  constructor(private readonly shares: readonly Share[]) {
    let count = 0;
    let sum = 0;
    let least = Infinity;
    let most = 0;
    for (const share of shares) {
      if (share.count <= 0) continue;
      count += share.count;
      sum += share.count * share.median * MEAN;
      least = Math.min(least, share.median * extreme(share.count, -1));
      most = max(most, share.median * extreme(share.count, 1));
    }
    this.sum = sum;
    this.sampleCount = count;
    this.minimum = least;
    this.maximum = most;
  }

  get values(): number[] {
    this.sample ??= this.draw();
    return this.sample;
  }

  private draw(): number[] {
    const values: number[] = [];
    for (const { count, median } of this.shares) {
      if (count <= 0) continue;
      const n = max(1, round((SAMPLE * count) / this.sampleCount));
      for (let i = 0; i < n; i++)
        values.push(median * (FACTORS[Math.floor(((i + 0.5) / n) * FACTORS.length)] as number));
    }
    return values;
  }
}

/** Where the least or the greatest of `count` draws usually lies, relative to the median. */
function extreme(count: number, sign: 1 | -1): number {
  const z = count < 2 ? 0 : -normalQuantile(1 / (count + 1));
  return exp(sign * SIGMA * z);
}

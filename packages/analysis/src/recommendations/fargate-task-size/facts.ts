import type { FargatePlatform, FargateSize } from '../../fargate/combinations.js';
import type { FargatePrice } from '../../fargate/fargate-price.js';
import type { Random } from '../../statistics/random.js';

/** How much overload is accepted for a smaller size: 1 %, 0.3 % or 0.1 % of the time. */
export type SizingProfile = 'cost' | 'balanced' | 'performance';

/**
 * History of one Fargate service since its size last changed. Series have one value per step from `from`, NaN where
 * there is no datapoint; percent of the task's present size, over 100 possible.
 */
export interface FargateTaskSizeFacts {
  clusterName: string;
  serviceName: string;
  family: string;
  region: string;
  platform: FargatePlatform;
  current: FargateSize;
  /** Epoch ms of the first value. */
  from: number;
  /** Seconds between values: 60 or 300. */
  step: number;
  cpuAverage: ArrayLike<number>;
  cpuMaximum: ArrayLike<number>;
  memoryMaximum: ArrayLike<number>;
  /** Tasks running; NaN where not known. */
  running: ArrayLike<number>;
  /** When tasks were killed for memory (epoch ms). */
  outOfMemoryAt: readonly number[];
  /** What the containers reserve together: a task cannot be smaller. */
  reserved: FargateSize | null;
  /** Target of target tracking in percent, null where the service does not scale on it. */
  targetTracking: { cpu: number | null; memory: number | null };
  /** Null where the price is not known. */
  price: FargatePrice | null;
  /** Whether part of the tasks runs on FARGATE_SPOT, whose price is not known. */
  spot: boolean;
  profile: SizingProfile;
  random: Random;
}

/** Values of days [fromDay, toDay) of the history, counted from its beginning. */
export function sliceDays(facts: FargateTaskSizeFacts, fromDay: number, toDay: number): FargateTaskSizeFacts {
  const perDay = 86_400 / facts.step;
  const cut = (values: ArrayLike<number>): number[] =>
    Array.from(values).slice(fromDay * perDay, toDay * perDay);
  const from = facts.from + fromDay * 86_400_000;
  const to = facts.from + toDay * 86_400_000;
  return {
    ...facts,
    from,
    cpuAverage: cut(facts.cpuAverage),
    cpuMaximum: cut(facts.cpuMaximum),
    memoryMaximum: cut(facts.memoryMaximum),
    running: cut(facts.running),
    outOfMemoryAt: facts.outOfMemoryAt.filter((at) => at >= from && at < to),
  };
}

/** Hours with a datapoint, and days of which at least 80 % is there. */
export function coverage({ cpuAverage, step }: FargateTaskSizeFacts): { hours: number; fullDays: number } {
  const perDay = 86_400 / step;
  let points = 0;
  let fullDays = 0;
  for (let start = 0; start < cpuAverage.length; start += perDay) {
    let present = 0;
    for (let i = start; i < Math.min(start + perDay, cpuAverage.length); i += 1) {
      if (cpuAverage[i] === cpuAverage[i]) present += 1;
    }
    points += present;
    if (present >= perDay * 0.8) fullDays += 1;
  }
  return { hours: (points * step) / 3600, fullDays };
}

/** Greatest value of each day; NaN for a day without a value. */
export function dailyMaxima(values: ArrayLike<number>, step: number): number[] {
  const perDay = 86_400 / step;
  const maxima: number[] = [];
  for (let start = 0; start < values.length; start += perDay) {
    let greatest = NaN;
    for (let i = start; i < Math.min(start + perDay, values.length); i += 1) {
      const value = values[i] as number;
      if (value === value && !(greatest >= value)) greatest = value;
    }
    maxima.push(greatest);
  }
  return maxima;
}

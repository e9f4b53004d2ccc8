import type { FargateSize } from '../../fargate/combinations.js';
import { taskHourUsd } from '../../fargate/fargate-price.js';
import { HOURS_PER_MONTH } from '../../price/ec2-price.js';
import { dayBlockInterval, type Interval } from '../../statistics/bootstrap.js';
import type { UsdRange } from '../recommendation.js';
import type { FargateTaskSizeFacts } from './facts.js';

/**
 * US dollars a month that the size change saves (negative: costs) at list price, from the task hours of recorded days.
 * The range is the 90 % interval over days. Null where the price or the number of running tasks is not known, and with
 * Spot, whose price changes.
 */
export function monthlySaving(facts: FargateTaskSizeFacts, proposed: FargateSize): UsdRange | null {
  const tasks = meanTasks(facts);
  if (!facts.price || facts.spot || !tasks) return null;
  const perTaskMonth =
    (taskHourUsd(facts.current, facts.price) - taskHourUsd(proposed, facts.price)) * HOURS_PER_MONTH;
  const [a, b] = [tasks.low * perTaskMonth, tasks.high * perTaskMonth];
  return { low: Math.min(a, b), expected: tasks.expected * perTaskMonth, high: Math.max(a, b) };
}

/** Mean of running tasks over the day, with its interval over days. A day counts by what is known of it. */
export function meanTasks({ running, step, random }: FargateTaskSizeFacts): Interval | null {
  const perDay = 86_400 / step;
  const daily: number[] = [];
  for (let start = 0; start < running.length; start += perDay) {
    const known = Array.from(running)
      .slice(start, start + perDay)
      .filter((count) => count === count);
    daily.push(known.length === 0 ? NaN : known.reduce((a, b) => a + b, 0) / known.length);
  }
  return dayBlockInterval(daily, random);
}

import type { FargateSize } from '../../fargate/combinations.js';
import { dayBlockInterval } from '../../statistics/bootstrap.js';
import { coverage, sliceDays, type FargateTaskSizeFacts } from './facts.js';
import { sizeFor, taskNeed } from './need.js';

/** What a size would have met on a stretch of history. */
export interface Replay {
  days: number;
  /** Minutes in which the average use exceeded the size's CPU. */
  overloadMinutes: number;
  worstRunMinutes: number;
  /** Share of the time, and its 95 % upper bound from resampled days. */
  overloadShare: number;
  overloadUpper: number;
  /** Share of the time in which the hottest task's maximum exceeded the CPU. */
  burstShare: number;
  /** Minutes in which a task used more memory than the size has. */
  memoryOverMinutes: number;
}

/** Plays recorded use against another size; a size's CPU and memory are scaled from the present one's percentages. */
export function replaySize(facts: FargateTaskSizeFacts, size: FargateSize): Replay {
  const minutes = facts.step / 60;
  const cpuLimit = (100 * size.cpu) / facts.current.cpu;
  const memoryLimit = (100 * size.memoryMiB) / facts.current.memoryMiB;
  const perDay = 86_400 / facts.step;
  const dailyShares: number[] = [];
  let [present, over, burst, memoryOver, run, worst] = [0, 0, 0, 0, 0, 0];
  for (let start = 0; start < facts.cpuAverage.length; start += perDay) {
    let [dayPresent, dayOver] = [0, 0];
    for (let i = start; i < Math.min(start + perDay, facts.cpuAverage.length); i += 1) {
      if ((facts.memoryMaximum[i] as number) > memoryLimit) memoryOver += 1;
      const average = facts.cpuAverage[i] as number;
      if (average !== average) continue;
      dayPresent += 1;
      if ((facts.cpuMaximum[i] as number) > cpuLimit) burst += 1;
      run = average > cpuLimit ? run + 1 : 0;
      if (run > 0) dayOver += 1;
      worst = Math.max(worst, run);
    }
    present += dayPresent;
    over += dayOver;
    dailyShares.push(dayPresent > 0 ? dayOver / dayPresent : NaN);
  }
  const share = present === 0 ? 0 : over / present;
  return {
    days: Math.round((present / perDay) * 10) / 10,
    overloadMinutes: Math.round(over * minutes),
    worstRunMinutes: Math.round(worst * minutes),
    overloadShare: share,
    overloadUpper: Math.max(share, dayBlockInterval(dailyShares, facts.random)?.high ?? share),
    burstShare: present === 0 ? 0 : burst / present,
    memoryOverMinutes: Math.round(memoryOver * minutes),
  };
}

/** The rule fitted on the first half of the history and judged on the rest, which it has not seen. */
export function backtest(facts: FargateTaskSizeFacts): (Replay & { size: FargateSize }) | null {
  const days = Math.ceil((facts.cpuAverage.length * facts.step) / 86_400);
  const half = Math.floor(days / 2);
  if (half < 1) return null;
  const training = sliceDays(facts, 0, half);
  const size = sizeFor(training, taskNeed(training, coverage(training).fullDays));
  if (!size) return null;
  const judged = replaySize(sliceDays(facts, half, days), size);
  return judged.days === 0 ? null : { ...judged, size };
}

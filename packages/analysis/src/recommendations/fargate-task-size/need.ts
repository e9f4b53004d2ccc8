import type { FargateSize } from '../../fargate/combinations.js';
import { snapToFargate } from '../../fargate/snap.js';
import { quantile, usageWeightedQuantile } from '../../statistics/quantile.js';
import { theilSen } from '../../statistics/theil-sen.js';
import { dailyMaxima, type FargateTaskSizeFacts, type SizingProfile } from './facts.js';

/**
 * Margins for an overload of at most 1 %, 0.3 %, 0.1 % of the time on held-out days.
 * Chosen on 100 ordinary Azure VMs, 14 days to fit and 13.8 to judge, 2026-11 (bench/task-size.mjs): overload 0.70 %,
 * 0.20 %, 0.10 % at a mean capacity of 53 %, 61 %, 76 % of the present size.
 */
export const CPU_MARGIN: Readonly<Record<SizingProfile, number>> = {
  cost: 1,
  balanced: 1.45,
  performance: 2.4,
};
const MEMORY_MARGIN = 1.15;
/** A task is too small in CPU when its average is at 90 % or more for longer than the profile's budget. */
const SATURATED_PERCENT = 90;
const BUDGET: Readonly<Record<SizingProfile, number>> = { cost: 0.01, balanced: 0.003, performance: 0.001 };
/** Memory that has been this full leaves no room; a decrease is out of the question. */
const MEMORY_FULL_PERCENT = 95;
/** Kubernetes' VPA after an out-of-memory kill: 20 % more, and 100 MB at least. */
const OOM_FACTOR = 1.2;
const OOM_MIB = 100;

/** Why a dimension was not made smaller, though its use would have allowed it. */
export type Hold = 'target_tracking' | 'out_of_memory' | 'memory_growing' | 'memory_full';

export interface Need {
  /** Percent of the present CPU that the rule asks for. */
  cpuPercent: number;
  memoryPercent: number;
  cpuHold: Hold | null;
  memoryHold: Hold | null;
  saturatedShare: number;
  outOfMemory: number;
}

/**
 * CPU in percent of the present size: the greater of the usage-weighted P99 of the average and the P80 of its daily
 * maxima, times a margin that widens when days are few (as VPA's does), and never below the P95 of the maximum so
 * that bursts of the hottest task are seen.
 */
export function cpuNeedPercent(
  facts: Pick<FargateTaskSizeFacts, 'cpuAverage' | 'cpuMaximum' | 'step' | 'profile'>,
  days: number,
): number {
  const work = usageWeightedQuantile(facts.cpuAverage, 0.99);
  const peaks = quantile(dailyMaxima(facts.cpuAverage, facts.step), 0.8);
  const margin = CPU_MARGIN[facts.profile] * (1 + 1 / Math.max(days, 1));
  return Math.max(Math.max(work, peaks) * margin, quantile(facts.cpuMaximum, 0.95));
}

/** What a service's tasks need, from its history. `days` is the number of full days behind it. */
export function taskNeed(facts: FargateTaskSizeFacts, days: number): Need {
  const saturated = shareAtOrAbove(facts.cpuAverage, SATURATED_PERCENT);
  const starved = saturated > BUDGET[facts.profile];
  const measured = cpuNeedPercent(facts, days);
  // Without the maximum, bursts are not known: unknown is no reason to make a task smaller.
  const wished = measured === measured ? measured : 100;
  // Use above the present size is only believed where the task was seen at its limit: the margin alone is no reason.
  const cpu = starved ? Math.max(wished, 100 * OOM_FACTOR) : Math.min(wished, 100);
  const cpuHold: Hold | null = facts.targetTracking.cpu !== null && cpu < 100 ? 'target_tracking' : null;
  return {
    cpuPercent: cpuHold ? 100 : cpu,
    cpuHold,
    saturatedShare: saturated,
    outOfMemory: facts.outOfMemoryAt.length,
    ...memoryNeed(facts),
  };
}

/** The need as a valid Fargate size, or null where none is large enough. */
export function sizeFor(facts: FargateTaskSizeFacts, need: Need): FargateSize | null {
  const { current, reserved } = facts;
  const cpu = (current.cpu * need.cpuPercent) / 100;
  const memory = (current.memoryMiB * need.memoryPercent) / 100;
  return snapToFargate(
    {
      cpu: Math.ceil(Math.max(cpu, reserved?.cpu ?? 0)),
      memoryMiB: Math.ceil(Math.max(memory, reserved?.memoryMiB ?? 0)),
    },
    facts.platform,
  );
}

function memoryNeed(facts: FargateTaskSizeFacts): Pick<Need, 'memoryPercent' | 'memoryHold'> {
  const { current, memoryMaximum, outOfMemoryAt } = facts;
  const peak = quantile(memoryMaximum, 1);
  if (outOfMemoryAt.length > 0) {
    const raised = Math.max(current.memoryMiB * OOM_FACTOR, current.memoryMiB + OOM_MIB);
    return { memoryPercent: (100 * raised) / current.memoryMiB, memoryHold: 'out_of_memory' };
  }
  if (peak !== peak) return { memoryPercent: 100, memoryHold: null };
  const wished = peak * MEMORY_MARGIN;
  if (wished >= 100)
    return { memoryPercent: 100, memoryHold: peak >= MEMORY_FULL_PERCENT ? 'memory_full' : null };
  if (facts.targetTracking.memory !== null) return { memoryPercent: 100, memoryHold: 'target_tracking' };
  if (grows(facts)) return { memoryPercent: 100, memoryHold: 'memory_growing' };
  return { memoryPercent: wished, memoryHold: null };
}

/** Whether daily peaks of memory rise for certain, and by more than five points over the history: a leak, perhaps. */
function grows({ memoryMaximum, step }: FargateTaskSizeFacts): boolean {
  const maxima = dailyMaxima(memoryMaximum, step);
  const line = theilSen(
    maxima.map((_, day) => day),
    maxima,
  );
  return line !== null && line.low > 0 && line.slope * maxima.length > 5;
}

function shareAtOrAbove(values: ArrayLike<number>, level: number): number {
  let present = 0;
  let above = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (value !== value) continue;
    present += 1;
    if (value >= level) above += 1;
  }
  return present === 0 ? 0 : above / present;
}

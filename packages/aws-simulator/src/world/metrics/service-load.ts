import { Calendar, MINUTE } from '../calendar.js';
import type { ServiceState } from '../simulation/service-state.js';
import type { Block } from './block-cache.js';
import { seasonAt } from './season.js';
import { startPeak, taskMemoryPercent } from './task-use.js';
import type { TaskRun } from '../simulation/task-run.js';

// Bound once: see random.ts.
const { min, max } = Math;

/** CPU units the whole service wants in one minute, whatever its number of tasks: total CPU is kept when n changes. */
export function demandUnits(service: ServiceState, calendar: Calendar, minute: number): number {
  const { plan } = service;
  const peak = max(1, plan.desired) * plan.cpu * (plan.archetype.peakCpu / 100);
  const share = plan.environment === 'stage' ? 0.35 : 1;
  return peak * share * loadShare(service, calendar, minute);
}

/** The service's load as a share of its usual weekly peak. */
export function loadShare(service: ServiceState, calendar: Calendar, minute: number): number {
  const { plan } = service;
  return (
    seasonAt(plan.season, calendar, plan.hash, minute) * service.effects.factor('demand', minute * MINUTE)
  );
}

/** CPU units that one task of weight 1 wants for the load, per minute of one hour. */
export interface DemandBlock extends Block {
  perWeight: Float64Array;
}

export function emptyDemandBlock(): DemandBlock {
  return { filled: 0, owner: '', hour: -1, perWeight: new Float64Array(60) };
}

/** Computes what minute `index` of the block's hour asks of the tasks that run in its middle. */
export function fillDemand(
  block: DemandBlock,
  service: ServiceState,
  calendar: Calendar,
  index: number,
): void {
  const minute = block.hour * 60 + index;
  const middle = minute * MINUTE + MINUTE / 2;
  let weights = 0;
  for (const run of service.runsInHour(block.hour)) if (run.runsAt(middle)) weights += run.weight;
  block.perWeight[index] = weights > 0 ? demandUnits(service, calendar, minute) / weights : 0;
}

/** Sum and extremes per minute of one hour over the tasks that ran, and how many they were. */
export interface UseBlock extends Block {
  tasks: Uint16Array;
  sum: Float64Array;
  minimum: Float64Array;
  maximum: Float64Array;
}

export function emptyUseBlock(): UseBlock {
  const column = () => new Float64Array(60);
  return {
    filled: 0,
    owner: '',
    hour: -1,
    tasks: new Uint16Array(60),
    sum: column(),
    minimum: column(),
    maximum: column(),
  };
}

/**
 * Computes the CPU percent of minute `index` of the block's hour from the units that each task got. A task is sampled
 * at the middle of the minute.
 */
export function fillCpu(
  block: UseBlock,
  service: ServiceState,
  index: number,
  unitsOf: (run: TaskRun, minute: number) => number,
): void {
  const minute = block.hour * 60 + index;
  const middle = minute * MINUTE + MINUTE / 2;
  open(block, index);
  for (const run of service.runsInHour(block.hour)) {
    if (!run.runsAt(middle)) continue;
    const percent = (100 * unitsOf(run, minute)) / run.revision.cpu;
    const peak = percent + 100 * startPeak(run, minute);
    // A task with a size of its own cannot pass it by much, not even for seconds (field: up to 127 %).
    take(block, index, percent, service.plan.taskLevelCpu ? min(max(percent, 126.5), peak) : peak);
  }
}

/** The same for memory, percent of the limit. */
export function fillMemory(block: UseBlock, service: ServiceState, calendar: Calendar, index: number): void {
  const minute = block.hour * 60 + index;
  const middle = minute * MINUTE + MINUTE / 2;
  open(block, index);
  const load = loadShare(service, calendar, minute);
  for (const run of service.runsInHour(block.hour)) {
    if (run.runsAt(middle)) take(block, index, taskMemoryPercent(run, middle, minute, load));
  }
}

function open(block: UseBlock, index: number): void {
  block.tasks[index] = 0;
  block.sum[index] = 0;
  block.minimum[index] = Infinity;
  block.maximum[index] = -Infinity;
}

function take(block: UseBlock, index: number, percent: number, peak = percent): void {
  block.tasks[index]! += 1;
  block.sum[index]! += percent;
  if (percent < block.minimum[index]!) block.minimum[index] = percent;
  if (peak > block.maximum[index]!) block.maximum[index] = peak;
}

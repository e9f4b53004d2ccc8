import { Calendar, MINUTE } from '../calendar.js';
import { smoothNoise, unit, whiteNoise, mix } from '../random.js';
import type { ServiceState } from '../simulation/service-state.js';
import type { TaskRun } from '../simulation/task-run.js';
import type { Millis } from '../types.js';
import { seasonAt } from './season.js';

/** CPU units the whole service wants in one minute, whatever its number of tasks: total CPU is kept when n changes. */
export function demandUnits(service: ServiceState, calendar: Calendar, minute: number): number {
  const { plan } = service;
  const at = minute * MINUTE;
  const peak = Math.max(1, plan.desired) * plan.cpu * (plan.archetype.peakCpu / 100);
  const share = plan.environment === 'stage' ? 0.35 : 1;
  return (
    peak * share * seasonAt(plan.season, calendar, plan.hash, minute) * service.effects.factor('demand', at)
  );
}

/** One hour of a service: sums, extremes and counts per minute over the tasks that ran, and the load per unit weight. */
export interface ServiceBlock {
  /** Minutes of the hour that are computed. */
  filled: number;
  tasks: Uint16Array;
  cpuSum: Float64Array;
  cpuMin: Float64Array;
  cpuMax: Float64Array;
  memorySum: Float64Array;
  memoryMin: Float64Array;
  memoryMax: Float64Array;
  /** CPU units that one task of weight 1 spends on the load. */
  perWeight: Float64Array;
}

export function emptyServiceBlock(): ServiceBlock {
  const column = () => new Float64Array(60);
  return {
    filled: 0,
    tasks: new Uint16Array(60),
    cpuSum: column(),
    cpuMin: column(),
    cpuMax: column(),
    memorySum: column(),
    memoryMin: column(),
    memoryMax: column(),
    perWeight: column(),
  };
}

/** Computes minute `index` of hour `hour`. A task is sampled at the middle of the minute. */
export function fillServiceMinute(
  block: ServiceBlock,
  service: ServiceState,
  calendar: Calendar,
  hour: number,
  index: number,
): void {
  const minute = hour * 60 + index;
  const middle = minute * MINUTE + MINUTE / 2;
  const runs = service.runsInHour(hour);
  let weights = 0;
  for (const run of runs) if (run.runsAt(middle)) weights += run.weight;
  const perWeight = weights > 0 ? demandUnits(service, calendar, minute) / weights : 0;
  block.perWeight[index] = perWeight;
  let count = 0;
  let cpuSum = 0;
  let cpuMin = Infinity;
  let cpuMax = 0;
  let memorySum = 0;
  let memoryMin = Infinity;
  let memoryMax = 0;
  for (const run of runs) {
    if (!run.runsAt(middle)) continue;
    const cpu = (100 * taskCpuUnits(run, perWeight, minute)) / run.revision.cpu;
    const memory = taskMemoryPercent(run, middle, minute);
    count += 1;
    cpuSum += cpu;
    memorySum += memory;
    if (cpu < cpuMin) cpuMin = cpu;
    if (cpu > cpuMax) cpuMax = cpu;
    if (memory < memoryMin) memoryMin = memory;
    if (memory > memoryMax) memoryMax = memory;
  }
  block.tasks[index] = count;
  block.cpuSum[index] = cpuSum;
  block.cpuMin[index] = cpuMin;
  block.cpuMax[index] = cpuMax;
  block.memorySum[index] = memorySum;
  block.memoryMin[index] = memoryMin;
  block.memoryMax[index] = memoryMax;
}

/** Work of the first minutes after start (class loading, caches), as a share of the task's reservation. */
const START_WORK: Record<string, number> = { java: 0.7, python: 0.3, node: 0.25, go: 0.08 };

/** CPU units of one running task in one minute. On Fargate a task may pass its reservation a little (field: 105-127 %);
 * on EC2 without task-level CPU it takes what the host has, up to four times its share. */
export function taskCpuUnits(run: TaskRun, perWeight: number, minute: number): number {
  const size = run.revision.cpu;
  const middle = minute * MINUTE + MINUTE / 2;
  const service = run.service;
  if (!service) return size * (0.55 + 0.35 * smoothNoise(run.hash, minute, 5));
  const age = middle - (run.startedAt ?? middle);
  const language = service.plan.language;
  const starting = age < 90_000 ? (START_WORK[language] ?? 0.2) * size * (1 - age / 120_000) : 0;
  const idle = size * 0.012;
  const own = 1 + 0.05 * whiteNoise(run.hash, minute) + 0.04 * smoothNoise(run.hash, minute, 13);
  const hog = service.effects.factor('cpu', middle);
  const wanted = (idle + perWeight * run.weight + starting) * own * hog;
  const onHost = run.launchType === 'EC2';
  const burst = service.plan.taskLevelCpu
    ? 1.04 + 0.22 * unit(mix(run.hash, minute)) * unit(mix(run.hash ^ 7, minute))
    : 4;
  return Math.min(wanted, size * (onHost && !service.plan.taskLevelCpu ? burst : Math.min(burst, 1.27)));
}

/** Memory of one running task as a percentage of its limit: warms up over an hour, follows load a little, or leaks. */
export function taskMemoryPercent(run: TaskRun, at: Millis, minute: number): number {
  const service = run.service;
  const level = service?.plan.archetype.memoryLevel ?? 45;
  const age = Math.max(0, at - (run.startedAt ?? at));
  const warm = 0.58 + 0.42 * (1 - Math.exp(-age / (40 * MINUTE)));
  const planned = service ? service.plan.memory / run.revision.memory : 1;
  const base = level * planned * warm * (service ? service.effects.factor('memory', at) : 1);
  const calm =
    base + 0.8 * smoothNoise(run.hash ^ 0x3c6e, minute, 29) + 0.25 * whiteNoise(run.hash ^ 0x9e37, minute);
  const leak = run.leak;
  if (!leak || at < leak.from) return Math.min(99.5, Math.max(1, calm));
  const part = Math.min(1, (at - leak.from) / (leak.until - leak.from));
  return Math.min(100, calm + (99.6 - calm) * Math.pow(part, 1.25));
}

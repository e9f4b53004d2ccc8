import { MINUTE } from '../calendar.js';
import { mix, smoothNoise, unit, whiteNoise } from '../random.js';
import type { TaskRun } from '../simulation/task-run.js';
import type { Millis } from '../types.js';

// Bound once: see random.ts.
const { min, max, exp, pow, floor } = Math;

/** Work of the first minutes after start (class loading, caches), as a share of the task's reservation. */
const START_WORK: Record<string, number> = { java: 0.7, python: 0.3, node: 0.25, go: 0.08 };

const START_MS = 90_000;

/**
 * What the highest sample of a task's first minute lies above the mean of that minute, as a share of its reservation:
 * classes are loaded in a burst of seconds. 0 in every later minute.
 */
export function startPeak(run: TaskRun, minute: number): number {
  const { service, startedAt } = run;
  if (!service || startedAt === undefined || floor(startedAt / MINUTE) !== minute) return 0;
  return (START_WORK[service.plan.language] ?? 0.2) * 0.6;
}

/** CPU units of one running task in one minute. On Fargate a task may pass its reservation a little (field: 105-127 %);
 * on EC2 without task-level CPU it takes what the host has, up to four times its share. */
export function taskCpuUnits(run: TaskRun, perWeight: number, minute: number): number {
  const size = run.revision.cpu;
  const middle = minute * MINUTE + MINUTE / 2;
  const { service } = run;
  if (!service) return size * (0.55 + 0.35 * smoothNoise(run.hash, minute, 5));
  const age = middle - (run.startedAt ?? middle);
  const { language, taskLevelCpu } = service.plan;
  const starting = age < START_MS ? (START_WORK[language] ?? 0.2) * size * (1 - age / START_MS) ** 2 : 0;
  const idle = size * 0.012;
  const own = 1 + 0.05 * whiteNoise(run.hash, minute) + 0.04 * smoothNoise(run.hash, minute, 13);
  const wanted = (idle + perWeight * run.weight + starting) * own * service.effects.factor('cpu', middle);
  if (!taskLevelCpu) return min(wanted, size * 4);
  const burst = 1.04 + 0.22 * unit(mix(run.hash, minute)) * unit(mix(run.hash ^ 7, minute));
  return min(wanted, size * burst);
}

/**
 * Memory of one running task as a percentage of its limit: warms up over an hour, follows the load a little (a Java heap
 * does not), or leaks. `load` is the service's share of its usual weekly peak.
 */
export function taskMemoryPercent(run: TaskRun, at: Millis, minute: number, load: number): number {
  const { service, leak } = run;
  const level = service?.plan.archetype.memoryLevel ?? 45;
  const age = max(0, at - (run.startedAt ?? at));
  const warm = 0.58 + 0.42 * (1 - exp(-age / (40 * MINUTE)));
  const planned = service ? service.plan.memory / run.revision.memory : 1;
  const following = service && service.plan.language !== 'java' ? 0.93 + 0.1 * min(3, load) : 1;
  const base = level * planned * warm * following * (service ? service.effects.factor('memory', at) : 1);
  const noise =
    0.8 * smoothNoise(run.hash ^ 0x3c6e, minute, 29) + 0.25 * whiteNoise(run.hash ^ 0x9e37, minute);
  const calm = base + noise;
  if (!leak || at < leak.from) return min(service?.plan.softMemory ? 198 : 99.5, max(1, calm));
  const part = min(1, (at - leak.from) / (leak.until - leak.from));
  return min(100, calm + (99.6 - calm) * pow(part, 1.25));
}

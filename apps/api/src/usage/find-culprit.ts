import { lastRise, rankSuspects, type Onset, type TaskUse } from '@danji/analysis';
import type { UsageAnswer } from '@danji/shared';
import { LATENCY_METRIC, type HostMetrics } from './host-metrics.js';
import type { TaskUsageValues } from '../usage-collection/index.js';
import type { RunRow } from './subject.repository.js';

const MINUTE_MS = 60_000;

/** What counts as a rise of response times (seconds) and of a host's CPU (percent). */
const LATENCY = { baseline: 30, factor: 1.25, least: 0.004 };
const HOST_CPU = { baseline: 30, factor: 1.3, least: 15 };

export interface Scene {
  /** Epoch ms of the first minute. */
  from: number;
  runs: readonly RunRow[];
  use: ReadonlyMap<string, TaskUsageValues>;
  capacity: { cpu: number | null; memory: number | null };
  metrics: HostMetrics;
}

/** When those on a host began to suffer, who they are, and whose use grew before: the likeliest culprit first. */
export function findCulprit(scene: Scene): Pick<UsageAnswer, 'onset' | 'victims' | 'suspects'> {
  const { from, runs, use, capacity, metrics } = scene;
  const at = (index: number): string => new Date(from + index * MINUTE_MS).toISOString();
  const victims = metrics.latencies.flatMap(({ values, ...service }) => {
    const rise = lastRise(values, LATENCY);
    return rise === null ? [] : [{ ...service, rise }];
  });
  victims.sort((a, b) => b.rise.after / b.rise.before - a.rise.after / a.rise.before);
  const onset = onsetOf(victims[0]?.rise, metrics);
  if (onset === null) return { onset: null, victims: [], suspects: [] };
  const suspects = rankSuspects({
    tasks: runs.flatMap((run) => taskUse(run, use.get(run.id), from)),
    capacity: { ...capacity, network: null },
    onset: onset.index,
  });
  return {
    onset: { at: at(onset.index), by: onset.by },
    victims: victims.map(({ serviceId, name, rise }) => ({
      serviceId,
      name,
      metric: LATENCY_METRIC,
      before: rise.before,
      after: rise.after,
      since: at(rise.index),
    })),
    suspects: suspects.map(({ id, since, ...suspect }) => {
      const run = runs.find((one) => one.id === id) as RunRow;
      return { id, serviceId: run.service_id, name: nameOf(run), ...suspect, since: at(since) };
    }),
  };
}

export function nameOf({ service_name: service, family }: RunRow): string {
  return service ?? family;
}

function onsetOf(
  worst: Onset | undefined,
  { cpuPercent }: HostMetrics,
): { index: number; by: 'latency' | 'host_cpu' } | null {
  if (worst) return { index: worst.index, by: 'latency' };
  const rise = cpuPercent === null ? null : lastRise(cpuPercent, HOST_CPU);
  return rise === null ? null : { index: rise.index, by: 'host_cpu' };
}

function taskUse(run: RunRow, values: TaskUsageValues | undefined, from: number): TaskUse[] {
  if (values === undefined) return [];
  const started = run.started_at ?? run.created_at;
  const startsAt = Math.floor((started.getTime() - from) / MINUTE_MS);
  const { cpu, memory, network } = values;
  return [{ id: run.id, cpu, memory, network, startsAt: startsAt > 0 ? startsAt : null }];
}

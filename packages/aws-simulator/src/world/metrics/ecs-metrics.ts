import { MINUTE, SECOND } from '../calendar.js';
import type { ClusterState } from '../simulation/region-state.js';
import type { ServiceState } from '../simulation/service-state.js';
import type { Millis, StatisticSet } from '../types.js';
import type { LoadModel } from './load-model.js';
import type { UseBlock } from './service-load.js';
import { Series, single } from './series.js';

/** AWS/ECS arrives one to three minutes after the minute it describes. */
const ECS_DELAY: [number, number] = [35, 110];

/** CPUUtilization and MemoryUtilization of one service: one sample per running task, nothing at 0 tasks. */
export function serviceSeries(
  cluster: ClusterState,
  service: ServiceState,
  load: LoadModel,
  from: Millis,
): Series[] {
  const dimensions = [
    { Name: 'ClusterName', Value: cluster.plan.name },
    { Name: 'ServiceName', Value: service.plan.name },
  ];
  const make = (metric: string, unit: string, read: (at: Millis) => StatisticSet | undefined) =>
    new Series('AWS/ECS', metric, dimensions, unit, 60, ECS_DELAY, from, () => Infinity, read);
  return [
    // Running tasks of the minute: the only free metric from which a service's running count has a past.
    make('LiveTaskCount', 'Count', (at) => {
      const minute = at / MINUTE;
      const tasks = load.service(service, minute)?.tasks[minute % 60];
      return tasks ? single(tasks) : undefined;
    }),
    make('CPUUtilization', 'Percent', (at) => taken(load.service(service, at / MINUTE), at)),
    make('MemoryUtilization', 'Percent', (at) => taken(load.memory(service, at / MINUTE), at)),
  ];
}

/** The slot of a block, or nothing where no task ran. */
function taken(block: UseBlock | undefined, at: Millis): StatisticSet | undefined {
  const i = (at / MINUTE) % 60;
  const sampleCount = block?.tasks[i];
  if (!block || !sampleCount) return undefined;
  return { sum: block.sum[i]!, minimum: block.minimum[i]!, maximum: block.maximum[i]!, sampleCount };
}

/** Reservation and utilisation of a cluster's container instances: they exist only where instances are registered. */
export function clusterSeries(cluster: ClusterState, load: LoadModel, from: Millis): Series[] {
  if (cluster.plan.groups.length === 0) return [];
  const dimensions = [{ Name: 'ClusterName', Value: cluster.plan.name }];
  const make = (metric: string, value: (at: Millis) => number | undefined) =>
    new Series(
      'AWS/ECS',
      metric,
      dimensions,
      'Percent',
      60,
      ECS_DELAY,
      from,
      () => Infinity,
      (at) => {
        if (!load.isSettled(at / MINUTE)) return undefined;
        const answer = value(at);
        return answer === undefined ? undefined : single(answer);
      },
    );
  return [
    make('CPUReservation', (at) =>
      share(
        cluster,
        at,
        (run) => run.revision.cpu,
        (host) => host.cpuUnits,
      ),
    ),
    make('MemoryReservation', (at) =>
      share(
        cluster,
        at,
        (run) => run.revision.memory,
        (host) => host.memoryMiB,
      ),
    ),
    make('CPUUtilization', (at) => clusterCpu(cluster, load, at)),
    make('MemoryUtilization', (at) => clusterMemory(cluster, load, at)),
  ];
}

type Host = ClusterState['hosts'][number];
type Run = Host['runs'][number];

const MIDDLE = 30 * SECOND;

function registered(cluster: ClusterState, at: Millis): Host[] {
  return cluster.allHosts.filter((host) => host.isRegistered(at + MIDDLE));
}

function share(
  cluster: ClusterState,
  at: Millis,
  ofRun: (run: Run) => number,
  ofHost: (host: Host) => number,
): number | undefined {
  let used = 0;
  let total = 0;
  for (const host of registered(cluster, at)) {
    total += ofHost(host);
    for (const run of host.runs) if (run.holdsResourcesAt(at + MIDDLE)) used += ofRun(run);
  }
  return total > 0 ? (100 * used) / total : undefined;
}

function clusterCpu(cluster: ClusterState, load: LoadModel, at: Millis): number | undefined {
  let used = 0;
  let total = 0;
  for (const host of registered(cluster, at)) {
    total += host.cpuUnits;
    used += Math.max(0, (load.hostUnits(host, at / MINUTE) ?? 0) - host.cpuUnits * 0.012);
  }
  return total > 0 ? (100 * used) / total : undefined;
}

function clusterMemory(cluster: ClusterState, load: LoadModel, at: Millis): number | undefined {
  let used = 0;
  let total = 0;
  for (const host of registered(cluster, at)) {
    total += host.memoryMiB;
    for (const run of host.runs) if (run.runsAt(at + MIDDLE)) used += load.taskMemoryMiB(run, at);
  }
  return total > 0 ? (100 * used) / total : undefined;
}

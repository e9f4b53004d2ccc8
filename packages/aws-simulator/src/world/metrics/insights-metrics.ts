import { HOUR, MINUTE, SECOND } from '../calendar.js';
import { smoothNoise, unit } from '../random.js';
import type { ClusterState } from '../simulation/region-state.js';
import type { ServiceState } from '../simulation/service-state.js';
import type { TaskRun } from '../simulation/task-run.js';
import type { Dimension, Millis, StatisticSet } from '../types.js';
import type { LoadModel } from './load-model.js';
import { Series, single } from './series.js';

const INSIGHTS_DELAY: [number, number] = [50, 160];
const MIDDLE = 30 * SECOND;
/** Fargate reserves twenty of the task's GiB by default; images and layers take the first of them. */
const STORAGE_GB = 20;

/** What one running task used in one minute; `cpu` in units and `memory` in MiB are computed when asked. */
class TaskUse {
  constructor(
    readonly run: TaskRun,
    readonly minute: number,
    private readonly load: LoadModel,
  ) {}

  get cpu(): number {
    return this.load.taskCpuUnits(this.run, this.minute);
  }

  get memory(): number {
    return this.load.taskMemoryMiB(this.run, this.minute * MINUTE);
  }

  get traffic(): { received: number; sent: number } {
    return this.load.taskTraffic(this.run, this.minute);
  }
}

interface TaskMetric {
  unit: string;
  value: (use: TaskUse) => number | undefined;
}

/** A sample for each running task: they agree with AWS/ECS because both read the same use. */
const TASK_METRICS: Record<string, TaskMetric> = {
  CpuUtilized: { unit: 'None', value: ({ cpu }) => cpu },
  CpuReserved: { unit: 'None', value: ({ run }) => run.revision.cpu },
  MemoryUtilized: { unit: 'Megabytes', value: ({ memory }) => memory },
  MemoryReserved: { unit: 'Megabytes', value: ({ run }) => run.revision.memory },
  NetworkRxBytes: { unit: 'Bytes/Second', value: ({ traffic }) => traffic.received },
  NetworkTxBytes: { unit: 'Bytes/Second', value: ({ traffic }) => traffic.sent },
  StorageReadBytes: { unit: 'Bytes', value: (use) => storage(use, 23, 900) },
  StorageWriteBytes: { unit: 'Bytes', value: (use) => storage(use, 24, 5200) },
  EphemeralStorageReserved: { unit: 'Gigabytes', value: ({ run }) => onFargate(run, STORAGE_GB) },
  EphemeralStorageUtilized: {
    unit: 'Gigabytes',
    value: ({ run, minute }) => onFargate(run, disk(run, minute)),
  },
};

/** What enhanced observability adds. */
const ENHANCED: Record<string, TaskMetric> = {
  TaskCpuUtilization: { unit: 'Percent', value: ({ run, cpu }) => (100 * cpu) / run.revision.cpu },
  TaskMemoryUtilization: {
    unit: 'Percent',
    value: ({ run, memory }) => (100 * memory) / run.revision.memory,
  },
  TaskEphemeralStorageUtilization: {
    unit: 'Percent',
    value: ({ run, minute }) => onFargate(run, (100 * disk(run, minute)) / STORAGE_GB),
  },
};

export const SERVICE_COUNTS: Record<string, (service: ServiceState, at: Millis) => number> = {
  DesiredTaskCount: (service, at) =>
    service.desiredHistory.findLast(([since]) => since <= at)?.[1] ?? service.desired,
  RunningTaskCount: (service, at) =>
    runsAt(service, at).filter((run) => run.statusAt(at) === 'RUNNING').length,
  PendingTaskCount: (service, at) =>
    runsAt(service, at).filter((run) => ['PROVISIONING', 'PENDING', 'ACTIVATING'].includes(run.statusAt(at)))
      .length,
  DeploymentCount: (service, at) => (service.plan.rollout.controller === 'ECS' ? rolloutsAt(service, at) : 0),
  TaskSetCount: (service, at) => (service.plan.rollout.controller === 'ECS' ? 0 : rolloutsAt(service, at)),
};

export const CLUSTER_COUNTS: Record<string, (cluster: ClusterState, at: Millis) => number> = {
  TaskCount: (cluster, at) =>
    cluster.services.reduce(
      (sum, service) => sum + runsAt(service, at).filter((run) => run.statusAt(at) === 'RUNNING').length,
      0,
    ) + cluster.jobRuns.filter((run) => run.runsAt(at)).length,
  ServiceCount: (cluster) => cluster.services.length,
  ContainerInstanceCount: (cluster, at) => cluster.allHosts.filter((host) => host.isRegistered(at)).length,
};

/** ECS/ContainerInsights of a cluster and its services, where the cluster has it switched on. */
export function insightsSeries(cluster: ClusterState, load: LoadModel, from: Millis): Series[] {
  const { containerInsights, name } = cluster.plan;
  if (containerInsights === 'disabled') return [];
  const ofTasks = { ...TASK_METRICS, ...(containerInsights === 'enhanced' ? ENHANCED : {}) };
  const make = (
    metric: string,
    unitName: string,
    dimensions: Dimension[],
    read: (minute: number) => StatisticSet | undefined,
  ) =>
    new Series(
      'ECS/ContainerInsights',
      metric,
      dimensions,
      unitName,
      60,
      INSIGHTS_DELAY,
      from,
      () => Infinity,
      (at) => (load.isSettled(at / MINUTE) ? read(at / MINUTE) : undefined),
    );
  const byCluster = [{ Name: 'ClusterName', Value: name }];
  const over = (services: readonly ServiceState[], dimensions: Dimension[]) =>
    Object.entries(ofTasks).map(([metric, one]) =>
      make(metric, one.unit, dimensions, (minute) => collect(services, one, load, minute)),
    );
  const count = (metric: string, dimensions: Dimension[], value: (at: Millis) => number) =>
    make(metric, 'Count', dimensions, (minute) => single(value(minute * MINUTE + MIDDLE)));
  return [
    ...over(cluster.services, byCluster),
    ...Object.entries(CLUSTER_COUNTS).map(([metric, value]) =>
      count(metric, byCluster, (at) => value(cluster, at)),
    ),
    ...cluster.services.flatMap((service) => {
      const dimensions = [...byCluster, { Name: 'ServiceName', Value: service.plan.name }];
      return [
        ...over([service], dimensions),
        ...Object.entries(SERVICE_COUNTS).map(([metric, value]) =>
          count(metric, dimensions, (at) => value(service, at)),
        ),
      ];
    }),
  ];
}

/** A sample for each task of the services that ran in the middle of the minute; nothing without tasks. */
function collect(
  services: readonly ServiceState[],
  metric: TaskMetric,
  load: LoadModel,
  minute: number,
): StatisticSet | undefined {
  const set: StatisticSet = { sum: 0, minimum: Infinity, maximum: -Infinity, sampleCount: 0 };
  for (const service of services) {
    for (const run of runsAt(service, minute * MINUTE)) {
      if (!run.runsAt(minute * MINUTE + MIDDLE)) continue;
      const value = metric.value(new TaskUse(run, minute, load));
      if (value === undefined) continue;
      set.sum += value;
      set.sampleCount += 1;
      set.minimum = Math.min(set.minimum, value);
      set.maximum = Math.max(set.maximum, value);
    }
  }
  return set.sampleCount > 0 ? set : undefined;
}

function runsAt(service: ServiceState, at: Millis): readonly TaskRun[] {
  return service.runsInHour(Math.floor(at / HOUR));
}

/** Deployments (or task sets) that were there: the newest, and while it rolls the one before. */
function rolloutsAt(service: ServiceState, at: Millis): number {
  const begun = service.deploymentHistory.filter((deployment) => deployment.createdAt <= at);
  const newest = begun.at(-1);
  if (!newest || begun.length === 1) return begun.length;
  const endedAt = newest.finishedAt ?? newest.rollback?.doneAt ?? newest.supersededAt;
  return endedAt !== undefined && endedAt <= at ? 1 : 2;
}

function storage({ run, minute, cpu }: TaskUse, key: number, perUnit: number): number {
  const noise = 1 + 0.3 * smoothNoise(run.hash ^ key, minute, 17);
  return Math.round(cpu * perUnit * noise);
}

/** GB on the task's disk: the image, and what it has written since its start. */
function disk(run: TaskRun, minute: number): number {
  const image = (run.service?.plan.imageMegabytes ?? 140) / 400;
  const hours = Math.max(0, minute * MINUTE - (run.startedAt ?? minute * MINUTE)) / HOUR;
  return Math.min(STORAGE_GB * 0.96, 0.9 + image + hours * 0.02 * unit(run.hash));
}

function onFargate(run: TaskRun, value: number): number | undefined {
  return run.launchType === 'FARGATE' ? value : undefined;
}

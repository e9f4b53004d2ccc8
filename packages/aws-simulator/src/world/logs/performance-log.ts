import { HOUR, MINUTE } from '../calendar.js';
import { CLUSTER_COUNTS, SERVICE_COUNTS } from '../metrics/insights-metrics.js';
import type { LoadModel } from '../metrics/load-model.js';
import { hashString, mix } from '../random.js';
import type { HostState } from '../simulation/host-state.js';
import type { ClusterState } from '../simulation/region-state.js';
import type { ServiceState } from '../simulation/service-state.js';
import type { TaskRun } from '../simulation/task-run.js';
import type { LogEvent, Millis } from '../types.js';
import { containerNames } from '../views/task-definition-view.js';
import { logEvent } from './log-event.js';
import type { StreamPlan } from './log-streams.js';
import { embeddedMetrics } from './performance-metrics.js';
import type { LogWindow } from './task-logs.js';

/** What Container Insights keeps where nobody says otherwise. */
export const PERFORMANCE_RETENTION_DAYS = 1;
/** A minute is told when it is over, and a while later. */
const DELAY: [number, number] = [80_000, 150_000];

export function performanceGroup({ plan }: ClusterState): string {
  return `/aws/ecs/containerinsights/${plan.name}/performance`;
}

/**
 * The events by which Container Insights tells what tasks, services and the cluster used in each minute of a window:
 * the same figures as AWS/ECS and AWS/EC2, since all read the load model. Nothing is stored; what is not asked for is
 * not computed. Formats: CloudWatch user guide, "Container Insights performance log events for Amazon ECS".
 */
export function performanceLog(cluster: ClusterState, load: LoadModel, window: LogWindow): LogEvent[] {
  const events: LogEvent[] = [];
  const first = Math.ceil(window.from / MINUTE);
  for (let minute = first; minute * MINUTE < window.to && load.isSettled(minute); minute++) {
    for (const run of runsOf(cluster, minute, window)) {
      const stream = taskStream(run);
      if (!window.wants(stream)) continue;
      const record = taskRecord(cluster, run, load, minute);
      events.push(told(stream, minute, { ...record, ...embeddedMetrics('Task') }));
      for (const container of containerRecords(run, record)) events.push(told(stream, minute, container));
    }
    tellServices(cluster, minute, window, events);
  }
  return events;
}

/** Runs whose containers run in the middle of a minute. A window of one instance's stream need not look at others. */
function* runsOf(cluster: ClusterState, minute: number, { wants }: LogWindow): Generator<TaskRun> {
  const middle = minute * MINUTE + MINUTE / 2;
  for (const service of cluster.services) {
    for (const run of service.runsInHour(Math.floor((minute * MINUTE) / HOUR))) {
      if (run.runsAt(middle)) yield run;
    }
  }
  for (const run of cluster.jobRuns) if (run.runsAt(middle) && wants(taskStream(run))) yield run;
}

function taskStream({ host, hash }: TaskRun): string {
  return host ? agentStream(host) : `FargateTelemetry-${mix(hash, 0x7e1e) % 10_000}`;
}

function agentStream({ containerInstanceId }: HostState): string {
  return `AgentTelemetry-${containerInstanceId}`;
}

type Fields = Record<string, unknown>;

function told(stream: string, minute: number, fields: Fields): LogEvent {
  const hash = hashString(`${stream}|${String(fields['TaskId'])}|${String(fields['ContainerName'])}`, minute);
  return logEvent(minute * MINUTE, JSON.stringify(fields), stream, hash, DELAY);
}

function taskRecord(cluster: ClusterState, run: TaskRun, load: LoadModel, minute: number): Fields {
  const { received, sent } = load.taskTraffic(run, minute);
  const { host, service } = run;
  return {
    Version: '0',
    Type: 'Task',
    TaskId: run.id,
    TaskDefinitionFamily: run.revision.family,
    TaskDefinitionRevision: String(run.revision.revision),
    ...(host && { ContainerInstanceId: host.containerInstanceId, EC2InstanceId: host.id }),
    ...(service && { ServiceName: service.plan.name }),
    ClusterName: cluster.plan.name,
    AccountID: cluster.plan.region.accountId,
    Region: cluster.plan.region.region,
    AvailabilityZone: run.az,
    KnownStatus: 'RUNNING',
    LaunchType: run.launchType,
    PullStartedAt: run.pullStartedAt,
    PullStoppedAt: run.pullStoppedAt,
    CreatedAt: run.createdAt,
    StartedAt: run.startedAt,
    Timestamp: minute * MINUTE,
    CpuUtilized: load.taskCpuUnits(run, minute),
    CpuReserved: run.revision.cpu,
    MemoryUtilized: Math.round(load.taskMemoryMiB(run, minute * MINUTE)),
    MemoryReserved: run.revision.memory,
    StorageReadBytes: writtenSince(run, minute, 900),
    StorageWriteBytes: writtenSince(run, minute, 5200),
    NetworkRxBytes: received,
    NetworkRxDropped: 0,
    NetworkRxErrors: 0,
    NetworkRxPackets: Math.round(received / 820),
    NetworkTxBytes: sent,
    NetworkTxDropped: 0,
    NetworkTxErrors: 0,
    NetworkTxPackets: Math.round(sent / 820),
  };
}

/** Bytes since the start of the task: AWS calls the unit Bytes/Second and counts on. */
function writtenSince(run: TaskRun, minute: number, perUnit: number): number {
  const minutes = Math.max(0, minute - Math.floor((run.startedAt ?? 0) / MINUTE));
  return Math.round(minutes * run.revision.cpu * perUnit * 0.35);
}

/** Containers divide the task's figures: a sidecar takes little. */
function containerRecords(run: TaskRun, task: Fields): Fields[] {
  const names = containerNames(run.revision);
  return names.map((name, index) => {
    const share = names.length === 1 ? 1 : index === 0 ? 0.92 : 0.08 / (names.length - 1);
    const part = (key: string) => (task[key] as number) * share;
    return {
      Version: '0',
      Type: 'Container',
      ContainerName: name,
      TaskId: task['TaskId'],
      TaskDefinitionFamily: task['TaskDefinitionFamily'],
      TaskDefinitionRevision: task['TaskDefinitionRevision'],
      ...(run.host && {
        ContainerInstanceId: run.host.containerInstanceId,
        EC2InstanceId: run.host.id,
      }),
      ...(run.service && { ServiceName: run.service.plan.name }),
      ClusterName: task['ClusterName'],
      Image: run.revision.image,
      ContainerKnownStatus: 'RUNNING',
      Timestamp: task['Timestamp'],
      CpuUtilized: part('CpuUtilized'),
      CpuReserved: index === 0 ? run.revision.cpu : 0,
      MemoryUtilized: Math.round(part('MemoryUtilized')),
      MemoryReserved: index === 0 ? run.revision.memory : 0,
      StorageReadBytes: Math.round(part('StorageReadBytes')),
      StorageWriteBytes: Math.round(part('StorageWriteBytes')),
      NetworkRxBytes: Math.round(part('NetworkRxBytes')),
      NetworkTxBytes: Math.round(part('NetworkTxBytes')),
    };
  });
}

function tellServices(cluster: ClusterState, minute: number, window: LogWindow, into: LogEvent[]): void {
  const at = minute * MINUTE + MINUTE / 2;
  const base = { Version: '0', ClusterName: cluster.plan.name, Timestamp: minute * MINUTE };
  for (const service of cluster.services) {
    const stream = serviceStream(service);
    if (!window.wants(stream)) continue;
    const counts = Object.entries(SERVICE_COUNTS).map(([name, count]) => [name, count(service, at)]);
    const fields = { ...base, Type: 'Service', ServiceName: service.plan.name };
    into.push(
      told(stream, minute, { ...fields, ...Object.fromEntries(counts), ...embeddedMetrics('Service') }),
    );
  }
  const stream = clusterStream(cluster);
  if (!window.wants(stream)) return;
  const counts = Object.entries(CLUSTER_COUNTS).map(([name, count]) => [name, count(cluster, at)]);
  const fields = { ...base, Type: 'Cluster' };
  into.push(
    told(stream, minute, { ...fields, ...Object.fromEntries(counts), ...embeddedMetrics('Cluster') }),
  );
}

const serviceStream = ({ plan }: ServiceState): string => `ServiceTelemetry-${plan.name}`;
const clusterStream = ({ plan }: ClusterState): string => `ClusterTelemetry-${plan.name}`;

/** The group's streams: one of each instance's agent, of each Fargate task, of each service, and the cluster's. */
export function performanceStreams(cluster: ClusterState, now: Millis): StreamPlan[] {
  const begins = now - PERFORMANCE_RETENTION_DAYS * 24 * HOUR;
  const hosts = cluster.allHosts.filter((host) => host.isRegistered(now));
  const tasks = [...cluster.services.flatMap(({ runs }) => runs), ...cluster.jobRuns].filter(
    (run) =>
      !run.host && run.startedAt !== undefined && run.startedAt <= now && (run.stoppedAt ?? now) > begins,
  );
  const plans = [
    ...hosts.map((host) => ({ name: agentStream(host), createdAt: host.registeredAt ?? begins })),
    ...tasks.map((run) => ({ name: taskStream(run), createdAt: run.startedAt ?? begins })),
    ...cluster.services.map((service) => ({
      name: serviceStream(service),
      createdAt: service.plan.createdAt,
    })),
    { name: clusterStream(cluster), createdAt: begins },
  ];
  return [...new Map(plans.map((plan) => [plan.name, plan])).values()];
}

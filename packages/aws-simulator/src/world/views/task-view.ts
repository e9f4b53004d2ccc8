import { address, privateDnsName } from '../plan/network-plan.js';
import type { ClusterState } from '../simulation/region-state.js';
import type { TaskRun } from '../simulation/task-run.js';
import type { AwsRecord, Millis } from '../types.js';
import { usesInstances } from '../plan/service-plan.js';
import { present, seen } from './record.js';
import { containerImages } from './task-definition-view.js';

export function taskArn(cluster: ClusterState, task: TaskRun): string {
  const { region, accountId } = cluster.plan.region;
  return `arn:aws:ecs:${region}:${accountId}:task/${cluster.plan.name}/${task.id}`;
}

export function containerInstanceArn(cluster: ClusterState, id: string): string {
  const { region, accountId } = cluster.plan.region;
  return `arn:aws:ecs:${region}:${accountId}:container-instance/${cluster.plan.name}/${id}`;
}

/** A task as DescribeTasks answers it at `now`. */
export function taskView(cluster: ClusterState, task: TaskRun, now: Millis): AwsRecord {
  const status = task.statusAt(now);
  const stopping = task.stoppingAt !== undefined && now >= task.stoppingAt;
  const fargate = task.launchType === 'FARGATE';
  const awsvpc = !task.service || task.service.plan.networkMode === 'awsvpc';
  const connected = seen(task.connectivityAt, now);
  return present({
    attachments: awsvpc && task.ip !== undefined ? [attachment(cluster, task, status)] : [],
    attributes: fargate ? [{ name: 'ecs.cpu-architecture', value: 'x86_64' }] : [],
    availabilityZone: task.az,
    capacityProviderName: task.capacityProvider,
    clusterArn: cluster.plan.arn,
    connectivity: connected ? 'CONNECTED' : undefined,
    connectivityAt: connected,
    containerInstanceArn: task.host
      ? containerInstanceArn(cluster, task.host.containerInstanceId)
      : undefined,
    containers: containerViews(cluster, task, status, now),
    cpu: String(task.revision.cpu),
    createdAt: new Date(task.createdAt),
    desiredStatus: stopping ? 'STOPPED' : 'RUNNING',
    enableExecuteCommand: false,
    executionStoppedAt: seen(task.executionStoppedAt, now),
    group: task.group,
    healthStatus: healthStatus(task, now),
    lastStatus: status,
    launchType: task.launchType,
    memory: String(task.revision.memory),
    overrides: overrides(task),
    platformVersion: fargate ? '1.4.0' : undefined,
    platformFamily: fargate ? 'Linux' : undefined,
    pullStartedAt: seen(task.pullStartedAt, now),
    pullStoppedAt: seen(task.pullStoppedAt, now),
    startedAt: seen(task.startedAt, now),
    startedBy: task.startedBy,
    stopCode: stopping ? task.stop?.stopCode : undefined,
    stoppedAt: seen(task.stoppedAt, now),
    stoppedReason: stopping ? task.stop?.stoppedReason : undefined,
    stoppingAt: seen(task.stoppingAt, now),
    tags: [],
    taskArn: taskArn(cluster, task),
    taskDefinitionArn: task.revision.arn,
    version: version(task, now),
    ephemeralStorage: fargate ? { sizeInGiB: 20 } : undefined,
    fargateEphemeralStorage: fargate ? { sizeInGiB: 20 } : undefined,
  });
}

function overrides(task: TaskRun): AwsRecord {
  if (!task.job) return { containerOverrides: [], inferenceAcceleratorOverrides: [] };
  return {
    containerOverrides: [
      {
        name: task.job.family,
        command: ['run', '--password=PLANTED-COMMAND-override-41'],
        environment: [{ name: 'RUN_KEY', value: 'PLANTED-ENV-override' }],
      },
    ],
    inferenceAcceleratorOverrides: [],
  };
}

/** Grows with every change of state, as the version of state-change events does. */
function version(task: TaskRun, now: Millis): number {
  return Math.max(1, task.turns().filter((at) => at <= now).length);
}

function healthStatus(task: TaskRun, now: Millis): string {
  if (!task.service?.plan.healthCheck) return 'UNKNOWN';
  if (task.startedAt === undefined || now < task.startedAt + 15_000) return 'UNKNOWN';
  return task.unhealthySince !== undefined && now >= task.unhealthySince ? 'UNHEALTHY' : 'HEALTHY';
}

function attachment(cluster: ClusterState, task: TaskRun, status: string): AwsRecord {
  const { ids } = cluster.region;
  const { region } = cluster.plan.region;
  const ip = task.ip ?? 0;
  return {
    id: ids.uuid(`attachment|${task.id}`),
    type: 'ElasticNetworkInterface',
    status: status === 'STOPPED' ? 'DELETED' : status === 'PROVISIONING' ? 'PRECREATED' : 'ATTACHED',
    details: [
      { name: 'subnetId', value: task.subnet?.id },
      { name: 'networkInterfaceId', value: ids.ec2('eni', task.id) },
      { name: 'macAddress', value: macAddress(ids.hex(`mac|${task.id}`, 10)) },
      { name: 'privateDnsName', value: privateDnsName(ip, region) },
      { name: 'privateIPv4Address', value: address(ip) },
    ],
  };
}

/** Locally administered, as EC2 hands them out: second digit 2, 6, a or e. */
export function macAddress(hex: string): string {
  return ['0a', hex.slice(0, 2), hex.slice(2, 4), hex.slice(4, 6), hex.slice(6, 8), hex.slice(8, 10)].join(
    ':',
  );
}

function containerViews(cluster: ClusterState, task: TaskRun, status: string, now: Millis): AwsRecord[] {
  const { ids } = cluster.region;
  const { region, accountId } = cluster.plan.region;
  const awsvpc = !task.service || task.service.plan.networkMode === 'awsvpc';
  const started = task.startedAt !== undefined && now >= task.startedAt;
  const ended = task.executionStoppedAt !== undefined && now >= task.executionStoppedAt;
  const fargateRuntime = `${task.id}-${parseInt(ids.hex(`runtime|${task.id}`, 8), 16)
    .toString()
    .padStart(10, '0')
    .slice(-10)}`;
  return containerImages(task.revision, ids).map(({ containerName: name, image, imageDigest }, index) => {
    const end = ended ? containerEnd(task, index) : {};
    return present({
      containerArn: `arn:aws:ecs:${region}:${accountId}:container/${cluster.plan.name}/${task.id}/${ids.uuid(`container|${task.id}|${name}`)}`,
      taskArn: taskArn(cluster, task),
      name,
      image,
      imageDigest: started ? imageDigest : undefined,
      runtimeId: started
        ? task.launchType === 'FARGATE'
          ? fargateRuntime
          : ids.hex(`runtime|${task.id}|${name}`, 64)
        : undefined,
      lastStatus: ended || status === 'STOPPED' ? 'STOPPED' : started ? 'RUNNING' : 'PENDING',
      exitCode: started ? end.exitCode : undefined,
      reason: end.reason,
      networkBindings: awsvpc || !started ? [] : binding(task),
      networkInterfaces:
        awsvpc && task.ip !== undefined
          ? [{ attachmentId: ids.uuid(`attachment|${task.id}`), privateIpv4Address: address(task.ip) }]
          : [],
      healthStatus: index === 0 ? healthStatus(task, now) : 'UNKNOWN',
      cpu: index === 0 ? '0' : '64',
      memory: index === 0 ? undefined : '128',
    });
  });
}

/** The essential container ends as its task did; a sidecar is told to stop and ends gracefully. */
function containerEnd(task: TaskRun, index: number): { exitCode?: number; reason?: string } {
  if (index === 0) return { exitCode: task.stop?.exitCode, reason: task.stop?.reason };
  return { exitCode: task.stop?.exitCode === undefined ? undefined : 0 };
}

function binding(task: TaskRun): AwsRecord[] {
  const { plan } = task.service ?? {};
  if (plan?.containerPort === undefined || !usesInstances(plan)) return [];
  const { containerPort } = plan;
  return [{ bindIP: '0.0.0.0', containerPort, hostPort: 32768 + (task.hash % 28000), protocol: 'tcp' }];
}

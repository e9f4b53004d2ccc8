import { HOUR, MINUTE } from '../calendar.js';
import { mix } from '../random.js';
import type { HostState } from '../simulation/host-state.js';
import type { ClusterState } from '../simulation/region-state.js';
import type { TaskRun } from '../simulation/task-run.js';
import type { AwsRecord, Millis } from '../types.js';
import { present } from './record.js';
import { countTasks } from './service-parts.js';
import { containerInstanceArn } from './task-view.js';

/** Tasks that ECS still answers: not STOPPED, or stopped within about the last hour. */
export function listedTasks(cluster: ClusterState, now: Millis): TaskRun[] {
  const tasks: TaskRun[] = [...cluster.liveJobs];
  const stopped = [...cluster.jobsStoppedLately];
  for (const service of cluster.services) {
    tasks.push(...service.live);
    stopped.push(...service.stoppedLately);
  }
  return tasks.concat(stopped.filter((run) => now < forgottenAt(run)));
}

/** A stopped task is listed for at least an hour; the exact end differs per task by up to a few minutes. */
function forgottenAt(task: TaskRun): Millis {
  return (task.stoppedAt ?? Infinity) + HOUR + (task.hash % 300_000);
}

/** A cluster as DescribeClusters answers it with every include. */
export function clusterView(cluster: ClusterState, now: Millis): AwsRecord {
  const tasks = [...cluster.services.flatMap((service) => [...service.live]), ...cluster.liveJobs];
  const counts = countTasks(tasks, now);
  const byType = (type: string) =>
    countTasks(
      tasks.filter((task) => task.launchType === type),
      now,
    );
  const ec2 = byType('EC2');
  const fargate = byType('FARGATE');
  const onEc2 = cluster.services.filter((service) => service.plan.launchType === 'EC2').length;
  return present({
    clusterArn: cluster.plan.arn,
    clusterName: cluster.plan.name,
    status: 'ACTIVE',
    registeredContainerInstancesCount: cluster.hosts.filter((host) => host.isRegistered(now)).length,
    runningTasksCount: counts.running,
    pendingTasksCount: counts.pending,
    activeServicesCount: cluster.services.length,
    statistics: Object.entries({
      runningEC2TasksCount: ec2.running,
      runningFargateTasksCount: fargate.running,
      pendingEC2TasksCount: ec2.pending,
      pendingFargateTasksCount: fargate.pending,
      activeEC2ServiceCount: onEc2,
      activeFargateServiceCount: cluster.services.length - onEc2,
      drainingEC2ServiceCount: 0,
      drainingFargateServiceCount: 0,
    }).map(([name, value]) => ({ name, value: String(value) })),
    tags: cluster.plan.tags,
    settings: [{ name: 'containerInsights', value: cluster.plan.containerInsights }],
    capacityProviders: cluster.plan.capacityProviders,
    defaultCapacityProviderStrategy: cluster.plan.defaultStrategy,
  });
}

/** A container instance as DescribeContainerInstances answers it. */
export function containerInstanceView(cluster: ClusterState, host: HostState, now: Millis): AwsRecord {
  const counts = countTasks(host.placed, now);
  const ports = ['22', '2375', '2376', '51678', '51679'];
  const old = host.group?.instanceType === 't3.large';
  return present({
    containerInstanceArn: containerInstanceArn(cluster, host.containerInstanceId),
    ec2InstanceId: host.id,
    capacityProviderName: host.group?.capacityProvider,
    version: 3 + host.runs.length * 3,
    versionInfo: {
      agentVersion: old ? '1.89.2' : '1.98.0',
      agentHash: old ? '4023248' : '6f2bd8b1',
      dockerVersion: old ? 'DockerVersion: 25.0.6' : 'DockerVersion: 25.0.13',
    },
    remainingResources: resources(host.cpuUnits - host.usedCpu, host.memoryMiB - host.usedMemory, ports),
    registeredResources: resources(host.cpuUnits, host.memoryMiB, ports),
    status: host.isDraining(now) ? 'DRAINING' : 'ACTIVE',
    agentConnected: host.agentOfflineSince === undefined && !flickers(host, now),
    runningTasksCount: counts.running,
    pendingTasksCount: counts.pending,
    attributes: [
      { name: 'ecs.instance-type', value: host.type.name },
      { name: 'ecs.availability-zone', value: host.subnet.az },
      { name: 'ecs.ami-id', value: host.group?.amiId },
      { name: 'ecs.os-type', value: 'linux' },
      { name: 'ecs.cpu-architecture', value: host.type.architecture },
      { name: 'ecs.vpc-id', value: cluster.plan.region.network.vpcId },
      { name: 'ecs.subnet-id', value: host.subnet.id },
    ],
    registeredAt: new Date(host.registeredAt ?? host.launchedAt),
    attachments: [],
    tags: [],
  });
}

/** The agent's connection is renewed several times an hour and is away for some seconds then. */
function flickers(host: HostState, now: Millis): boolean {
  const cell = Math.floor(now / (20 * MINUTE));
  const hash = mix(host.hash, cell);
  const into = now - cell * 20 * MINUTE - (hash % (19 * MINUTE));
  return into >= 0 && into < 3000 + (hash % 6000);
}

function resources(cpu: number, memory: number, ports: string[]): AwsRecord[] {
  const zero = { doubleValue: 0, longValue: 0 };
  return [
    { name: 'CPU', type: 'INTEGER', ...zero, integerValue: cpu },
    { name: 'MEMORY', type: 'INTEGER', ...zero, integerValue: memory },
    { name: 'PORTS', type: 'STRINGSET', ...zero, integerValue: 0, stringSetValue: ports },
    { name: 'PORTS_UDP', type: 'STRINGSET', ...zero, integerValue: 0, stringSetValue: [] },
  ];
}

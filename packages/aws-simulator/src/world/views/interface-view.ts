import { address, privateDnsName } from '../plan/network-plan.js';
import type { ServiceInterfacePlan, SubnetPlan } from '../plan/network-types.js';
import type { HostState } from '../simulation/host-state.js';
import type { RegionState } from '../simulation/region-state.js';
import type { TaskRun } from '../simulation/task-run.js';
import type { AwsRecord, Millis } from '../types.js';
import { present } from './record.js';
import { macAddress } from './task-view.js';

/** One network interface, before DescribeInstances or DescribeNetworkInterfaces put it into their shapes. */
export interface InterfaceFacts {
  id: string;
  /** What its MAC address is drawn from. */
  key: string;
  subnet: SubnetPlan;
  ip: number;
  description: string;
  groupIds: string[];
  attachedAt: Millis;
  deviceIndex: number;
  deleteOnTermination: boolean;
  status: 'attaching' | 'attached';
  type: ServiceInterfacePlan['kind'];
  instanceId?: string;
  instanceOwnerId: string;
  /** The service that manages it, as an account or its own name. */
  requesterId?: string;
  publicIp?: string;
  tags?: Record<string, string>;
}

/** The security groups of an instance. */
export function hostGroups(host: HostState): string[] {
  return host.group?.securityGroupIds ?? host.standalone?.securityGroupIds ?? [];
}

export function publicAddress(host: HostState): string | undefined {
  return host.standalone?.publicIp ? `3.36.${host.hash % 200}.${(host.hash >>> 8) % 250}` : undefined;
}

/** `ec2-3-36-1-2.ap-northeast-2.compute.amazonaws.com`, but `.compute-1.` in us-east-1. */
export function publicName(ip: string, region: string): string {
  const area = region === 'us-east-1' ? 'compute-1' : `${region}.compute`;
  return `ec2-${ip.replaceAll('.', '-')}.${area}.amazonaws.com`;
}

/** The primary interface and, on container instances, one more for each awsvpc task. */
export function hostInterfaces(region: RegionState, host: HostState, now: Millis): InterfaceFacts[] {
  const primary: InterfaceFacts = {
    id: region.ids.ec2('eni', host.id),
    key: host.id,
    subnet: host.subnet,
    ip: host.ip,
    description: '',
    groupIds: hostGroups(host),
    attachedAt: host.launchedAt,
    deviceIndex: 0,
    deleteOnTermination: true,
    status: 'attached',
    type: 'interface',
    instanceId: host.id,
    instanceOwnerId: region.plan.accountId,
    publicIp: publicAddress(host),
  };
  const tasks = [...host.placed].filter((task) => task.ip !== undefined);
  return [primary, ...tasks.flatMap((task, index) => taskInterface(region, task, now, index + 1) ?? [])];
}

/**
 * The interface of a task in awsvpc mode: its description is the ARN of the attachment that the task names. On Fargate
 * it hangs on a machine of another account.
 */
export function taskInterface(
  region: RegionState,
  task: TaskRun,
  now: Millis,
  deviceIndex = 1,
): InterfaceFacts | undefined {
  const { accountId, region: name } = region.plan;
  if (task.ip === undefined || task.subnet === undefined) return undefined;
  const fargate = task.launchType === 'FARGATE';
  return {
    id: region.ids.ec2('eni', task.id),
    key: task.id,
    subnet: task.subnet,
    ip: task.ip,
    description: `arn:aws:ecs:${name}:${accountId}:attachment/${region.ids.uuid(`attachment|${task.id}`)}`,
    groupIds: (task.service?.plan ?? task.job)?.securityGroupIds ?? [],
    attachedAt: (task.placedAt ?? task.createdAt) + 3000,
    deviceIndex,
    deleteOnTermination: false,
    status: now < (task.connectivityAt ?? Infinity) ? 'attaching' : 'attached',
    type: 'interface',
    instanceId: task.host?.id,
    instanceOwnerId: fargate ? fargateAccount(region) : accountId,
    requesterId: fargate ? fargateAccount(region) : undefined,
    tags: managedTags(task),
  };
}

/** What ECS puts on the interfaces of a service with managed tags. */
function managedTags({ service }: TaskRun): Record<string, string> {
  if (!service) return {};
  return { 'aws:ecs:clusterName': service.plan.cluster.name, 'aws:ecs:serviceName': service.plan.name };
}

/** The account whose machines run Fargate tasks: never the customer's. */
function fargateAccount(region: RegionState): string {
  return region.ids.account(9_000_017);
}

export function serviceInterface(region: RegionState, plan: ServiceInterfacePlan): InterfaceFacts {
  return {
    id: plan.id,
    key: plan.id,
    subnet: plan.subnet,
    ip: plan.ip,
    description: plan.description,
    groupIds: plan.groupIds,
    attachedAt: region.beginsAt - 200 * 86_400_000,
    deviceIndex: 1,
    deleteOnTermination: false,
    status: 'attached',
    type: plan.kind,
    instanceOwnerId: plan.requester,
    requesterId: plan.requester,
    publicIp: plan.publicIp,
  };
}

/** As a member of Instances[].NetworkInterfaces[]. */
export function instanceInterfaceView(region: RegionState, facts: InterfaceFacts): AwsRecord {
  return {
    ...common(region, facts),
    Attachment: { ...attachment(region, facts), NetworkCardIndex: 0 },
    Operator: { Managed: false },
  };
}

/** As a member of DescribeNetworkInterfaces' NetworkInterfaces[]. */
export function networkInterfaceView(region: RegionState, facts: InterfaceFacts): AwsRecord {
  return present({
    ...common(region, facts),
    Attachment: present({
      ...attachment(region, facts),
      InstanceId: facts.instanceId,
      InstanceOwnerId: facts.instanceOwnerId,
      NetworkCardIndex: facts.instanceId === undefined ? undefined : 0,
    }),
    AvailabilityZone: facts.subnet.az,
    AvailabilityZoneId: facts.subnet.azId,
    RequesterId: facts.requesterId,
    RequesterManaged: facts.requesterId !== undefined,
    TagSet: Object.entries(facts.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    Operator: { Managed: false },
  });
}

function attachment(region: RegionState, facts: InterfaceFacts): AwsRecord {
  return {
    AttachTime: new Date(Math.floor(facts.attachedAt / 1000) * 1000),
    AttachmentId: region.ids.ec2('eni-attach', facts.id),
    DeleteOnTermination: facts.deleteOnTermination,
    DeviceIndex: facts.deviceIndex,
    Status: facts.status,
  };
}

function common(region: RegionState, facts: InterfaceFacts): AwsRecord {
  const { region: name, accountId, network } = region.plan;
  const dns = privateDnsName(facts.ip, name);
  const association = facts.publicIp && {
    IpOwnerId: facts.type === 'natGateway' ? accountId : 'amazon',
    PublicDnsName: publicName(facts.publicIp, name),
    PublicIp: facts.publicIp,
  };
  return present({
    Association: association,
    Description: facts.description,
    Groups: region.groupIdentifiers(facts.groupIds),
    InterfaceType: facts.type,
    Ipv6Addresses: [],
    MacAddress: macAddress(region.ids.hex(`mac|${facts.key}`, 10)),
    NetworkInterfaceId: facts.id,
    OwnerId: accountId,
    PrivateDnsName: dns,
    PrivateIpAddress: address(facts.ip),
    PrivateIpAddresses: [
      present({
        Association: association,
        Primary: true,
        PrivateDnsName: dns,
        PrivateIpAddress: address(facts.ip),
      }),
    ],
    SourceDestCheck: facts.type !== 'natGateway',
    Status: 'in-use',
    SubnetId: facts.subnet.id,
    VpcId: network.vpcId,
  });
}

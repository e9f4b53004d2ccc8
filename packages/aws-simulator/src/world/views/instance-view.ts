import { address, privateDnsName } from '../plan/network-plan.js';
import { GROUP_METRIC_NAMES } from '../metrics/group-metrics.js';
import type { HostState } from '../simulation/host-state.js';
import type { GroupState, RegionState } from '../simulation/region-state.js';
import type { AwsRecord, Millis } from '../types.js';
import { blockDeviceMappings } from './compute/volume-view.js';
import {
  hostGroups,
  hostInterfaces,
  instanceInterfaceView,
  publicAddress,
  publicName,
} from './interface-view.js';
import { present } from './record.js';

const CODES = { pending: 0, running: 16, 'shutting-down': 32, terminated: 48 } as const;

/** Instances that EC2 still answers: terminated ones for about an hour. */
export function listedHosts(region: RegionState, now: Millis): HostState[] {
  return region.hosts.filter(
    (host) => host.terminatedAt === undefined || now < host.terminatedAt + 3_600_000,
  );
}

export function stateView(host: HostState, now: Millis): AwsRecord {
  const state = host.stateAt(now);
  return { Code: CODES[state], Name: state };
}

/** An instance as a member of DescribeInstances' Reservations[].Instances[]. */
export function instanceView(region: RegionState, host: HostState, now: Millis): AwsRecord {
  const state = host.stateAt(now);
  const gone = state === 'terminated';
  const { plan, ids } = region;
  const amiId = host.group?.amiId ?? host.standalone?.amiId ?? '';
  const publicIp = gone ? undefined : publicAddress(host);
  return present({
    Architecture: host.type.architecture,
    BlockDeviceMappings: gone ? [] : blockDeviceMappings(region, host),
    ClientToken: ids.uuid(`client|${host.id}`),
    EbsOptimized: host.type.credits === undefined,
    EnaSupport: true,
    Hypervisor: 'xen',
    IamInstanceProfile: gone
      ? undefined
      : {
          Arn: `arn:aws:iam::${plan.accountId}:instance-profile/${host.group ? 'ecsInstanceRole' : 'ec2-default'}`,
          Id: `AIPA${ids.hex(`profile|${plan.accountId}|${host.group ? 'ecs' : 'ec2'}`, 17).toUpperCase()}`,
        },
    InstanceLifecycle: host.spot ? 'spot' : undefined,
    NetworkInterfaces: gone
      ? []
      : hostInterfaces(region, host, now).map((one) => instanceInterfaceView(region, one)),
    RootDeviceName: '/dev/xvda',
    RootDeviceType: 'ebs',
    SecurityGroups: gone ? [] : region.groupIdentifiers(hostGroups(host)),
    SourceDestCheck: true,
    SpotInstanceRequestId: host.spot ? `sir-${ids.hex(`sir|${host.id}`, 8)}` : undefined,
    StateReason: state === 'running' || state === 'pending' ? undefined : stateReason(host),
    Tags: tags(host),
    VirtualizationType: 'hvm',
    CpuOptions: {
      CoreCount: host.type.vcpus / host.type.threadsPerCore,
      ThreadsPerCore: host.type.threadsPerCore,
    },
    CapacityReservationSpecification: { CapacityReservationPreference: 'open' },
    HibernationOptions: { Configured: false },
    MetadataOptions: {
      State: gone ? 'pending' : 'applied',
      HttpTokens: host.standalone ? 'optional' : 'required',
      HttpPutResponseHopLimit: host.group ? 2 : 1,
      HttpEndpoint: 'enabled',
      HttpProtocolIpv6: 'disabled',
      InstanceMetadataTags: 'disabled',
    },
    EnclaveOptions: { Enabled: false },
    BootMode: 'uefi-preferred',
    PlatformDetails: 'Linux/UNIX',
    UsageOperation: 'RunInstances',
    UsageOperationUpdateTime: new Date(host.launchedAt),
    PrivateDnsNameOptions: gone
      ? undefined
      : {
          HostnameType: 'ip-name',
          EnableResourceNameDnsARecord: false,
          EnableResourceNameDnsAAAARecord: false,
        },
    MaintenanceOptions: { AutoRecovery: 'default', RebootMigration: 'default' },
    CurrentInstanceBootMode: 'legacy-bios',
    NetworkPerformanceOptions: { BandwidthWeighting: 'default' },
    Operator: { Managed: false },
    InstanceId: host.id,
    ImageId: amiId,
    State: stateView(host, now),
    PrivateDnsName: gone ? '' : privateDnsName(host.ip, plan.region),
    PublicDnsName: publicIp ? publicName(publicIp, plan.region) : '',
    StateTransitionReason: host.stateTransitionReason,
    KeyName: host.group?.keyName ?? host.standalone?.keyName,
    AmiLaunchIndex: 0,
    ProductCodes: [],
    InstanceType: host.type.name,
    LaunchTime: new Date(Math.floor(host.launchedAt / 1000) * 1000),
    Placement: {
      AvailabilityZoneId: host.subnet.azId,
      GroupName: '',
      Tenancy: 'default',
      AvailabilityZone: host.subnet.az,
    },
    Monitoring: {
      State: host.group?.detailedMonitoring || host.standalone?.detailedMonitoring ? 'enabled' : 'disabled',
    },
    SubnetId: gone ? undefined : host.subnet.id,
    VpcId: gone ? undefined : plan.network.vpcId,
    PrivateIpAddress: gone ? undefined : address(host.ip),
    PublicIpAddress: publicIp,
  });
}

function stateReason(host: HostState): AwsRecord | undefined {
  return host.stateReason && { Code: host.stateReason.code, Message: host.stateReason.message };
}

function tags(host: HostState): AwsRecord[] {
  const own = (host.group?.tags ?? host.standalone?.tags ?? []).map((tag) => ({
    Key: tag.key,
    Value: tag.value,
  }));
  if (!host.group) return own;
  return [
    ...own,
    { Key: 'aws:autoscaling:groupName', Value: host.group.name },
    { Key: 'aws:ec2launchtemplate:id', Value: host.group.launchTemplateId },
    { Key: 'aws:ec2launchtemplate:version', Value: String(host.group.launchTemplateVersion) },
  ];
}

/** An Auto Scaling group as DescribeAutoScalingGroups answers it. */
export function autoScalingGroupView(region: RegionState, state: GroupState, now: Millis): AwsRecord {
  const { plan } = state;
  const { accountId, network, azs } = region.plan;
  return {
    AutoScalingGroupName: plan.name,
    AutoScalingGroupARN: plan.arn,
    LaunchTemplate: launchTemplate(plan),
    MinSize: plan.min,
    MaxSize: plan.max,
    DesiredCapacity: state.desired,
    DefaultCooldown: 300,
    AvailabilityZones: azs.map((az) => az.name),
    LoadBalancerNames: [],
    TargetGroupARNs: [],
    HealthCheckType: 'EC2',
    HealthCheckGracePeriod: 300,
    Instances: state.hosts.map((host) => ({
      InstanceId: host.id,
      InstanceType: host.type.name,
      AvailabilityZone: host.subnet.az,
      LifecycleState: lifecycle(host, now),
      HealthStatus: host.stateAt(now) === 'shutting-down' ? 'Unhealthy' : 'Healthy',
      LaunchTemplate: launchTemplate(plan),
      ProtectedFromScaleIn: plan.capacityProvider !== undefined && !plan.spot,
    })),
    CreatedTime: new Date(plan.createdAt),
    SuspendedProcesses: [],
    VPCZoneIdentifier: network.subnets
      .filter((subnet) => !subnet.public)
      .map((subnet) => subnet.id)
      .join(','),
    EnabledMetrics: plan.groupMetrics
      ? GROUP_METRIC_NAMES.map((metric) => ({ Metric: metric, Granularity: '1Minute' }))
      : [],
    Tags: plan.tags.map((tag) => ({
      ResourceId: plan.name,
      ResourceType: 'auto-scaling-group',
      Key: tag.key,
      Value: tag.value,
      PropagateAtLaunch: true,
    })),
    TerminationPolicies: ['Default'],
    NewInstancesProtectedFromScaleIn: plan.capacityProvider !== undefined && !plan.spot,
    ServiceLinkedRoleARN: `arn:aws:iam::${accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
    CapacityRebalance: plan.spot,
    TrafficSources: [],
  };
}

function launchTemplate(plan: GroupState['plan']): AwsRecord {
  return {
    LaunchTemplateId: plan.launchTemplateId,
    LaunchTemplateName: plan.launchTemplateName,
    Version: String(plan.launchTemplateVersion),
  };
}

function lifecycle(host: HostState, now: Millis): string {
  if (host.stateAt(now) === 'shutting-down') return 'Terminating';
  return host.isRegistered(now) ? 'InService' : 'Pending';
}

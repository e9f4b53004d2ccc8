import { instancePrice } from '@danji/analysis';
import type { AttributesOf } from '@danji/shared';
import type {
  Ec2Image,
  Ec2Instance,
  Ec2InstanceStatus,
  Ec2InstanceType,
  Ec2Volume,
} from '../../aws/index.js';
import type { Observed } from '../observed.js';
import {
  ec2InstanceArn,
  imageResourceId,
  resourceId,
  securityGroupArn,
  subnetArn,
  volumeArn,
} from '../resource-id.js';
import { checksOf, scheduledOf } from './instance-health.js';
import { iso } from './iso.js';

/** What other reads tell of instances; null (an image: undefined) is "not read yet" or "not allowed". */
export interface InstanceKnowledge {
  statusOf(instanceId: string): Ec2InstanceStatus | null;
  typeOf(instanceType: string): Ec2InstanceType | null;
  /** Null: AWS does not know it any more. */
  imageOf(imageId: string): Ec2Image | null | undefined;
  hasKeyPair(name: string): boolean | null;
  volumesOn(instanceId: string): readonly Ec2Volume[] | null;
  /** US dollars per hour. */
  spotPrice(instanceType: string, zone: string | null): number | null;
  subnetOf(subnetId: string): { name: string | null; public: boolean | null } | null;
}

export interface InstanceContext {
  region: string;
  /** Resource ids, where the instance belongs to a group or is a container instance. */
  autoScalingGroup: { id: string; name: string } | null;
  containerInstanceId: string | null;
  knowledge: InstanceKnowledge | null;
}

type Attributes = AttributesOf<'ec2_instance'>;

/** Tags that EC2 Auto Scaling puts on its instances. */
const GROUP_TAG = 'aws:autoscaling:groupName';
/** The platform that list and Spot prices are known for. */
const LINUX = 'Linux/UNIX';

export function describeEc2Instance(
  instance: Ec2Instance,
  context: InstanceContext,
): Observed<'ec2_instance'> {
  const { ownerId } = instance;
  const { region } = context;
  const arn = ec2InstanceArn(region, ownerId, instance.InstanceId);
  return {
    id: resourceId('ec2_instance', arn),
    kind: 'ec2_instance',
    name: instance.Tags['Name'] || instance.InstanceId,
    arn,
    nativeId: instance.InstanceId,
    accountId: ownerId,
    parentId: context.autoScalingGroup?.id ?? null,
    state: instance.State.Name,
    tags: instance.Tags,
    ended: instance.State.Name === 'terminated',
    attributes: {
      instanceType: instance.InstanceType ?? '',
      architecture: instance.Architecture,
      platform: instance.PlatformDetails,
      lifecycle: instance.InstanceLifecycle ?? 'on-demand',
      launchTime: iso(instance.LaunchTime),
      imageId: instance.ImageId,
      keyName: instance.KeyName,
      vpcId: instance.VpcId,
      subnetId: instance.SubnetId,
      availabilityZone: instance.Placement?.AvailabilityZone ?? null,
      privateIp: instance.PrivateIpAddress,
      publicIp: instance.PublicIpAddress,
      securityGroups: instance.SecurityGroups.map(({ GroupId, GroupName }) => ({
        id: GroupId,
        name: GroupName,
        resourceId: resourceId('security_group', securityGroupArn(region, ownerId, GroupId)),
      })),
      iamInstanceProfile: instance.IamInstanceProfile?.Arn ?? null,
      monitoring: instance.Monitoring?.State === 'enabled' ? 'detailed' : 'basic',
      metadataTokens: instance.MetadataOptions?.HttpTokens ?? null,
      autoScalingGroup: context.autoScalingGroup?.name ?? instance.Tags[GROUP_TAG] ?? null,
      containerInstanceId: context.containerInstanceId,
      stateReason:
        instance.StateReason?.Message ?? instance.StateReason?.Code ?? instance.StateTransitionReason,
      ...pricesOf(instance, context),
      ...machineOf(instance, context),
      ...healthOf(instance, context.knowledge),
      image: imageOf(instance, context),
      subnet: subnetOf(instance, context),
      volumes: volumesOf(instance, context),
    },
  };
}

function pricesOf(
  { InstanceType, InstanceLifecycle, PlatformDetails, Placement }: Ec2Instance,
  { region, knowledge }: InstanceContext,
): Pick<Attributes, 'hourlyUsd' | 'spotUsd'> {
  const type = InstanceType ?? '';
  if (PlatformDetails !== null && PlatformDetails !== LINUX) return { hourlyUsd: null, spotUsd: null };
  const zone = Placement?.AvailabilityZone ?? null;
  return {
    hourlyUsd: instancePrice(type, region)?.expected ?? null,
    spotUsd: InstanceLifecycle === 'spot' ? (knowledge?.spotPrice(type, zone) ?? null) : null,
  };
}

function machineOf(
  { InstanceType, KeyName }: Ec2Instance,
  { knowledge }: InstanceContext,
): Pick<Attributes, 'vcpus' | 'memoryMiB' | 'keyPresent'> {
  const type = knowledge?.typeOf(InstanceType ?? '');
  return {
    vcpus: type?.VCpuInfo?.DefaultVCpus ?? null,
    memoryMiB: type?.MemoryInfo?.SizeInMiB ?? null,
    keyPresent: KeyName === null ? null : (knowledge?.hasKeyPair(KeyName) ?? null),
  };
}

function healthOf(
  { InstanceId }: Ec2Instance,
  knowledge: InstanceKnowledge | null,
): Pick<Attributes, 'checks' | 'scheduledEvents'> {
  const status = knowledge?.statusOf(InstanceId);
  return status
    ? { checks: checksOf(status), scheduledEvents: scheduledOf(status) }
    : { checks: null, scheduledEvents: null };
}

function imageOf(
  { ImageId, ownerId }: Ec2Instance,
  { region, knowledge }: InstanceContext,
): Attributes['image'] {
  const image = ImageId === null ? undefined : knowledge?.imageOf(ImageId);
  if (ImageId === null || image === undefined) return null;
  return {
    id: ImageId,
    resourceId: imageResourceId(region, ownerId, ImageId),
    name: image?.Name ?? null,
    owner: image ? (image.ImageOwnerAlias ?? (image.OwnerId === ownerId ? 'self' : image.OwnerId)) : null,
    createdAt: iso(image?.CreationDate ?? null),
    deprecatedAt: iso(image?.DeprecationTime ?? null),
    missing: image === null,
  };
}

function subnetOf(
  { SubnetId, ownerId }: Ec2Instance,
  { region, knowledge }: InstanceContext,
): Attributes['subnet'] {
  const subnet = SubnetId === null ? null : knowledge?.subnetOf(SubnetId);
  if (SubnetId === null || !subnet) return null;
  return { id: SubnetId, resourceId: resourceId('subnet', subnetArn(region, ownerId, SubnetId)), ...subnet };
}

function volumesOf(
  { InstanceId, ownerId }: Ec2Instance,
  { region, knowledge }: InstanceContext,
): Attributes['volumes'] {
  const volumes = knowledge?.volumesOn(InstanceId);
  if (!volumes) return null;
  return volumes
    .map(({ VolumeId, VolumeType, Size, Iops, Attachments }) => ({
      id: VolumeId,
      resourceId: resourceId('ebs_volume', volumeArn(region, ownerId, VolumeId)),
      device: Attachments.find((attachment) => attachment.InstanceId === InstanceId)?.Device ?? null,
      type: VolumeType,
      sizeGiB: Size,
      iops: Iops,
    }))
    .sort((a, b) => ((a.device ?? a.id) < (b.device ?? b.id) ? -1 : 1));
}

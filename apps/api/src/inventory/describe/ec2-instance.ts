import { instancePrice } from '@danji/analysis';
import type { Ec2Instance } from '../../aws/index.js';
import type { Observed } from '../observed.js';
import { ec2InstanceArn, resourceId } from '../resource-id.js';
import { iso } from './iso.js';

export interface InstanceContext {
  region: string;
  /** Resource ids, where the instance belongs to a group or is a container instance. */
  autoScalingGroup: { id: string; name: string } | null;
  containerInstanceId: string | null;
}

/** Tags that EC2 Auto Scaling puts on its instances. */
const GROUP_TAG = 'aws:autoscaling:groupName';

export function describeEc2Instance(
  instance: Ec2Instance,
  context: InstanceContext,
): Observed<'ec2_instance'> {
  const arn = ec2InstanceArn(context.region, instance.ownerId, instance.InstanceId);
  const type = instance.InstanceType ?? '';
  return {
    id: resourceId('ec2_instance', arn),
    kind: 'ec2_instance',
    name: instance.Tags['Name'] || instance.InstanceId,
    arn,
    nativeId: instance.InstanceId,
    accountId: instance.ownerId,
    parentId: context.autoScalingGroup?.id ?? null,
    state: instance.State.Name,
    tags: instance.Tags,
    ended: instance.State.Name === 'terminated',
    attributes: {
      instanceType: type,
      architecture: instance.Architecture,
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
      })),
      iamInstanceProfile: instance.IamInstanceProfile?.Arn ?? null,
      monitoring: instance.Monitoring?.State === 'enabled' ? 'detailed' : 'basic',
      metadataTokens: instance.MetadataOptions?.HttpTokens ?? null,
      autoScalingGroup: context.autoScalingGroup?.name ?? instance.Tags[GROUP_TAG] ?? null,
      containerInstanceId: context.containerInstanceId,
      stateReason:
        instance.StateReason?.Message ?? instance.StateReason?.Code ?? instance.StateTransitionReason,
      hourlyUsd: instancePrice(type, context.region)?.expected ?? null,
    },
  };
}

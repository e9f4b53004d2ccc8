import type { Ec2Volume } from '../../aws/index.js';
import type { Observed } from '../observed.js';
import { ec2InstanceArn, resourceId, volumeArn } from '../resource-id.js';
import { iso } from './iso.js';

/** A volume; its parent is the first instance that it hangs on. */
export function describeVolume(
  volume: Ec2Volume,
  { accountId, region }: { accountId: string; region: string },
): Observed<'ebs_volume'> {
  const arn = volumeArn(region, accountId, volume.VolumeId);
  const attachments = volume.Attachments.flatMap(({ InstanceId, Device, State, DeleteOnTermination }) =>
    InstanceId === null
      ? []
      : [
          {
            instance: {
              id: InstanceId,
              resourceId: resourceId('ec2_instance', ec2InstanceArn(region, accountId, InstanceId)),
            },
            device: Device,
            state: State,
            deleteOnTermination: DeleteOnTermination,
          },
        ],
  ).sort((a, b) => (a.instance.id < b.instance.id ? -1 : 1));
  return {
    id: resourceId('ebs_volume', arn),
    kind: 'ebs_volume',
    name: volume.Tags['Name'] || volume.VolumeId,
    arn,
    nativeId: volume.VolumeId,
    accountId,
    parentId: attachments[0]?.instance.resourceId ?? null,
    state: volume.State ?? 'unknown',
    tags: volume.Tags,
    ended: volume.State === 'deleted',
    attributes: {
      volumeType: volume.VolumeType ?? '',
      sizeGiB: volume.Size ?? 0,
      iops: volume.Iops,
      throughput: volume.Throughput,
      encrypted: volume.Encrypted ?? false,
      availabilityZone: volume.AvailabilityZone,
      attachments,
      snapshotId: volume.SnapshotId,
      createdAt: iso(volume.CreateTime),
    },
  };
}

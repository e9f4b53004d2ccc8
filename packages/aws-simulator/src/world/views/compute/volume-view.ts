import type { SpareVolumePlan, VolumePlan } from '../../plan/machine-types.js';
import type { HostState } from '../../simulation/host-state.js';
import type { RegionState } from '../../simulation/region-state.js';
import { hostVolumes, volumeIops } from '../../simulation/volumes.js';
import type { AwsRecord, Millis } from '../../types.js';
import { present } from '../record.js';

/** Every volume as DescribeVolumes answers it: those of instances, those that outlived theirs, and spare ones. */
export function volumeViews(region: RegionState, now: Millis): AwsRecord[] {
  return [
    ...region.hosts.flatMap((host) => hostVolumeViews(region, host, now)),
    ...region.plan.spareVolumes.map((spare) => spareView(region, spare)),
  ];
}

/** The volumes of one instance as its BlockDeviceMappings. */
export function blockDeviceMappings(region: RegionState, host: HostState): AwsRecord[] {
  return hostVolumes(region, host).map(({ id, plan }) => ({
    DeviceName: plan.device,
    Ebs: {
      AttachTime: attachedAt(host),
      DeleteOnTermination: plan.deleteOnTermination,
      Status: 'attached',
      VolumeId: id,
      EbsCardIndex: 0,
    },
  }));
}

function attachedAt(host: HostState): Date {
  return new Date(Math.floor(host.launchedAt / 1000) * 1000 + 1000);
}

function hostVolumeViews(region: RegionState, host: HostState, now: Millis): AwsRecord[] {
  const gone = host.stateAt(now) === 'terminated';
  return hostVolumes(region, host)
    .filter(({ plan }) => !gone || !plan.deleteOnTermination)
    .map(({ id, plan }) => {
      const tags = plan.name === undefined ? [] : [{ Key: 'Name', Value: plan.name }];
      const attachment = {
        DeleteOnTermination: plan.deleteOnTermination,
        VolumeId: id,
        InstanceId: host.id,
        Device: plan.device,
        State: 'attached',
        AttachTime: attachedAt(host),
      };
      return volumeView(region, { id, ...plan, az: host.subnet.az, azId: host.subnet.azId }, tags, {
        Attachments: gone ? [] : [attachment],
        CreateTime: new Date(Math.floor(host.launchedAt / 1000) * 1000 + 417),
        SnapshotId: plan.path === '/' ? region.ids.ec2('snap', host.group?.amiId ?? host.id) : '',
      });
    });
}

function spareView(region: RegionState, spare: SpareVolumePlan): AwsRecord {
  const tags = [{ Key: 'Name', Value: spare.name }];
  return volumeView(region, { ...spare, encrypted: false }, tags, {
    Attachments: [],
    CreateTime: new Date(spare.createdAt),
    SnapshotId: '',
  });
}

type Kind = Pick<VolumePlan, 'sizeGiB' | 'type' | 'encrypted'> & { id: string; az: string; azId: string };

function volumeView(region: RegionState, volume: Kind, tags: AwsRecord[], rest: AwsRecord): AwsRecord {
  const { accountId, region: name } = region.plan;
  return present({
    AvailabilityZoneId: volume.azId,
    Iops: volumeIops(volume),
    Tags: tags,
    VolumeType: volume.type,
    MultiAttachEnabled: false,
    Throughput: volume.type === 'gp3' ? 125 : undefined,
    Operator: { Managed: false },
    VolumeId: volume.id,
    Size: volume.sizeGiB,
    AvailabilityZone: volume.az,
    State: (rest['Attachments'] as AwsRecord[]).length > 0 ? 'in-use' : 'available',
    Encrypted: volume.encrypted,
    KmsKeyId: volume.encrypted
      ? `arn:aws:kms:${name}:${accountId}:key/${region.ids.uuid(`kms|ebs|${accountId}|${name}`)}`
      : undefined,
    ...rest,
  });
}

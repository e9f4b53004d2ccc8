import type { ImagePlan, KeyPairPlan } from '../../plan/machine-types.js';
import type { RegionState } from '../../simulation/region-state.js';
import type { AwsRecord } from '../../types.js';
import { present } from '../record.js';

/** An image as DescribeImages answers it. Its times are text there. */
export function imageView(region: RegionState, image: ImagePlan): AwsRecord {
  const own = image.ownerAlias === undefined;
  return present({
    PlatformDetails: 'Linux/UNIX',
    UsageOperation: 'RunInstances',
    BlockDeviceMappings: [
      {
        Ebs: {
          DeleteOnTermination: true,
          SnapshotId: region.ids.ec2('snap', image.id),
          VolumeSize: image.sizeGiB,
          VolumeType: image.name.includes('gp2') || image.name.includes('-2.0.') ? 'gp2' : 'gp3',
          Encrypted: false,
        },
        DeviceName: '/dev/xvda',
      },
    ],
    Description: image.description,
    EnaSupport: true,
    Hypervisor: 'xen',
    ImageOwnerAlias: image.ownerAlias,
    Name: image.name,
    RootDeviceName: '/dev/xvda',
    RootDeviceType: 'ebs',
    SriovNetSupport: 'simple',
    Tags: image.tags.map(({ key, value }) => ({ Key: key, Value: value })),
    VirtualizationType: 'hvm',
    BootMode: image.bootMode,
    DeprecationTime:
      image.deprecatesAt === undefined ? undefined : new Date(image.deprecatesAt).toISOString(),
    ImdsSupport: image.bootMode === undefined ? undefined : 'v2.0',
    ImageId: image.id,
    ImageLocation: `${image.ownerAlias ?? image.ownerId}/${image.name}`,
    State: 'available',
    OwnerId: image.ownerId,
    CreationDate: new Date(image.createdAt).toISOString(),
    Public: !own,
    Architecture: 'x86_64',
    ImageType: 'machine',
  });
}

export function keyPairView(region: RegionState, pair: KeyPairPlan): AwsRecord {
  const key = `${region.plan.accountId}|${region.plan.region}|${pair.name}`;
  const digest = region.ids.hex(`fingerprint|${key}`, 64);
  return {
    KeyPairId: region.ids.ec2('key', key),
    KeyType: pair.type,
    Tags: [],
    CreateTime: new Date(pair.createdAt),
    KeyName: pair.name,
    // AWS shows SHA-1 in pairs of digits of the RSA keys that it made, SHA-256 in base64 of ED25519 keys.
    KeyFingerprint:
      pair.type === 'rsa'
        ? (digest.slice(0, 40).match(/../g)?.join(':') ?? '')
        : Buffer.from(digest, 'hex').toString('base64'),
  };
}

import type { AwsRecord } from '../../../world/types.js';
import { AwsError } from '../../aws-error.js';
import type { Call, Operation } from '../../operation.js';
import { nested, optionalText, records, text } from '../../request/record.js';
import { each, flag, inside, member, tagKeys, type Reader } from './filters.js';
import { describeList } from './resource-list.js';

const PAGE = { size: 'MaxResults', token: 'NextToken', most: 1000 };

const time =
  (name: string): Reader =>
  (record) => [record[name] instanceof Date ? (record[name] as Date).toISOString() : undefined];

export const describeVolumes: Operation = describeList({
  name: 'DescribeVolumes',
  member: 'Volumes',
  key: 'VolumeId',
  list: (call) => call.view.compute.volumes(),
  page: PAGE,
  ids: {
    parameter: 'VolumeId',
    prefix: 'vol',
    malformed: 'InvalidVolumeID.Malformed',
    notFound: 'InvalidVolume.NotFound',
    missing: (id) => `The volume '${id}' does not exist.`,
  },
  filters: {
    'attachment.delete-on-termination': (volume) =>
      records(volume, 'Attachments').map((one) => String(one['DeleteOnTermination'] === true)),
    'attachment.device': each('Attachments', 'Device'),
    'attachment.instance-id': each('Attachments', 'InstanceId'),
    'attachment.status': each('Attachments', 'State'),
    'availability-zone': member('AvailabilityZone'),
    'availability-zone-id': member('AvailabilityZoneId'),
    'create-time': time('CreateTime'),
    encrypted: flag('Encrypted'),
    size: (volume) => [String(volume['Size'])],
    'snapshot-id': member('SnapshotId'),
    status: member('State'),
    'tag-key': tagKeys,
    'volume-id': member('VolumeId'),
    'volume-type': member('VolumeType'),
  },
});

export const describeImages: Operation = describeList({
  name: 'DescribeImages',
  member: 'Images',
  key: 'ImageId',
  list: (call) => call.view.compute.images(),
  narrow: imageNarrowing,
  page: { ...PAGE, least: 1 },
  ids: {
    parameter: 'ImageId',
    prefix: 'ami',
    malformed: 'InvalidAMIID.Malformed',
    notFound: 'InvalidAMIID.NotFound',
    missing: (id) => `The image id '[${id}]' does not exist`,
    // "After all instances that reference a deregistered AMI are terminated, specifying the ID of the image will
    // eventually return an error"; before that the answer is empty.
    silent: (call) => call.view.compute.deregisteredImages(),
  },
  filters: {
    architecture: member('Architecture'),
    'creation-date': member('CreationDate'),
    description: member('Description'),
    'ena-support': flag('EnaSupport'),
    hypervisor: member('Hypervisor'),
    'image-id': member('ImageId'),
    'image-type': member('ImageType'),
    'is-public': flag('Public'),
    name: member('Name'),
    'owner-alias': member('ImageOwnerAlias'),
    'owner-id': member('OwnerId'),
    'root-device-name': member('RootDeviceName'),
    'root-device-type': member('RootDeviceType'),
    state: member('State'),
    'tag-key': tagKeys,
    'virtualization-type': member('VirtualizationType'),
  },
});

/** Owners and launch permissions; deprecated images only to their owner, by id, or when they are asked for. */
function imageNarrowing(call: Call): (image: AwsRecord) => boolean {
  const owners = call.params.strings('Owner', 200);
  const users = call.params.strings('ExecutableBy', 200);
  const byId = call.params.strings('ImageId', 1000).length > 0;
  const deprecatedToo = call.params.boolean('IncludeDeprecated') || byId;
  const { accountId } = call.view;
  return (image) => {
    const own = image['OwnerId'] === accountId;
    const ownedBy = [image['OwnerId'], image['ImageOwnerAlias'], own ? 'self' : undefined];
    if (owners.length > 0 && !owners.some((owner) => ownedBy.includes(owner))) return false;
    if (users.length > 0 && !(users.includes('all') && image['Public'] === true)) return false;
    const deprecation = optionalText(image, 'DeprecationTime');
    return own || deprecatedToo || deprecation === undefined || Date.parse(deprecation) > call.now;
  };
}

export const describeKeyPairs: Operation = describeList({
  name: 'DescribeKeyPairs',
  member: 'KeyPairs',
  key: 'KeyName',
  list: (call) => call.view.compute.keyPairs(),
  narrow: (call) => {
    const ids = call.params.strings('KeyPairId', 1000);
    const known = call.view.compute.keyPairs().map((pair) => text(pair, 'KeyPairId'));
    const missing = ids.find((id) => !known.includes(id));
    if (missing !== undefined)
      throw new AwsError('InvalidKeyPair.NotFound', `The key pair ID '${missing}' does not exist`);
    return (pair) => ids.length === 0 || ids.includes(text(pair, 'KeyPairId'));
  },
  ids: {
    parameter: 'KeyName',
    notFound: 'InvalidKeyPair.NotFound',
    missing: (name) => `The key pair '${name}' does not exist`,
  },
  filters: {
    fingerprint: member('KeyFingerprint'),
    'key-name': member('KeyName'),
    'key-pair-id': member('KeyPairId'),
    'tag-key': tagKeys,
  },
});

const reachability =
  (summary: string): Reader =>
  (status) =>
    records(nested(status, summary), 'Details').map((detail) => optionalText(detail, 'Status'));

const eventTime =
  (name: string): Reader =>
  (status) =>
    records(status, 'Events').flatMap((event) => time(name)(event));

export const describeInstanceStatus: Operation = describeList({
  name: 'DescribeInstanceStatus',
  member: 'InstanceStatuses',
  key: 'InstanceId',
  list: (call) => call.view.compute.instanceStatuses(),
  narrow: (call) => {
    const all = call.params.boolean('IncludeAllInstances');
    return (status) => all || nested(status, 'InstanceState')['Name'] === 'running';
  },
  page: PAGE,
  ids: {
    parameter: 'InstanceId',
    prefix: 'i',
    malformed: 'InvalidInstanceID.Malformed',
    notFound: 'InvalidInstanceID.NotFound',
    missing: (id) => `The instance ID '${id}' does not exist`,
  },
  filters: {
    'attached-ebs-status.status': inside('AttachedEbsStatus', 'Status'),
    'availability-zone': member('AvailabilityZone'),
    'availability-zone-id': member('AvailabilityZoneId'),
    'event.code': each('Events', 'Code'),
    'event.description': each('Events', 'Description'),
    'event.instance-event-id': each('Events', 'InstanceEventId'),
    'event.not-after': eventTime('NotAfter'),
    'event.not-before': eventTime('NotBefore'),
    'instance-state-code': inside('InstanceState', 'Code'),
    'instance-state-name': inside('InstanceState', 'Name'),
    'instance-status.reachability': reachability('InstanceStatus'),
    'instance-status.status': inside('InstanceStatus', 'Status'),
    'system-status.reachability': reachability('SystemStatus'),
    'system-status.status': inside('SystemStatus', 'Status'),
  },
});

export const describeInstanceTypes: Operation = describeList({
  name: 'DescribeInstanceTypes',
  member: 'InstanceTypes',
  key: 'InstanceType',
  list: (call) => call.view.compute.instanceTypes(),
  page: { ...PAGE, most: 100, fallback: 100 },
  ids: {
    parameter: 'InstanceType',
    most: 100,
    notFound: 'InvalidInstanceType',
    missing: (name) => `The following supplied instance types do not exist: [${name}]`,
  },
  filters: {
    'auto-recovery-supported': flag('AutoRecoverySupported'),
    'bare-metal': flag('BareMetal'),
    'burstable-performance-supported': flag('BurstablePerformanceSupported'),
    'current-generation': flag('CurrentGeneration'),
    'free-tier-eligible': flag('FreeTierEligible'),
    hypervisor: member('Hypervisor'),
    'instance-type': member('InstanceType'),
    'memory-info.size-in-mib': inside('MemoryInfo', 'SizeInMiB'),
    'network-info.network-performance': inside('NetworkInfo', 'NetworkPerformance'),
    'processor-info.supported-architecture': listed('ProcessorInfo', 'SupportedArchitectures'),
    'supported-usage-class': (type) => type['SupportedUsageClasses'] as string[],
    'vcpu-info.default-vcpus': inside('VCpuInfo', 'DefaultVCpus'),
  },
});

function listed(structure: string, list: string): Reader {
  return (record) => nested(record, structure)[list] as string[];
}

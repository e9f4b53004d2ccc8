import type { AwsRecord } from '../../../world/types.js';
import { nested, optionalText, records } from '../../request/record.js';

type Reader = (instance: AwsRecord) => (string | undefined)[];

const member =
  (name: string): Reader =>
  (instance) => [optionalText(instance, name)];

const groups =
  (name: string): Reader =>
  (instance) =>
    records(instance, 'SecurityGroups').map((group) => optionalText(group, name));

/** The filters of DescribeInstances which read what the world keeps. */
const READERS: Record<string, Reader> = {
  architecture: member('Architecture'),
  'availability-zone': (instance) => [optionalText(nested(instance, 'Placement'), 'AvailabilityZone')],
  'client-token': member('ClientToken'),
  'dns-name': member('PublicDnsName'),
  hypervisor: member('Hypervisor'),
  'iam-instance-profile.arn': (instance) => [optionalText(nested(instance, 'IamInstanceProfile'), 'Arn')],
  'image-id': member('ImageId'),
  'instance-id': member('InstanceId'),
  'instance-lifecycle': member('InstanceLifecycle'),
  'instance-state-code': (instance) => [String(nested(instance, 'State')['Code'])],
  'instance-state-name': (instance) => [optionalText(nested(instance, 'State'), 'Name')],
  'instance-type': member('InstanceType'),
  'instance.group-id': groups('GroupId'),
  'instance.group-name': groups('GroupName'),
  'ip-address': member('PublicIpAddress'),
  'key-name': member('KeyName'),
  platform: member('Platform'),
  'private-dns-name': member('PrivateDnsName'),
  'private-ip-address': member('PrivateIpAddress'),
  'root-device-type': member('RootDeviceType'),
  'subnet-id': member('SubnetId'),
  'tag-key': (instance) => records(instance, 'Tags').map((tag) => optionalText(tag, 'Key')),
  'vpc-id': member('VpcId'),
};

/** How to read what a filter compares, or undefined when there is no such filter. */
export function filterReader(name: string): Reader | undefined {
  if (!name.startsWith('tag:')) return READERS[name];
  const key = name.slice('tag:'.length);
  return (instance) =>
    records(instance, 'Tags')
      .filter((tag) => tag['Key'] === key)
      .map((tag) => optionalText(tag, 'Value'));
}

/** EC2 filter values: `*` any text, `?` one character, a backslash takes the next character as it is. */
export function filterValueMatches(pattern: string, value: string | undefined): boolean {
  if (value === undefined) return false;
  if (!/[*?\\]/.test(pattern)) return pattern === value;
  const expression = pattern.replace(
    /\\(.)|[.+^${}()|[\]\\]|\*|\?/gs,
    (found, escaped: string | undefined) => {
      if (escaped !== undefined) return escapeLiteral(escaped);
      if (found === '*') return '.*';
      return found === '?' ? '.' : escapeLiteral(found);
    },
  );
  return new RegExp(`^${expression}$`, 's').test(value);
}

function escapeLiteral(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

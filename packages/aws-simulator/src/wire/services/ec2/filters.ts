import type { AwsRecord } from '../../../world/types.js';
import { AwsError } from '../../aws-error.js';
import type { Call } from '../../operation.js';
import { nested, optionalText, records } from '../../request/record.js';

/** The values of a resource that a filter compares. */
export type Reader = (resource: AwsRecord) => (string | undefined)[];
export type Readers = Record<string, Reader>;

export const member =
  (name: string): Reader =>
  (instance) => [optionalText(instance, name)];

/** Values of one member over the items of a list. */
export const each =
  (list: string, name: string): Reader =>
  (resource) =>
    records(resource, list).map((item) => optionalText(item, name));

/** A member of a nested structure, numbers as text. */
export const inside =
  (structure: string, name: string): Reader =>
  (resource) => {
    const value = nested(resource, structure)[name];
    return [value === undefined ? undefined : String(value as string | number | boolean)];
  };

/** A boolean member, compared as `true` or `false`. */
export const flag =
  (name: string): Reader =>
  (resource) => [String(resource[name] === true)];

export const tagKeys: Reader = (resource) => tagsOf(resource).map((tag) => optionalText(tag, 'Key'));

const groups =
  (name: string): Reader =>
  (instance) =>
    records(instance, 'SecurityGroups').map((group) => optionalText(group, name));

/** The filters of DescribeInstances which read what the world keeps. */
export const INSTANCE_FILTERS: Readers = {
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
  'tag-key': tagKeys,
  'vpc-id': member('VpcId'),
};

/** How to read what a filter compares, or undefined when there is no such filter. Tags stand in Tags or TagSet. */
function filterReader(readers: Readers, name: string): Reader | undefined {
  const own = readers[name];
  if (own || readers['tag-key'] === undefined || !name.startsWith('tag:')) return own;
  const key = name.slice('tag:'.length);
  return (resource) =>
    tagsOf(resource)
      .filter((tag) => tag['Key'] === key)
      .map((tag) => optionalText(tag, 'Value'));
}

function tagsOf(resource: AwsRecord): AwsRecord[] {
  return [...records(resource, 'Tags'), ...records(resource, 'TagSet')];
}

/** What the request's filters let through, and a text that tells two sets of filters apart. */
export function askedFilters(
  call: Call,
  readers: Readers,
): { accepts: (resource: AwsRecord) => boolean; context: string } {
  const asked = call.params.filters('Filter', 'Value');
  const tests = asked.map(({ name, values }) => {
    const read = filterReader(readers, name);
    if (!read) throw new AwsError('InvalidParameterValue', `The filter '${name}' is invalid`);
    return (resource: AwsRecord) =>
      read(resource).some((value) => values.some((pattern) => filterValueMatches(pattern, value)));
  });
  return { accepts: (resource) => tests.every((test) => test(resource)), context: JSON.stringify(asked) };
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

import type { AwsRecord } from '../../../world/types.js';
import type { Operation } from '../../operation.js';
import { records } from '../../request/record.js';
import { each, flag, inside, member, tagKeys, type Reader } from './filters.js';
import { describeList } from './resource-list.js';

const paged = (most: number) => ({ size: 'MaxResults', token: 'NextToken', most });

export const describeVpcs: Operation = describeList({
  name: 'DescribeVpcs',
  member: 'Vpcs',
  key: 'VpcId',
  list: (call) => call.view.network.vpcs(),
  page: paged(1000),
  ids: {
    parameter: 'VpcId',
    prefix: 'vpc',
    malformed: 'InvalidVpcID.Malformed',
    notFound: 'InvalidVpcID.NotFound',
    missing: (id) => `The vpc ID '${id}' does not exist`,
  },
  filters: {
    cidr: member('CidrBlock'),
    'cidr-block-association.cidr-block': each('CidrBlockAssociationSet', 'CidrBlock'),
    'dhcp-options-id': member('DhcpOptionsId'),
    'is-default': flag('IsDefault'),
    'owner-id': member('OwnerId'),
    state: member('State'),
    'tag-key': tagKeys,
    'vpc-id': member('VpcId'),
  },
});

export const describeSubnets: Operation = describeList({
  name: 'DescribeSubnets',
  member: 'Subnets',
  key: 'SubnetId',
  list: (call) => call.view.network.subnets(),
  page: paged(1000),
  ids: {
    parameter: 'SubnetId',
    prefix: 'subnet',
    malformed: 'InvalidSubnetID.Malformed',
    notFound: 'InvalidSubnetID.NotFound',
    missing: (id) => `The subnet ID '${id}' does not exist`,
  },
  filters: {
    'availability-zone': member('AvailabilityZone'),
    'availability-zone-id': member('AvailabilityZoneId'),
    'available-ip-address-count': (subnet) => [String(subnet['AvailableIpAddressCount'])],
    'cidr-block': member('CidrBlock'),
    'default-for-az': flag('DefaultForAz'),
    'map-public-ip-on-launch': flag('MapPublicIpOnLaunch'),
    'owner-id': member('OwnerId'),
    state: member('State'),
    'subnet-arn': member('SubnetArn'),
    'subnet-id': member('SubnetId'),
    'tag-key': tagKeys,
    'vpc-id': member('VpcId'),
  },
});

export const describeRouteTables: Operation = describeList({
  name: 'DescribeRouteTables',
  member: 'RouteTables',
  key: 'RouteTableId',
  list: (call) => call.view.network.routeTables(),
  page: { ...paged(100), fallback: 100 },
  ids: {
    parameter: 'RouteTableId',
    prefix: 'rtb',
    malformed: 'InvalidRouteTableId.Malformed',
    notFound: 'InvalidRouteTableID.NotFound',
    missing: (id) => `The routeTable ID '${id}' does not exist`,
  },
  filters: {
    'association.main': (table) => records(table, 'Associations').map((one) => String(one['Main'] === true)),
    'association.route-table-association-id': each('Associations', 'RouteTableAssociationId'),
    'association.route-table-id': each('Associations', 'RouteTableId'),
    'association.subnet-id': each('Associations', 'SubnetId'),
    'owner-id': member('OwnerId'),
    'route-table-id': member('RouteTableId'),
    'route.destination-cidr-block': each('Routes', 'DestinationCidrBlock'),
    'route.gateway-id': each('Routes', 'GatewayId'),
    'route.nat-gateway-id': each('Routes', 'NatGatewayId'),
    'route.origin': each('Routes', 'Origin'),
    'route.state': each('Routes', 'State'),
    'tag-key': tagKeys,
    'vpc-id': member('VpcId'),
  },
});

const permission =
  (list: string, read: (permission: AwsRecord) => (string | undefined)[]): Reader =>
  (group) =>
    records(group, list).flatMap(read);

function permissionFilters(prefix: string, list: string): Record<string, Reader> {
  return {
    [`${prefix}.cidr`]: permission(list, each('IpRanges', 'CidrIp')),
    [`${prefix}.from-port`]: permission(list, (one) => [text(one['FromPort'])]),
    [`${prefix}.group-id`]: permission(list, each('UserIdGroupPairs', 'GroupId')),
    [`${prefix}.ipv6-cidr`]: permission(list, each('Ipv6Ranges', 'CidrIpv6')),
    [`${prefix}.protocol`]: permission(list, member('IpProtocol')),
    [`${prefix}.to-port`]: permission(list, (one) => [text(one['ToPort'])]),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : undefined;
}

export const describeSecurityGroups: Operation = describeList({
  name: 'DescribeSecurityGroups',
  member: 'SecurityGroups',
  key: 'GroupId',
  list: (call) => {
    const names = call.params.strings('GroupName', 1000);
    const groups = call.view.network.securityGroups();
    // Names find groups of the default VPC only, and the fleet's is none.
    return names.length === 0 ? groups : [];
  },
  page: { ...paged(1000), fallback: 1000 },
  ids: {
    parameter: 'GroupId',
    prefix: 'sg',
    malformed: 'InvalidGroupId.Malformed',
    notFound: 'InvalidGroup.NotFound',
    missing: (id) => `The security group '${id}' does not exist`,
  },
  filters: {
    description: member('Description'),
    ...permissionFilters('egress.ip-permission', 'IpPermissionsEgress'),
    'group-id': member('GroupId'),
    'group-name': member('GroupName'),
    ...permissionFilters('ip-permission', 'IpPermissions'),
    'owner-id': member('OwnerId'),
    'tag-key': tagKeys,
    'vpc-id': member('VpcId'),
  },
});

const attachment = (name: string): Reader => inside('Attachment', name);

export const describeNetworkInterfaces: Operation = describeList({
  name: 'DescribeNetworkInterfaces',
  member: 'NetworkInterfaces',
  key: 'NetworkInterfaceId',
  list: (call) => call.view.network.networkInterfaces(),
  page: { ...paged(1000), fallback: 1000 },
  ids: {
    parameter: 'NetworkInterfaceId',
    prefix: 'eni',
    malformed: 'InvalidNetworkInterfaceId.Malformed',
    notFound: 'InvalidNetworkInterfaceID.NotFound',
    missing: (id) => `The networkInterface ID '${id}' does not exist`,
  },
  filters: {
    'addresses.private-ip-address': each('PrivateIpAddresses', 'PrivateIpAddress'),
    'attachment.attachment-id': attachment('AttachmentId'),
    'attachment.device-index': attachment('DeviceIndex'),
    'attachment.instance-id': attachment('InstanceId'),
    'attachment.instance-owner-id': attachment('InstanceOwnerId'),
    'attachment.status': attachment('Status'),
    'availability-zone': member('AvailabilityZone'),
    'availability-zone-id': member('AvailabilityZoneId'),
    description: member('Description'),
    'group-id': each('Groups', 'GroupId'),
    'group-name': each('Groups', 'GroupName'),
    'interface-type': member('InterfaceType'),
    'mac-address': member('MacAddress'),
    'network-interface-id': member('NetworkInterfaceId'),
    'owner-id': member('OwnerId'),
    'private-dns-name': member('PrivateDnsName'),
    'private-ip-address': member('PrivateIpAddress'),
    'requester-id': member('RequesterId'),
    'requester-managed': flag('RequesterManaged'),
    status: member('Status'),
    'subnet-id': member('SubnetId'),
    'tag-key': tagKeys,
    'vpc-id': member('VpcId'),
  },
});

import type { RouteTable, Subnet, Vpc } from '../../aws/index.js';
import type { Observed } from '../observed.js';
import { resourceId, subnetArn } from '../resource-id.js';
import { wayOut } from './routes.js';

export interface SubnetContext {
  accountId: string;
  region: string;
  vpc: Vpc | null;
  tables: readonly RouteTable[] | null;
  usedBy: readonly string[];
  interfaces: number | null;
}

/** AWS keeps the first four addresses and the last of each subnet (VPC user guide, "Subnet sizing"). */
const KEPT_BY_AWS = 5;

export function describeSubnet(subnet: Subnet, context: SubnetContext): Observed<'subnet'> {
  const { accountId, region, vpc } = context;
  const arn = subnetArn(region, accountId, subnet.SubnetId);
  return {
    id: resourceId('subnet', arn),
    kind: 'subnet',
    name: subnet.Tags['Name'] || subnet.SubnetId,
    arn,
    nativeId: subnet.SubnetId,
    accountId,
    parentId: null,
    state: subnet.State ?? 'available',
    tags: subnet.Tags,
    ended: false,
    attributes: {
      vpcId: subnet.VpcId,
      vpcName: vpc?.Tags['Name'] || null,
      vpcCidr: vpc?.CidrBlock ?? null,
      cidr: subnet.CidrBlock ?? subnet.Ipv6CidrBlockAssociationSet[0]?.Ipv6CidrBlock ?? '',
      availabilityZone: subnet.AvailabilityZone,
      zoneId: subnet.AvailabilityZoneId,
      freeAddresses: subnet.AvailableIpAddressCount ?? 0,
      totalAddresses: usableAddresses(subnet.CidrBlock),
      ...wayOut(subnet, context.tables),
      assignsPublicIp: subnet.MapPublicIpOnLaunch,
      interfaces: context.interfaces,
      usedBy: [...context.usedBy],
    },
  };
}

/** IPv4 addresses of a block that instances and tasks may get; 0 for a subnet of IPv6 alone. */
export function usableAddresses(cidr: string | null): number {
  const prefix = Number(cidr?.split('/')[1] ?? NaN);
  return Number.isInteger(prefix) ? Math.max(0, 2 ** (32 - prefix) - KEPT_BY_AWS) : 0;
}

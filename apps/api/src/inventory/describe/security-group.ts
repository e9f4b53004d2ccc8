import type { SecurityGroupRule } from '@danji/shared';
import type { IpPermission, SecurityGroup } from '../../aws/index.js';
import type { Observed } from '../observed.js';
import { resourceId, securityGroupArn } from '../resource-id.js';

export interface SecurityGroupContext {
  accountId: string;
  region: string;
  usedBy: readonly string[];
  interfaces: number | null;
}

const WHOLE_INTERNET: ReadonlySet<string> = new Set(['0.0.0.0/0', '::/0']);

export function describeSecurityGroup(
  group: SecurityGroup,
  context: SecurityGroupContext,
): Observed<'security_group'> {
  const { accountId, region } = context;
  const arn = securityGroupArn(region, accountId, group.GroupId);
  const rules = (permissions: readonly IpPermission[]): SecurityGroupRule[] =>
    permissions.flatMap((permission) => rulesOf(permission, context)).sort(byPlace);
  return {
    id: resourceId('security_group', arn),
    kind: 'security_group',
    name: group.GroupName || group.GroupId,
    arn,
    nativeId: group.GroupId,
    accountId,
    parentId: null,
    state: 'available',
    tags: group.Tags,
    ended: false,
    attributes: {
      vpcId: group.VpcId,
      description: group.Description,
      inbound: rules(group.IpPermissions),
      outbound: rules(group.IpPermissionsEgress),
      usedBy: [...context.usedBy],
      interfaces: context.interfaces,
    },
  };
}

/** One rule for each peer of a permission, as the console shows them. */
function rulesOf(
  permission: IpPermission,
  { accountId, region }: Pick<SecurityGroupContext, 'accountId' | 'region'>,
): SecurityGroupRule[] {
  const all = permission.IpProtocol === '-1';
  const base = {
    protocol: all ? 'all' : (permission.IpProtocol ?? 'all'),
    fromPort: all ? null : permission.FromPort,
    toPort: all ? null : permission.ToPort,
  };
  const rule = (
    kind: SecurityGroupRule['kind'],
    peer: string | null,
    description: string | null,
    peerResourceId: string | null = null,
  ): SecurityGroupRule[] =>
    peer === null
      ? []
      : [{ ...base, kind, peer, peerResourceId, description, open: WHOLE_INTERNET.has(peer) }];
  return [
    ...permission.IpRanges.flatMap((range) => rule('cidr', range.CidrIp, range.Description)),
    ...permission.Ipv6Ranges.flatMap((range) => rule('cidr', range.CidrIpv6, range.Description)),
    ...permission.PrefixListIds.flatMap((list) => rule('prefix_list', list.PrefixListId, list.Description)),
    ...permission.UserIdGroupPairs.flatMap(({ GroupId, Description }) =>
      rule(
        'group',
        GroupId,
        Description,
        GroupId && resourceId('security_group', securityGroupArn(region, accountId, GroupId)),
      ),
    ),
  ];
}

/** AWS promises no order of permissions: without one of ours each look would be a change. */
function byPlace(a: SecurityGroupRule, b: SecurityGroupRule): number {
  const key = ({ protocol, fromPort, toPort, kind, peer }: SecurityGroupRule): string =>
    [protocol, String(fromPort ?? -1).padStart(6, '0'), toPort, kind, peer].join(' ');
  const [x, y] = [key(a), key(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

import type { NetworkView } from '../network.js';
import { address } from '../plan/network-plan.js';
import type { RouteTablePlan, RulePlan, SecurityGroupPlan, SubnetPlan } from '../plan/network-types.js';
import type { Tag } from '../plan/tag.js';
import type { RegionState } from '../simulation/region-state.js';
import type { AwsRecord, VirtualClock } from '../types.js';
import {
  hostInterfaces,
  networkInterfaceView,
  serviceInterface,
  taskInterface,
  type InterfaceFacts,
} from './interface-view.js';
import { present } from './record.js';

/** Addresses of every subnet that AWS keeps for itself: the first four and the last. */
const KEPT_BY_AWS = 5;

/** The VPC of a region: its own plan, and how its addresses are used now. */
export class RegionNetwork implements NetworkView {
  constructor(
    private readonly state: RegionState,
    private readonly clock: VirtualClock,
  ) {}

  private get plan() {
    return this.state.plan.network;
  }

  vpcs(): AwsRecord[] {
    const { vpcId, base, name } = this.plan;
    const { accountId } = this.state.plan;
    return [
      {
        OwnerId: accountId,
        InstanceTenancy: 'default',
        CidrBlockAssociationSet: [
          {
            AssociationId: this.state.ids.ec2('vpc-cidr-assoc', vpcId),
            CidrBlock: `${address(base)}/16`,
            CidrBlockState: { State: 'associated' },
          },
        ],
        IsDefault: false,
        Tags: awsTags([
          { key: 'Name', value: name },
          { key: 'team', value: 'platform' },
        ]),
        VpcId: vpcId,
        State: 'available',
        CidrBlock: `${address(base)}/16`,
        DhcpOptionsId: this.state.ids.ec2('dopt', accountId),
      },
    ];
  }

  subnets(): AwsRecord[] {
    const used = new Map<string, number>();
    for (const { subnet } of this.interfaces()) used.set(subnet.id, (used.get(subnet.id) ?? 0) + 1);
    return this.plan.subnets.map((subnet) =>
      this.subnet(subnet, subnet.size - KEPT_BY_AWS - (used.get(subnet.id) ?? 0)),
    );
  }

  private subnet(subnet: SubnetPlan, free: number): AwsRecord {
    const { accountId, region } = this.state.plan;
    return {
      AvailabilityZoneId: subnet.azId,
      MapCustomerOwnedIpOnLaunch: false,
      OwnerId: accountId,
      AssignIpv6AddressOnCreation: false,
      Ipv6CidrBlockAssociationSet: [],
      Tags: awsTags(subnet.name === undefined ? [] : [{ key: 'Name', value: subnet.name }]),
      SubnetArn: `arn:aws:ec2:${region}:${accountId}:subnet/${subnet.id}`,
      EnableDns64: false,
      Ipv6Native: false,
      PrivateDnsNameOptionsOnLaunch: {
        HostnameType: 'ip-name',
        EnableResourceNameDnsARecord: false,
        EnableResourceNameDnsAAAARecord: false,
      },
      SubnetId: subnet.id,
      State: 'available',
      VpcId: this.plan.vpcId,
      CidrBlock: `${address(subnet.base)}/${32 - Math.log2(subnet.size)}`,
      AvailableIpAddressCount: free,
      AvailabilityZone: subnet.az,
      DefaultForAz: false,
      MapPublicIpOnLaunch: subnet.public,
    };
  }

  routeTables(): AwsRecord[] {
    return this.plan.routeTables.map((table) => ({
      Associations: this.associations(table),
      PropagatingVgws: [],
      RouteTableId: table.id,
      Routes: [
        {
          DestinationCidrBlock: `${address(this.plan.base)}/16`,
          GatewayId: 'local',
          Origin: 'CreateRouteTable',
          State: 'active',
        },
        present({
          DestinationCidrBlock: '0.0.0.0/0',
          GatewayId: table.gatewayId,
          NatGatewayId: table.natGatewayId,
          Origin: 'CreateRoute',
          State: 'active',
        }),
      ],
      Tags: awsTags(table.name === undefined ? [] : [{ key: 'Name', value: table.name }]),
      VpcId: this.plan.vpcId,
      OwnerId: this.state.plan.accountId,
    }));
  }

  private associations(table: RouteTablePlan): AwsRecord[] {
    const associate = (subnetId?: string) =>
      present({
        Main: subnetId === undefined,
        RouteTableAssociationId: this.state.ids.ec2('rtbassoc', `${table.id}|${subnetId ?? 'main'}`),
        RouteTableId: table.id,
        SubnetId: subnetId,
        AssociationState: { State: 'associated' },
      });
    return [...(table.main ? [associate()] : []), ...table.subnetIds.map(associate)];
  }

  securityGroups(): AwsRecord[] {
    const { accountId, region } = this.state.plan;
    return this.plan.securityGroups.map((group) => ({
      GroupId: group.id,
      IpPermissionsEgress: [
        {
          IpProtocol: '-1',
          UserIdGroupPairs: [],
          IpRanges: [{ CidrIp: '0.0.0.0/0' }],
          Ipv6Ranges: [],
          PrefixListIds: [],
        },
      ],
      Tags: awsTags(group.tags),
      VpcId: this.plan.vpcId,
      SecurityGroupArn: `arn:aws:ec2:${region}:${accountId}:security-group/${group.id}`,
      OwnerId: accountId,
      GroupName: group.name,
      Description: group.description,
      IpPermissions: permissions(group, accountId, this.clock.now()),
    }));
  }

  networkInterfaces(): AwsRecord[] {
    return this.interfaces().map((facts) => networkInterfaceView(this.state, facts));
  }

  private interfaces(): InterfaceFacts[] {
    const { state } = this;
    const now = this.clock.now();
    const hosts = state.hosts.filter((host) => host.stateAt(now) !== 'terminated');
    return [
      ...state.plan.network.serviceInterfaces.map((one) => serviceInterface(state, one)),
      ...hosts.flatMap((host) => hostInterfaces(state, host, now)),
      ...state.clusters.flatMap((cluster) =>
        [...cluster.liveJobs, ...cluster.services.flatMap((service) => [...service.live])]
          .filter((task) => task.host === undefined && task.statusAt(now) !== 'STOPPED')
          .flatMap((task) => taskInterface(state, task, now) ?? []),
      ),
    ];
  }
}

/** Rules with the same protocol and ports are one permission with several sources. */
function permissions(group: SecurityGroupPlan, accountId: string, now: number): AwsRecord[] {
  const byPorts = new Map<string, RulePlan[]>();
  for (const rule of group.ingress) {
    if (rule.since !== undefined && rule.since > now) continue;
    const key = `${rule.protocol}|${rule.from}|${rule.to}`;
    byPorts.set(key, [...(byPorts.get(key) ?? []), rule]);
  }
  return [...byPorts.values()].map((rules) =>
    present({
      IpProtocol: rules[0]?.protocol,
      FromPort: rules[0]?.from,
      ToPort: rules[0]?.to,
      UserIdGroupPairs: sources(rules, ({ groupId }) => groupId && { UserId: accountId, GroupId: groupId }),
      IpRanges: sources(rules, ({ cidr }) => cidr && { CidrIp: cidr }),
      Ipv6Ranges: sources(rules, ({ cidr6 }) => cidr6 && { CidrIpv6: cidr6 }),
      PrefixListIds: [],
    }),
  );
}

function sources(rules: RulePlan[], read: (rule: RulePlan) => AwsRecord | string | undefined): AwsRecord[] {
  return rules.flatMap((rule) => {
    const source = read(rule);
    if (typeof source !== 'object') return [];
    return [rule.description === undefined ? source : { Description: rule.description, ...source }];
  });
}

function awsTags(tags: Tag[]): AwsRecord[] {
  return tags.map(({ key, value }) => ({ Key: key, Value: value }));
}

import { describe, expect, it } from '@jest/globals';
import type { IpPermission, RouteTable } from '../../aws/index.js';
import { wayOut } from './routes.js';
import { describeSecurityGroup } from './security-group.js';
import { usableAddresses } from './subnet.js';

type Route = RouteTable['Routes'][number];
const route = (over: Partial<Route>): Route => ({
  DestinationCidrBlock: '0.0.0.0/0',
  GatewayId: null,
  NatGatewayId: null,
  TransitGatewayId: null,
  NetworkInterfaceId: null,
  VpcPeeringConnectionId: null,
  CoreNetworkArn: null,
  LocalGatewayId: null,
  State: 'active',
  ...over,
});
const table = (subnet: string | null, routes: Route[]): RouteTable => ({
  RouteTableId: 'rtb-1',
  VpcId: 'vpc-1',
  Associations: [{ Main: subnet === null, SubnetId: subnet }],
  Routes: routes,
});
const subnet = { SubnetId: 'subnet-1', VpcId: 'vpc-1' };
const internet = route({ GatewayId: 'igw-1' });

describe('the way out of a subnet', () => {
  it('is that of its own table before the main one of its network', () => {
    const tables = [table(null, [internet]), table('subnet-1', [route({ NatGatewayId: 'nat-1' })])];
    expect(wayOut(subnet, tables)).toEqual({ public: false, defaultRoute: 'nat-1' });
    expect(wayOut(subnet, [table(null, [internet])])).toEqual({ public: true, defaultRoute: 'igw-1' });
  });
  it('is none without a default route, and leads nowhere through a gateway that is gone', () => {
    expect(wayOut(subnet, [table('subnet-1', [])])).toEqual({ public: false, defaultRoute: null });
    const gone = table('subnet-1', [{ ...internet, State: 'blackhole' }]);
    expect(wayOut(subnet, [gone])).toEqual({ public: false, defaultRoute: 'igw-1' });
  });
  it('is unknown, not private, where routes could not be read', () => {
    expect(wayOut(subnet, null)).toEqual({ public: null, defaultRoute: null });
    expect(wayOut({ ...subnet, VpcId: 'vpc-2' }, [table(null, [internet])]).public).toBeNull();
  });
});

describe('the addresses of a subnet', () => {
  it.each([
    ['10.0.0.0/20', 4091],
    ['10.0.0.0/28', 11],
    ['2600:1f14::/64', 0],
    [null, 0],
  ])('%s gives %d', (cidr, usable) => {
    expect(usableAddresses(cidr)).toBe(usable);
  });
});

describe('the rules of a security group', () => {
  const permission = (over: Partial<IpPermission>): IpPermission => ({
    IpProtocol: 'tcp',
    FromPort: 22,
    ToPort: 22,
    IpRanges: [],
    Ipv6Ranges: [],
    PrefixListIds: [],
    UserIdGroupPairs: [],
    ...over,
  });
  const inbound = (permissions: IpPermission[]) =>
    describeSecurityGroup(
      {
        GroupId: 'sg-1',
        GroupName: 'a',
        Description: null,
        VpcId: 'vpc-1',
        OwnerId: '210987654321',
        IpPermissions: permissions,
        IpPermissionsEgress: [],
        Tags: {},
      },
      { accountId: '210987654321', region: 'ap-northeast-2', usedBy: [], interfaces: null },
    ).attributes.inbound;
  const world = { CidrIp: '0.0.0.0/0', Description: 'temporary' };

  it('are one for each peer, and open where the peer is the whole internet of either kind', () => {
    const rules = inbound([
      permission({
        IpRanges: [world, { CidrIp: '10.0.0.0/8', Description: null }],
        Ipv6Ranges: [{ CidrIpv6: '::/0', Description: null }],
      }),
    ]);
    expect(rules.map(({ peer, open }) => [peer, open])).toEqual([
      ['0.0.0.0/0', true],
      ['10.0.0.0/8', false],
      ['::/0', true],
    ]);
  });
  it('have no ports where every protocol is let in', () => {
    const all = inbound([permission({ IpProtocol: '-1', FromPort: null, ToPort: null, IpRanges: [world] })]);
    expect(all[0]).toMatchObject({ protocol: 'all', fromPort: null, toPort: null, open: true });
  });
  it('do not depend on the order in which AWS lists them', () => {
    const [a, b] = [permission({ IpRanges: [world] }), permission({ FromPort: 443, IpRanges: [world] })];
    expect(inbound([a, b])).toEqual(inbound([b, a]));
  });
});

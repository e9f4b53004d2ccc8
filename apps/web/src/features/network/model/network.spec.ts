import { describe, expect, it } from '@jest/globals';
import type { ResourceItem, SecurityGroupRule, Status } from '@danji/shared';
import { groupRows, vpcViews } from './network';

const item = (name: string, attributes: object, status: Status = 'ok'): ResourceItem =>
  ({
    id: name,
    name,
    arn: `arn:aws:ec2:ap-northeast-2:210987654321:subnet/${name}`,
    scopeId: 's',
    accountId: '210987654321',
    accountAlias: null,
    region: 'ap-northeast-2',
    status,
    attributes,
  }) as ResourceItem;

const subnet = (
  name: string,
  zone: string,
  interfaces: number | null,
  status: Status = 'ok',
  vpc = 'vpc-1',
) =>
  item(
    name,
    {
      vpcId: vpc,
      vpcName: vpc,
      vpcCidr: '10.0.0.0/16',
      cidr: '10.0.0.0/24',
      availabilityZone: `ap-northeast-2${zone}`,
      zoneId: null,
      freeAddresses: 200,
      totalAddresses: 251,
      public: false,
      defaultRoute: null,
      assignsPublicIp: false,
      interfaces,
      usedBy: [],
    },
    status,
  );

describe('the networks', () => {
  it('list their subnets by zone and add up what each zone carries', () => {
    const [view] = vpcViews([subnet('y', 'b', 4), subnet('x', 'a', 3), subnet('z', 'a', 2)]);
    expect(view?.subnets.map((each) => each.item.name)).toEqual(['x', 'z', 'y']);
    expect(view?.zones).toEqual([
      { zone: 'ap-northeast-2a', free: 400, total: 502, interfaces: 5 },
      { zone: 'ap-northeast-2b', free: 200, total: 251, interfaces: 4 },
    ]);
  });
  it('put the one with a subnet that runs short first', () => {
    const views = vpcViews([subnet('a', 'a', 1), subnet('b', 'a', 1, 'warning', 'vpc-2')]);
    expect(views.map(({ vpcId }) => vpcId)).toEqual(['vpc-2', 'vpc-1']);
  });
  it('are uneven only where there is enough to compare and every zone is known', () => {
    const of = (a: number, b: number | null) =>
      vpcViews([subnet('a', 'a', a), subnet('b', 'b', b)])[0]?.uneven;
    expect(of(30, 20)).toEqual({ most: 'ap-northeast-2a', least: 'ap-northeast-2b' });
    expect(of(29, 20)).toBeNull();
    expect(of(6, 2)).toBeNull();
    expect(of(30, null)).toBeNull();
  });
});

describe('security groups', () => {
  const rule = (open: boolean) => ({
    protocol: 'tcp',
    fromPort: 443,
    toPort: 443,
    kind: 'cidr',
    peer: open ? '0.0.0.0/0' : '10.0.0.0/8',
    peerResourceId: null,
    description: null,
    open,
  });
  const group = (name: string, inbound: object[], status: Status = 'ok') =>
    item(name, { vpcId: null, description: null, inbound, outbound: [], usedBy: [], interfaces: 0 }, status);
  it('are ordered by what they open', () => {
    const rows = groupRows([
      group('closed', [rule(false)]),
      group('web', [rule(true) as SecurityGroupRule]),
      group('ssh', [rule(true)], 'warning'),
    ]);
    expect(rows.map((row) => row.item.name)).toEqual(['ssh', 'web', 'closed']);
  });
});

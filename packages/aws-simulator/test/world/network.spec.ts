import { describe, expect, it } from '@jest/globals';
import type { AwsRecord } from '../../src/world/types.js';
import { all, fleet, number, text } from './fleet.js';

const { region, world } = fleet([], { historyDays: 1 });

type Permission = {
  FromPort?: number;
  ToPort?: number;
  UserIdGroupPairs: { GroupId: string }[];
  IpRanges: { CidrIp: string; Description?: string }[];
};

const groups = region.network.securityGroups();
const byId = new Map(groups.map((group) => [text(group.GroupId), group]));
const permissions = (group: AwsRecord | undefined) => (group?.IpPermissions ?? []) as Permission[];
const named = (name: string) => groups.find((group) => group.GroupName === name);
const groupsOf = (service: AwsRecord) =>
  (service.networkConfiguration as { awsvpcConfiguration: { securityGroups: string[] } } | undefined)
    ?.awsvpcConfiguration.securityGroups ?? [];

describe('The network of a region', () => {
  it('has public subnets behind an internet gateway and private ones behind NAT, one by the main table', () => {
    const tables = region.network.routeTables();
    const associations = tables.flatMap((table) => table.Associations as AwsRecord[]);
    const tableOf = (subnet: unknown) => {
      const own = associations.find((one) => one.SubnetId === subnet) ?? associations.find((one) => one.Main);
      return tables.find((table) => table.RouteTableId === own?.RouteTableId);
    };
    const ways = region.network.subnets().map((subnet) => {
      const routes = tableOf(subnet.SubnetId)?.Routes as AwsRecord[];
      const out = routes.find((route) => route.DestinationCidrBlock === '0.0.0.0/0');
      expect(text(out?.GatewayId ?? out?.NatGatewayId)).toMatch(
        subnet.MapPublicIpOnLaunch ? /^igw-/ : /^nat-/,
      );
      return subnet.MapPublicIpOnLaunch;
    });
    expect(ways.filter(Boolean)).toHaveLength(3);
    expect(ways).toHaveLength(6);
    const explicit = associations.filter((one) => one.SubnetId !== undefined);
    expect(explicit).toHaveLength(5);
  });

  it('keeps machines and tasks in private subnets, the bastion in a public one', () => {
    const isPublic = new Map(region.network.subnets().map((one) => [one.SubnetId, one.MapPublicIpOnLaunch]));
    for (const instance of region.instances())
      expect(isPublic.get(instance.SubnetId)).toBe(instance.PublicIpAddress !== undefined);
    expect(region.instances().filter((one) => one.PublicIpAddress !== undefined).length).toBe(1);
  });
});

describe('Security groups', () => {
  it('let tasks take their port from the load balancer that sends to them', () => {
    const checkout = all(region, 'services').find((one) => one.serviceName === 'checkout-api');
    const [id = ''] = groupsOf(checkout ?? {});
    const [rule] = permissions(byId.get(id));
    expect([rule?.FromPort, rule?.ToPort]).toEqual([8080, 8080]);
    expect(rule?.UserIdGroupPairs.map(({ GroupId }) => GroupId)).toEqual([named('alb-public')?.GroupId]);
    expect(permissions(named('alb-public')).map(({ FromPort }) => FromPort)).toEqual([80, 443]);
  });

  it('let a database be reached by the tasks that use it', () => {
    const checkout = all(region, 'services').find((one) => one.serviceName === 'checkout-api');
    const orders = region.dbInstances().find((one) => one.DBInstanceIdentifier === 'orders-db');
    const [own] = orders?.VpcSecurityGroups as { VpcSecurityGroupId: string }[];
    const [rule] = permissions(byId.get(own?.VpcSecurityGroupId ?? ''));
    expect(rule?.FromPort).toBe(5432);
    expect(rule?.UserIdGroupPairs.map(({ GroupId }) => GroupId)).toContain(groupsOf(checkout ?? {})[0]);
  });

  it('are open to the world where load balancers are, and at two places where they should not be', () => {
    const open = groups.flatMap((group) =>
      permissions(group)
        .filter(({ IpRanges }) => IpRanges.some(({ CidrIp }) => CidrIp === '0.0.0.0/0'))
        .map(({ FromPort }) => `${text(group.GroupName)} ${FromPort}`),
    );
    expect(open.sort()).toEqual([
      'alb-public 443',
      'alb-public 80',
      'bastion 22',
      'rds-stage-shared-db 5432',
    ]);
  });

  it('exist wherever something names one, and a few are used by nobody', () => {
    const used = new Set<string>();
    for (const eni of region.network.networkInterfaces())
      for (const { GroupId } of eni.Groups as { GroupId: string }[]) used.add(GroupId);
    for (const service of all(region, 'services')) for (const id of groupsOf(service)) used.add(id);
    for (const group of groups)
      for (const { UserIdGroupPairs } of permissions(group))
        for (const { GroupId } of UserIdGroupPairs) expect(byId.has(GroupId)).toBe(true);
    for (const id of used) expect(byId.has(id)).toBe(true);
    const idle = groups.filter((group) => !used.has(text(group.GroupId))).map((group) => group.GroupName);
    expect(idle).toEqual(expect.arrayContaining(['default', 'redis-sessions']));
  });
});

describe('Images, keys, checks and prices', () => {
  it('has an image that is years old, deprecated ones, and one in use that is gone', () => {
    const images = new Map(region.compute.images().map((one) => [one.ImageId, one]));
    const inUse = [...new Set(region.instances().map((one) => text(one.ImageId)))];
    expect(inUse.filter((id) => !images.has(id))).toEqual(region.compute.deregisteredImages());
    const ages = inUse
      .filter((id) => images.has(id))
      .map((id) => (world.startedAt - Date.parse(text(images.get(id)?.CreationDate))) / 86_400_000);
    expect(Math.max(...ages)).toBeGreaterThan(1000);
    expect(Math.min(...ages)).toBeLessThan(90);
    const now = new Date(world.startedAt).toISOString();
    expect(inUse.filter((id) => text(images.get(id)?.DeprecationTime ?? '9') < now)).toHaveLength(2);
  });

  it('misses the key pair of one instance only', () => {
    const pairs = new Set(region.compute.keyPairs().map((one) => one.KeyName));
    const missing = region
      .instances()
      .map((one) => one.KeyName)
      .filter((name) => name !== undefined && !pairs.has(name));
    expect(missing).toEqual(['jenkins-2019']);
  });

  it('impairs the instance check while a status check fails, a minute later than it begins', () => {
    const sick = fleet([{ kind: 'status-check', at: '+1m', duration: '10m', on: { instance: 'bastion' } }], {
      historyDays: 1,
    });
    const summaries = () =>
      sick.region.compute.instanceStatuses().map((one) => (one.InstanceStatus as AwsRecord).Status);
    expect(new Set(summaries())).toEqual(new Set(['ok']));
    sick.forward(3 * 60_000);
    expect(summaries().filter((status) => status === 'impaired')).toHaveLength(1);
    sick.forward(10 * 60_000);
    expect(summaries().filter((status) => status === 'impaired')).toHaveLength(0);
  });

  it('prices Spot below on demand, alike whenever it is asked, with the price in force at the start', () => {
    const to = world.startedAt;
    const from = to - 3 * 86_400_000;
    const query = { from, to, instanceTypes: ['m5.large'], availabilityZone: 'ap-northeast-2a' };
    const prices = region.compute.spotPrices(query);
    expect(prices.length).toBeGreaterThan(8);
    for (const { SpotPrice } of prices) expect(Number(SpotPrice)).toBeLessThan(0.096 * 0.65);
    expect((prices.at(-1)?.Timestamp as Date).getTime()).toBeLessThanOrEqual(from);
    expect((prices.at(-2)?.Timestamp as Date).getTime()).toBeGreaterThan(from);
    const shorter = region.compute.spotPrices({ ...query, from: to - 86_400_000 });
    expect(prices.slice(0, shorter.length)).toEqual(shorter);
  });

  it('knows every type that the fleet runs, with the credits of the T family as memory would have it', () => {
    const types = new Map(region.compute.instanceTypes().map((one) => [one.InstanceType, one]));
    for (const { InstanceType } of region.instances()) expect(types.has(InstanceType)).toBe(true);
    const large = types.get('m5.large');
    expect(number((large?.MemoryInfo as AwsRecord).SizeInMiB)).toBe(8192);
    expect(number((large?.NetworkInfo as AwsRecord).MaximumNetworkInterfaces)).toBe(3);
    expect(types.get('t3.large')?.BurstablePerformanceSupported).toBe(true);
  });
});

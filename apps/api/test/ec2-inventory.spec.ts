import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ATTRIBUTES, AttributesOf } from '@danji/shared';
import { InventorySweep } from '../src/inventory/index.js';
import { PLACE, startMetricsWorld, type MetricsWorld } from './support/metrics-world.js';

type Kind = keyof typeof ATTRIBUTES;
interface Row<K extends Kind> {
  id: string;
  name: string;
  native_id: string;
  parent_id: string | null;
  status: string;
  reasons: { code: string }[];
  attributes: AttributesOf<K>;
}

let world: MetricsWorld;
beforeAll(async () => {
  world = await startMetricsWorld();
  await world.sweep();
}, 60_000);
afterAll(() => world.close(), 30_000);

const all = <K extends Kind>(kind: K): Promise<Row<K>[]> =>
  world.rows<Row<K>>('SELECT * FROM resource WHERE kind = $1 AND deleted_at IS NULL ORDER BY id', [kind]);
const region = () => {
  const accountId = world.simulator.world.accounts()[0] as string;
  const found = world.simulator.world.region(accountId, PLACE.region);
  if (!found) throw new Error('the simulator has no such region');
  return found;
};

describe('an instance', () => {
  it('carries its image, type, key pair, subnet, checks and volumes', async () => {
    const subnets = new Map((await all('subnet')).map((row) => [row.native_id, row]));
    const volumes = await all('ebs_volume');
    const instances = await all('ec2_instance');
    expect(instances.length).toBeGreaterThan(1);
    for (const { id, attributes } of instances) {
      expect(attributes.image).toMatchObject({ id: attributes.imageId });
      expect([attributes.vcpus, attributes.memoryMiB].every((value) => Number(value) > 0)).toBe(true);
      const subnet = subnets.get(attributes.subnetId ?? '');
      expect(attributes.subnet).toMatchObject({
        resourceId: subnet?.id,
        public: subnet?.attributes.public,
      });
      expect(attributes.checks).toMatchObject({ system: 'ok', instance: 'ok' });
      const own = volumes.filter((volume) => volume.parent_id === id).map((volume) => volume.id);
      expect(attributes.volumes?.map((volume) => volume.resourceId).sort()).toEqual(own.sort());
      expect(own.length).toBeGreaterThan(0);
    }
  });

  it('that AWS will retire warns, with an event of its own', async () => {
    const retired = (await all('ec2_instance')).filter((row) => row.attributes.scheduledEvents?.length);
    expect(retired.length).toBeGreaterThan(0);
    for (const { id, status, reasons } of retired) {
      expect(status).toBe('warning');
      expect(reasons.map(({ code }) => code)).toContain('scheduled_event');
      const events = await world.rows<{ type: string; kind: string }>(
        `SELECT type, kind FROM event WHERE resource_id = $1 AND type = 'scheduled_event'`,
        [id],
      );
      expect(events).toEqual([{ type: 'scheduled_event', kind: 'ec2' }]);
    }
  });

  it('keeps everything else when images may not be read, and says nothing of its image', async () => {
    world.faults([{ match: { service: 'ec2', operation: 'DescribeImages' }, effect: { kind: 'deny' } }]);
    world.pass(60_000);
    const { app, place } = world;
    const fresh = new InventorySweep({
      pool: app.database.pool,
      clock: app.clock,
      place,
      sweepSeconds: 15,
      labelRules: null,
    });
    const run = await fresh.run();
    expect(run.status).toBe('partial');
    expect(run.message).toContain('ec2:DescribeImages');
    for (const { attributes } of await all('ec2_instance')) {
      expect(attributes.image).toBeNull();
      expect(attributes.subnet).not.toBeNull();
      expect(attributes.volumes).not.toBeNull();
    }
    expect((await all('image')).length).toBeGreaterThan(0);
    world.faults([]);
    // A refusal is believed for a minute.
    world.pass(120_000);
    await fresh.run();
    expect((await all('ec2_instance')).every(({ attributes }) => attributes.image !== null)).toBe(true);
    const changed = await world.rows(`SELECT 1 FROM event WHERE kind = 'config' AND message LIKE '%image%'`);
    expect(changed).toEqual([]);
  });
});

describe('an image', () => {
  it('that AWS no longer knows is kept as missing while an instance runs it', async () => {
    const missing = (await all('image')).filter(({ attributes }) => attributes.missing);
    expect(missing.length).toBeGreaterThan(0);
    for (const { attributes, status, reasons } of missing) {
      expect([status, reasons[0]?.code]).toEqual(['info', 'image_missing']);
      expect(attributes.usedBy.length).toBeGreaterThan(0);
    }
  });
});

describe('the network', () => {
  it('knows the free addresses of each subnet, and which lead to the internet', async () => {
    const truth = new Map(
      region()
        .network.subnets()
        .map((each) => [each['SubnetId'], each]),
    );
    const subnets = await all('subnet');
    expect(subnets).toHaveLength(truth.size);
    for (const { native_id: id, attributes } of subnets) {
      expect(attributes.freeAddresses).toBe(truth.get(id)?.['AvailableIpAddressCount']);
      expect(attributes.freeAddresses).toBeLessThanOrEqual(attributes.totalAddresses);
      expect(attributes.defaultRoute?.startsWith('igw-') ?? false).toBe(attributes.public);
    }
    expect(new Set(subnets.map(({ attributes }) => attributes.public))).toEqual(new Set([true, false]));
  });

  it('says who carries each security group, and counts their interfaces', async () => {
    const groups = await all('security_group');
    const services = await all('ecs_service');
    const instances = await all('ec2_instance');
    for (const group of groups) {
      const carriers = [
        ...services.filter(({ attributes }) => attributes.securityGroups.includes(group.native_id)),
        ...instances.filter(({ attributes }) =>
          attributes.securityGroups.some(({ id }) => id === group.native_id),
        ),
      ].map(({ id }) => id);
      expect(group.attributes.usedBy).toEqual(expect.arrayContaining(carriers));
      const interfaces = region()
        .network.networkInterfaces()
        .filter((each) =>
          (each['Groups'] as { GroupId: string }[]).some(({ GroupId }) => GroupId === group.native_id),
        );
      expect(group.attributes.interfaces).toBe(interfaces.length);
    }
    expect(groups.some(({ attributes }) => attributes.usedBy.some((id) => id.startsWith('svc-')))).toBe(true);
  });

  it('warns of a group that opens a sensitive port to the whole internet', async () => {
    const groups = await all('security_group');
    const open = groups.filter(({ attributes }) =>
      attributes.inbound.some((rule) => rule.open && rule.fromPort === 22),
    );
    expect(open.length).toBeGreaterThan(0);
    for (const { reasons } of open) expect(reasons[0]?.code).toMatch(/^open_/);
  });
});

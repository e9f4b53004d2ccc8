import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CapacityAnswer } from '@danji/shared';
import { startTestApp, type TestApp } from './support/test-app.js';
import { idOf, insertResource, insertScope, insertTask } from './support/rows.js';

const CLUSTER = idOf('ecs_cluster', 1);
const HOST = (n: number): string => idOf('ecs_container_instance', n);
const SERVICE = (n: number): string => idOf('ecs_service', n);
let app: TestApp;

async function insertHost(n: number, free: { cpu: number; memory: number } | null, state = 'ACTIVE') {
  const ec2 = await insertResource(app.database.pool, 'ec2_instance', n, {
    attributes: { instanceType: 'm5.large', lifecycle: n === 1 ? 'spot' : 'on-demand' },
  });
  await insertResource(app.database.pool, 'ecs_container_instance', n, {
    parent_id: CLUSTER,
    state,
    attributes: {
      ec2InstanceId: `i-${n}`,
      ec2ResourceId: ec2,
      agentConnected: true,
      registered: { cpu: 2048, memory: 7680 },
      remaining: free ?? { cpu: null, memory: null },
      runningTasks: 1,
      usedPorts: n === 2 ? [22, 9100] : [22],
      availabilityZone: n < 3 ? 'ap-northeast-2a' : 'ap-northeast-2b',
      interfaceTrunk: false,
    },
  });
}

async function insertService(n: number, networkMode: string, attributes: Record<string, unknown>) {
  const definition = await insertResource(app.database.pool, 'ecs_task_definition', n, {
    attributes: { networkMode },
  });
  await insertResource(app.database.pool, 'ecs_service', n, {
    parent_id: CLUSTER,
    attributes: {
      running: 1,
      schedulingStrategy: 'REPLICA',
      launchType: 'EC2',
      strategy: [],
      taskDefinitionId: definition,
      taskCpu: 512,
      taskMemory: 1024,
      ...attributes,
    },
  });
}

beforeAll(async () => {
  app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  const strategy = [
    { capacityProvider: 'FARGATE', base: 0, weight: 1 },
    { capacityProvider: 'FARGATE_SPOT', base: 0, weight: 3 },
  ];
  await insertResource(pool, 'ecs_cluster', 1, { attributes: { defaultStrategy: strategy } });
  await insertHost(1, { cpu: 2048, memory: 2048 });
  await insertHost(2, { cpu: 512, memory: 7680 });
  await insertHost(3, { cpu: 2048, memory: 7680 }, 'DRAINING');
  await insertHost(4, null);
  await insertService(1, 'bridge', {});
  await insertService(2, 'awsvpc', {});
  await insertService(3, 'host', { schedulingStrategy: 'DAEMON' });
  await insertService(4, 'awsvpc', { launchType: 'FARGATE', strategy, running: 4 });
  await insertService(5, 'host', {});
  await pool.query(`UPDATE resource SET attributes = attributes || $2::jsonb WHERE id = $1`, [
    idOf('ecs_task_definition', 5),
    JSON.stringify({ containers: [{ ports: [{ hostPort: 9100 }, { hostPort: 0 }] }] }),
  ]);
  await insertService(6, 'bridge', {
    placementStrategy: [{ type: 'spread', field: 'attribute:ecs.availability-zone' }],
    placementConstraints: [
      { type: 'distinctInstance', expression: null },
      { type: 'memberOf', expression: 'attribute:disk == ssd' },
    ],
  });
  await insertResource(pool, 'capacity_provider', 1, {
    name: 'FARGATE_SPOT',
    attributes: { clusters: [CLUSTER] },
  });
  const onHost = (n: number, host: number, service: number, network: object | null) =>
    insertTask(pool, n, {
      service_id: SERVICE(service),
      launch_type: 'EC2',
      container_instance_id: HOST(host),
      network,
    });
  await onHost(1, 1, 3, null);
  await onHost(2, 1, 2, { eniId: 'eni-1' });
  await onHost(3, 2, 1, null);
  await onHost(8, 1, 6, null);
  for (let n = 4; n < 8; n += 1) {
    await insertTask(pool, n, {
      service_id: SERVICE(4),
      launch_type: 'FARGATE',
      capacity_provider: n < 7 ? 'FARGATE_SPOT' : 'FARGATE',
    });
  }
  await insertTask(pool, 9, { service_id: SERVICE(4), last_status: 'STOPPED', stopped_at: new Date(0) });
});
afterAll(() => app.close());

describe("a cluster's capacity", () => {
  const read = async (): Promise<CapacityAnswer> =>
    CapacityAnswer.parse((await app.get(`/resources/${CLUSTER}/capacity`)).body);

  it('is told per host and zone; what AWS did not say is counted, not guessed', async () => {
    const answer = await read();
    expect(answer.hosts.map(({ id, usable, free }) => [id, usable, free.cpu])).toEqual([
      [HOST(1), true, 2048],
      [HOST(2), true, 512],
      [HOST(3), false, 2048],
    ]);
    expect(answer.unknownHosts).toBe(1);
    expect(answer.zones).toMatchObject([
      { zone: 'ap-northeast-2a', hosts: 2, usable: 2, free: { cpu: 2560, memory: 9728 } },
      { zone: 'ap-northeast-2b', hosts: 1, usable: 0, free: { cpu: 0, memory: 0 } },
    ]);
  });

  it('names the largest tasks that still fit, on hosts that take tasks', async () => {
    expect((await read()).largest).toEqual([
      { cpu: 2048, memory: 2048, hostId: HOST(1) },
      { cpu: 512, memory: 7680, hostId: HOST(2) },
    ]);
  });

  it('fits one more task a host for a fixed port or distinctInstance, and says by which rules ECS chooses', async () => {
    const { services } = await read();
    const of = (n: number) => services.find(({ id }) => id === SERVICE(n));
    // Port 9100 is taken on the second host; the sixth service has its task on the first.
    expect(of(5)).toMatchObject({ more: 1, limitedBy: 'ports', exact: true, placement: [], constraints: [] });
    expect(of(6)).toMatchObject({
      more: 1,
      limitedBy: 'distinct',
      exact: false,
      placement: ['spread(attribute:ecs.availability-zone)'],
      constraints: ['distinctInstance', 'memberOf(attribute:disk == ssd)'],
    });
  });

  it('says how many more of each service fit, within the interfaces of an awsvpc task', async () => {
    const { services } = await read();
    const of = (n: number) => services.find(({ id }) => id === SERVICE(n));
    expect(of(1)).toMatchObject({ more: 3, exact: true });
    // m5.large holds two: one is taken on the first host; the second host has CPU for one.
    expect(of(2)).toMatchObject({ more: 2, exact: true });
    expect(of(4)).toMatchObject({ more: null, limitedBy: null });
    expect((await read()).fargate?.en).toContain('quota of the account');
  });

  it('shows which usable hosts a daemon covers', async () => {
    const daemon = (await read()).services.find(({ id }) => id === SERVICE(3))?.daemon;
    expect(daemon).toEqual({ hosts: 2, covered: 1, missing: [HOST(2)] });
  });

  it('holds the strategy against where tasks run, and Spot against on-demand', async () => {
    const { strategy } = await read();
    expect(strategy).toMatchObject({ hasDefault: true, spotAskedPercent: 75 });
    expect(strategy.providers).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: 'FARGATE_SPOT',
          id: idOf('capacity_provider', 1),
          asked: 3,
          running: 3,
          spot: 3,
        }),
        expect.objectContaining({ name: 'FARGATE', asked: 1, running: 1, spot: 0 }),
        expect.objectContaining({ name: 'EC2', running: 4, spot: 3, purchaseUnknown: 0 }),
      ]),
    );
    expect(strategy.spotPercent).toBeCloseTo((100 * 6) / 8);
  });

  it('is refused for what is no cluster, and for what does not exist', async () => {
    expect(await app.problem(`/resources/${SERVICE(1)}/capacity`)).toMatchObject({ status: 400 });
    expect(await app.problem(`/resources/${idOf('ecs_cluster', 9)}/capacity`)).toMatchObject({ status: 404 });
  });

  it('needs few statements', async () => {
    expect((await app.get(`/resources/${CLUSTER}/capacity`)).queries.length).toBeLessThanOrEqual(6);
  });
});

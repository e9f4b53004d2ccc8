import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ScalingAnswer, ScalingOverview } from '@danji/shared';
import { NOW, startTestApp, type TestApp } from './support/test-app.js';
import { idOf, insert, insertResource, insertScope, insertSeries, minutesAgo } from './support/rows.js';

const HOUR = 3_600_000;
const HOT = idOf('ecs_service', 1);
const CALM = idOf('ecs_service', 2);
const GROUP = idOf('auto_scaling_group', 1);
let app: TestApp;

const policy = {
  name: 'cpu70',
  arn: 'a',
  type: 'TargetTrackingScaling',
  metric: 'ECSServiceAverageCPUUtilization',
  target: 70,
  scaleInCooldown: 300,
  scaleOutCooldown: 60,
  disableScaleIn: false,
  steps: [],
  alarms: [],
};
const nightly = {
  name: 'night',
  schedule: 'cron(0 22 * * ? *)',
  timezone: 'Asia/Seoul',
  startAt: null,
  endAt: null,
  minimum: 1,
  maximum: 2,
};

async function insertActivity(
  resource: string,
  minutes: number,
  row: Record<string, unknown>,
): Promise<void> {
  await insert(app.database.pool, 'scaling_activity', {
    resource_id: resource,
    activity_id: `${resource}-${minutes}`,
    scope_id: 'scope-main',
    at: minutesAgo(minutes),
    ended_at: minutesAgo(minutes - 1),
    cause: 'monitor alarm',
    description: '',
    status: 'Successful',
    not_scaled_reasons: [],
    ...row,
  });
}

beforeAll(async () => {
  app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  const scaling = { minimum: 2, maximum: 8, suspended: [], policies: [policy], scheduled: [nightly] };
  const protection = {
    tasks: [{ id: idOf('ecs_task', 1), until: null }],
    checked: 8,
    readAt: new Date(NOW - 60_000).toISOString(),
  };
  await insertResource(pool, 'ecs_service', 1, {
    name: 'api',
    attributes: { desired: 8, running: 8, scaling, protection },
  });
  await insertResource(pool, 'ecs_service', 2, {
    name: 'web',
    environment: 'dev',
    attributes: { desired: 3, running: 3, scaling: { ...scaling, scheduled: null } },
  });
  await insertResource(pool, 'ecs_service', 3, { attributes: { desired: 1, running: 1, scaling: null } });
  await insertResource(pool, 'auto_scaling_group', 1, {
    name: 'workers',
    attributes: {
      minimum: 0,
      maximum: 4,
      desired: 2,
      suspended: [],
      instances: [
        { instanceId: 'i-1', state: 'InService', health: 'Healthy', zone: 'a', protected: true },
        { instanceId: 'i-2', state: 'Pending', health: 'Healthy', zone: 'b', protected: false },
      ],
    },
  });
  const hours = [0, 1, 2, 3].map((h) => Math.floor(NOW / HOUR) * HOUR - h * HOUR);
  for (const [resource, since] of [
    [HOT, NOW - 20 * 60_000],
    [CALM, NOW],
  ] as const) {
    await insertSeries(pool, { resource, metric: 'CPUUtilization' }, hours, (minute) =>
      minute < NOW ? (minute >= since ? 91 : 60) : null,
    );
  }
  await insertActivity(HOT, 30, { from_count: 6, to_count: 8 });
  await insertActivity(HOT, 5, { status: 'Failed', not_scaled_reasons: [{ code: 'AlreadyAtMaxCapacity' }] });
  for (const [i, minutes] of [300, 240, 180, 120, 60].entries()) {
    await insertActivity(GROUP, minutes, { from_count: i % 2 ? 3 : 2, to_count: i % 2 ? 2 : 3 });
  }
});
afterAll(() => app.close());

describe('everything that scales', () => {
  const read = async (query = ''): Promise<ScalingOverview> =>
    ScalingOverview.parse((await app.get(`/scaling/overview?${query}`)).body);

  it('puts what is hot at its maximum first, by the metric that its policy follows', async () => {
    const { items, notScaling, sentence } = await read();
    expect(items.map(({ name }) => name)).toEqual(['api', 'workers', 'web']);
    expect(items[0]).toMatchObject({
      minimum: 2,
      maximum: 8,
      desired: 8,
      protected: 1,
      activities: 2,
      policies: [{ name: 'cpu70', target: 70, value: 91 }],
      scheduled: [{ name: 'night' }],
      findings: [{ code: 'at_maximum_hot', since: '2026-11-23T05:11:00.000Z' }],
    });
    expect(notScaling).toBe(1);
    expect(sentence.en).toContain('2 of 3 that scale deserve a look. api: at its maximum of 8');
    expect(sentence.ko).toContain('api');
  });

  it('shows a group with its instances in service, those protected, and that it flaps', async () => {
    const group = (await read()).items.find(({ id }) => id === GROUP);
    expect(group).toMatchObject({
      running: 1,
      protected: 1,
      policies: null,
      findings: [{ code: 'flapping' }],
    });
  });

  it('leaves unknown what was not read', async () => {
    const calm = (await read()).items.find(({ id }) => id === CALM);
    expect(calm).toMatchObject({ protected: null, protectedAt: null, scheduled: null, findings: [] });
  });

  it('is narrowed by labels and counts activities in the range', async () => {
    expect((await read('environment=dev')).items.map(({ name }) => name)).toEqual(['web']);
    const [hot] = (await read('from=now-10m')).items;
    expect(hot).toMatchObject({ activities: 1, lastActivityAt: minutesAgo(5).toISOString() });
  });

  it('says of one what it says of all', async () => {
    const one = ScalingAnswer.parse((await app.get(`/scaling?resource=${HOT}`)).body);
    expect(one.findings).toEqual((await read()).items[0]?.findings);
    expect(one.scheduled).toEqual([nightly]);
  });

  it('needs few statements', async () => {
    expect((await app.get('/scaling/overview')).queries.length).toBeLessThanOrEqual(7);
  });
});

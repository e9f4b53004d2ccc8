import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MetricGroup, MetricGroupList, MetricsAnswer, type CatalogueMetric } from '@danji/shared';
import { LOCAL_CONTEXT } from '../src/http/index.js';
import { ListMetricGroups } from '../src/collection-status/list-metric-groups.js';
import { SwitchMetricGroup } from '../src/collection-status/switch-metric-group.js';
import { startMetricsWorld, type MetricsWorld } from './support/metrics-world.js';
import { NOW } from './support/test-app.js';

/** As a catalogue file adds it: the simulated account publishes it, and Danji's own catalogue has it not. */
const PACKETS: CatalogueMetric = {
  kind: 'ec2_instance',
  namespace: 'AWS/EC2',
  metric: 'NetworkPacketsIn',
  stats: ['Sum', 'Maximum'],
  awsUnit: 'Count',
  unit: 'count',
  factor: 1,
  total: true,
  period: 300,
  delaySeconds: 600,
  dimensions: { InstanceId: 'nativeId' },
  optional: true,
  when: [],
  label: { en: 'Packets in', ko: '받은 패킷' },
};
const ID = 'aws-ec2.ec2_instance';
const PATH = `/collection/metric-groups/${ID}`;
const MINUTE = 60_000;

let world: MetricsWorld;
beforeAll(async () => {
  world = await startMetricsWorld({ addedMetrics: [PACKETS] });
});
afterAll(() => world.close());

async function group(): Promise<MetricGroup> {
  const { items } = MetricGroupList.parse((await world.app.get('/collection/metric-groups')).body);
  return items.find(({ id }) => id === ID) as MetricGroup;
}

async function switchTo(enabled: boolean, ifMatch: string) {
  return world.app.patch<MetricGroup>(PATH, { enabled }, { 'if-match': ifMatch });
}

async function packets(): Promise<{ id: number; retired_at: Date | null; last_point_at: Date | null }[]> {
  return world.rows(`SELECT id, retired_at, last_point_at FROM series WHERE metric = 'NetworkPacketsIn'`);
}

const monthly = (series: number): number => series * 730 * 60 * 0.00001;

describe('a group of optional metrics', () => {
  it('is not counted before the worker has seen the fleet: unknown, not zero', async () => {
    expect(await group()).toMatchObject({ resources: null, series: null, monthUsd: null, enabled: false });
  });

  it('is priced before it is switched on, and not collected', async () => {
    await world.sweep();
    await world.collector().pollOnce(world.place);
    const found = await group();
    expect(found).toMatchObject({ resources: 2, series: 4, version: 0, changedAt: null });
    expect(found.monthUsd?.low).toBeCloseTo(monthly(2));
    expect(found.monthUsd?.high).toBeCloseTo(monthly(4));
    expect(await packets()).toEqual([]);
  });

  it('names nothing that has no live resource in the account as costing', async () => {
    const { items } = MetricGroupList.parse((await world.app.get('/collection/metric-groups')).body);
    expect(items.find(({ id }) => id === 'aws-ebs.ebs_volume')).toMatchObject({ source: 'built-in' });
  });
});

describe('switching a group', () => {
  it('wants the version that was read, and refuses a group that does not exist', async () => {
    expect((await world.app.patch(PATH, { enabled: true })).status).toBe(428);
    expect((await switchTo(true, 'new')).status).toBe(400);
    expect((await world.app.patch(PATH, { enabled: true, version: 3 }, { 'if-match': '0' })).status).toBe(
      400,
    );
    expect((await world.app.patch(PATH, { enabled: 'yes' }, { 'if-match': '0' })).status).toBe(400);
    expect(
      (
        await world.app.patch(
          '/collection/metric-groups/aws-none.image',
          { enabled: true },
          { 'if-match': '0' },
        )
      ).status,
    ).toBe(404);
  });

  it('needs the permission to change the collection', async () => {
    const reader = { ...LOCAL_CONTEXT, permissions: ['collection.read'] as const };
    const verb = world.app.nest.get(SwitchMetricGroup, { strict: false });
    await expect(verb.run(reader, ID, { enabled: true }, 0)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const list = world.app.nest.get(ListMetricGroups, { strict: false });
    await expect(list.run({ ...reader, permissions: [] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('collects and back-fills it, and the estimate of the month holds it', async () => {
    const before = await estimated();
    const { status, body } = await switchTo(true, '"0"');
    expect(status).toBe(200);
    expect(body).toMatchObject({ enabled: true, version: 1, changedBy: LOCAL_CONTEXT.actor });
    const collector = world.collector();
    await collector.pollOnce(world.place);
    while ((await collector.backfillOnce(world.place)).more);
    const rows = await packets();
    expect(rows).toHaveLength(4);
    const days = await world.rows<{ n: number }>(
      'SELECT sum((SELECT sum(c) FROM unnest(counts) c))::int AS n FROM metric_days WHERE series_id = ANY($1)',
      [rows.map(({ id }) => id)],
    );
    // Two days of history at five minutes, four series.
    expect(days[0]?.n).toBeGreaterThan(1500);
    expect((await estimated()) - before).toBe(4);
  });

  it('loses a race with 409 and the group as it is now', async () => {
    const { status, body } = await world.app.patch<{ code: string; current: unknown }>(
      PATH,
      { enabled: false, version: 0 },
      { 'if-match': '0' },
    );
    expect(status).toBe(409);
    expect(body.code).toBe('CONFLICT');
    expect(MetricGroup.parse(body.current)).toMatchObject({ enabled: true, version: 1 });
  });

  it('off stops the polling and keeps the history; on again fetches what was missed', async () => {
    expect((await switchTo(false, '1')).status).toBe(200);
    const collector = world.collector();
    await collector.pollOnce(world.place);
    const [kept] = await packets();
    expect(kept?.retired_at).not.toBeNull();
    world.pass(40 * MINUTE);
    await collector.pollOnce(world.place);
    expect((await packets())[0]?.last_point_at).toEqual(kept?.last_point_at);
    const resource = (
      await world.rows<{ resource_id: string }>(
        `SELECT resource_id FROM series WHERE metric = 'NetworkPacketsIn'`,
      )
    )[0]?.resource_id;
    const query = `/metrics/query?resource=${resource}&metric=NetworkPacketsIn&stat=Sum&from=now-4h`;
    const [series] = MetricsAnswer.parse((await world.app.get(query)).body).series;
    expect(series?.status).toBe('ok');
    expect((await switchTo(true, '2')).status).toBe(200);
    await collector.pollOnce(world.place);
    const again = (await packets())[0];
    expect(again?.retired_at).toBeNull();
    expect(again?.last_point_at?.getTime()).toBeGreaterThan(NOW);
  });
});

/** Series of the estimate that a person accepts. */
async function estimated(): Promise<number> {
  const rows = await world.rows<{ series: number }>(
    `SELECT (value->'estimate'->>'series')::int AS series FROM setting WHERE key = 'metrics.state'`,
  );
  return rows[0]?.series ?? 0;
}

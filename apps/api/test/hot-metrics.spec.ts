import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOT_AFTER_MS, SYMPTOM_METRICS, type ResourceAttention } from '@danji/shared';
import { EvaluateAlerts } from '../src/alerts/index.js';
import { LOCAL_CONTEXT } from '../src/http/index.js';
import { startMetricsWorld, type MetricsWorld } from './support/metrics-world.js';

const MINUTE = 60_000;

let world: MetricsWorld;
beforeAll(async () => {
  world = await startMetricsWorld({ pollSeconds: 300 });
  await world.sweep();
  await world.collector().pollOnce(world.place);
}, 60_000);
afterAll(() => world.close());

/** Metrics whose newest datapoints were read in the last minute, by the name of their resource. */
async function readNow(): Promise<Map<string, string[]>> {
  const rows = await world.rows<{ name: string; metric: string }>(
    `SELECT r.name, s.metric FROM series s JOIN resource r ON r.id = s.resource_id
      WHERE s.fetched_until > $1::timestamptz - interval '1 minute' AND s.period = 60 GROUP BY 1, 2 ORDER BY 1, 2`,
    [new Date(world.app.clock.at)],
  );
  return new Map(
    [...Map.groupBy(rows, ({ name }) => name)].map(([name, own]) => [name, own.map(({ metric }) => metric)]),
  );
}

async function pollHot(): Promise<Map<string, string[]>> {
  world.pass(MINUTE);
  const run = await world.collector().pollHotOnce(world.place);
  expect(run).toMatchObject({ job: 'hot_metrics', status: 'ok', message: null });
  return readNow();
}

async function ofKind(kind: string, metric = '%'): Promise<{ id: string; name: string }> {
  const [found] = await world.rows<{ id: string; name: string }>(
    `SELECT id, name FROM resource r WHERE kind = $1 AND deleted_at IS NULL
        AND EXISTS (SELECT FROM series s WHERE s.resource_id = r.id AND s.period = 60 AND s.metric LIKE $2)
      ORDER BY name LIMIT 1`,
    [kind, metric],
  );
  if (found === undefined) throw new Error(`no ${kind} is polled`);
  return found;
}

describe('between two polls of everything', () => {
  it('asks for what AWS warned of within the last ten minutes', async () => {
    const [event] = await world.rows<{ name: string }>(
      `SELECT r.name FROM event e JOIN resource r ON r.id = e.resource_id WHERE e.severity = 'warning'`,
    );
    expect([...(await pollHot()).keys()]).toContain(event?.name);
    world.pass(HOT_AFTER_MS);
    expect([...(await pollHot()).keys()]).not.toContain(event?.name);
  });

  it('asks for the symptoms of production, and for nothing else of a calm fleet', async () => {
    await world.rows(`UPDATE resource SET environment = 'stage'`);
    expect([...(await pollHot()).values()]).toEqual([]);
    const group = await ofKind('target_group', 'RequestCount');
    await world.rows(`UPDATE resource SET environment = 'prod' WHERE id = $1`, [group.id]);
    const asked = await pollHot();
    expect([...asked.keys()]).toEqual([group.name]);
    expect(asked.get(group.name)).toEqual(expect.arrayContaining(['RequestCount', 'TargetResponseTime']));
    expect(asked.get(group.name)?.filter((metric) => !SYMPTOM_METRICS.some((one) => one === metric))).toEqual(
      [],
    );
    await world.rows(`UPDATE resource SET environment = 'stage'`);
  });

  it('asks for everything of a resource whose page is open, and no longer than ten minutes after', async () => {
    const database = await ofKind('rds_instance');
    const { status, body } = await world.app.put<ResourceAttention>(
      `/resources/${database.id}/attention`,
      {},
    );
    expect(status).toBe(200);
    expect(Date.parse(body.until)).toBe(world.app.clock.at + HOT_AFTER_MS);
    expect((await pollHot()).get(database.name)).toEqual(expect.arrayContaining(['CPUUtilization']));
    world.pass(HOT_AFTER_MS);
    expect([...(await pollHot()).keys()]).toEqual([]);
  });

  it('asks for a service with fewer tasks than desired, and for its target group', async () => {
    const [service] = await world.rows<{ id: string; name: string; group_name: string }>(
      `SELECT s.id, s.name, g.name AS group_name FROM resource g JOIN resource s ON g.attributes->'services' ? s.id
        WHERE g.kind = 'target_group' LIMIT 1`,
    );
    if (service === undefined) throw new Error('no service has a target group');
    await world.rows(
      `UPDATE resource SET attributes = attributes || '{"running": 1, "desired": 2}' WHERE id = $1`,
      [service.id],
    );
    const asked = await pollHot();
    expect(asked.get(service.name)).toEqual(expect.arrayContaining(['CPUUtilization', 'MemoryUtilization']));
    expect(asked.get(service.group_name)).toEqual(expect.arrayContaining(['HealthyHostCount']));
    await world.rows(
      `UPDATE resource SET attributes = attributes || '{"running": 2, "desired": 2}' WHERE id = $1`,
      [service.id],
    );
    expect([...(await pollHot()).keys()]).toEqual([]);
  });

  it('asks for what has an open alert, except of rules that tell of days', async () => {
    const database = await ofKind('rds_instance');
    const open = (rule: string): Promise<unknown[]> =>
      world.rows(
        `INSERT INTO alert (resource_id, id, rule_id, scope_id, subject_id, environment, severity, phase, phase_since,
                            began_at, threshold, flapped, notifies)
         VALUES ($1, $2, $2, 'scope-main', $1, 'stage', 'warning', 'pending', $3, $3, 1, false, false)`,
        [database.id, rule, new Date(world.app.clock.at)],
      );
    await open('rds_storage_full_slow');
    expect([...(await pollHot()).keys()]).toEqual([]);
    await open('rds_connections');
    expect((await pollHot()).get(database.name)).toEqual(expect.arrayContaining(['DatabaseConnections']));
    await world.rows(`UPDATE alert SET resolved_at = $1`, [new Date(world.app.clock.at)]);
    expect([...(await pollHot()).keys()]).toContain(database.name);
    world.pass(HOT_AFTER_MS);
    expect([...(await pollHot()).keys()]).toEqual([]);
  });

  it('asks for what has come within a tenth of a threshold that somebody would be told of', async () => {
    const evaluate = world.app.nest.get(EvaluateAlerts, { strict: false });
    const service = await ofKind('ecs_service', 'MemoryUtilization');
    const hold = async (environment: string, memory: number): Promise<string[]> => {
      await world.rows(`UPDATE resource SET environment = $2 WHERE id = $1`, [service.id, environment]);
      await world.rows(
        `UPDATE metric_minutes SET slots =
            ARRAY(SELECT CASE WHEN v <> 'NaN' THEN $2::real ELSE v END FROM unnest(slots) WITH ORDINALITY AS t(v, i) ORDER BY i)
          WHERE series_id IN (SELECT id FROM series WHERE resource_id = $1 AND metric = 'MemoryUtilization')`,
        [service.id, memory],
      );
      await evaluate.run(LOCAL_CONTEXT);
      const hot = await world.rows<{ resource_id: string }>(
        `SELECT resource_id FROM hot_resource WHERE cause = 'near_threshold' AND until > $1`,
        [new Date(world.app.clock.at)],
      );
      return hot.map((row) => row.resource_id);
    };
    expect(await hold('stage', 90)).toEqual([]);
    expect(await hold('prod', 80)).toEqual([]);
    expect(await hold('prod', 90)).toEqual([service.id]);
  });

  it('knows no resource that does not exist', async () => {
    const { status } = await world.app.put('/resources/ec-aaaaaaaaaaaaaaaa/attention', {});
    expect(status).toBe(404);
  });
});

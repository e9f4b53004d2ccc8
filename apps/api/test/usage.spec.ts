import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UsageAnswer } from '@danji/shared';
import { UsageCollector } from '../src/usage-collection/index.js';
import { startMetricsWorld, type MetricsWorld } from './support/metrics-world.js';

const MINUTE = 60_000;
const GO_ON = new AbortController().signal;
const LOUD = 'ReportWorkerService';
const scenario = {
  name: 'noisy',
  incidents: [{ kind: 'cpu', at: '+10m', duration: '2h', on: { service: LOUD }, parameters: { factor: 40 } }],
};

let world: MetricsWorld;

beforeAll(async () => {
  const fleet = { clusters: 3, services: 18, tasks: 40, instances: 7, databases: 1, scenarios: [scenario] };
  world = await startMetricsWorld({}, fleet);
  const collector = world.collector();
  for (const minutes of [0, 25]) {
    world.pass(minutes * MINUTE);
    await world.sweep();
    await collector.pollOnce(world.place);
  }
}, 120_000);
afterAll(() => world.close(), 30_000);

/** An EC2 instance that runs a task of a service, and one of another beside it where it is named. */
async function hostOf(
  service: string,
  beside = service,
): Promise<{ id: string; nativeId: string; hostId: string }> {
  const [row] = await world.rows<{ id: string; nativeId: string; hostId: string }>(
    `SELECT ec2.id, ec2.native_id AS "nativeId", h.id AS "hostId" FROM task_run t
       JOIN resource s ON s.id = t.service_id AND s.name = $1
       JOIN resource h ON h.id = t.container_instance_id
       JOIN resource ec2 ON ec2.id = h.attributes->>'ec2ResourceId'
      WHERE t.stopped_at IS NULL
        AND EXISTS (SELECT 1 FROM task_run o JOIN resource s2 ON s2.id = o.service_id AND s2.name = $2
                     WHERE o.container_instance_id = h.id AND o.stopped_at IS NULL)
      ORDER BY ec2.id LIMIT 1`,
    [service, beside],
  );
  if (!row) throw new Error(`no host of ${service}`);
  return row;
}

/** Limits are counted by the clock that stands still: a while passes between two questions. */
async function usage(id: string, query = ''): Promise<UsageAnswer> {
  world.pass(5_000);
  const { status, body } = await world.app.get(`/resources/${id}/usage${query}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return UsageAnswer.parse(body);
}

const asked = (): number => world.simulator.faults.list().find(({ id }) => id === 'counted')?.seen ?? 0;
const count = (): void =>
  world.faults([{ id: 'counted', match: { operation: 'FilterLogEvents' }, effect: { kind: 'slow', ms: 1 } }]);

describe('who uses a host', () => {
  it('is read although nobody looks where a host is above 80 %, with the time before, and nowhere else', async () => {
    const { database, clock } = world.app;
    const run = await new UsageCollector({ database, clock, place: world.place }).run(GO_ON);
    expect(run).toMatchObject({ job: 'usage', status: 'ok', message: null });
    const read = await world.rows<{ id: string; minutes: number }>(
      `SELECT resource_id AS id, sum(length(replace(minutes::text, '0', '')))::int AS minutes FROM task_usage_read GROUP BY 1`,
    );
    const hot = await world.rows<{ id: string }>(
      `SELECT DISTINCT t.container_instance_id AS id FROM task_run t JOIN resource s ON s.id = t.service_id
        WHERE s.name = $1 AND t.stopped_at IS NULL`,
      [LOUD],
    );
    expect(read.map(({ id }) => id).sort()).toEqual(hot.map(({ id }) => id).sort());
    for (const { minutes } of read) expect(minutes).toBeGreaterThan(60);
  });

  it('is told task by task, and adds up to the CPU that EC2 sees', async () => {
    const { id, nativeId } = await hostOf(LOUD);
    const answer = await usage(id, '?from=now-1h');
    expect(answer).toMatchObject({ kind: 'host', state: 'known', coverage: 1, step: 60, message: null });
    expect(answer.tasks[0]?.name).toBe(LOUD);
    const [account = ''] = world.simulator.world.accounts();
    const region = world.simulator.world.region(account, 'ap-northeast-2');
    const series = region
      ?.metricSeries()
      .find(
        ({ metricName, dimensions: [one] }) => metricName === 'CPUUtilization' && one?.Value === nativeId,
      );
    let compared = 0;
    for (const [i, at] of answer.t.entries()) {
      const parts = answer.tasks.flatMap(({ cpu }) => cpu[i] ?? []);
      const point = series && region?.datapoint(series, Date.parse(at));
      if (!point || parts.length === 0) continue;
      const own = (point.sum / point.sampleCount) * 20.48 - parts.reduce((sum, part) => sum + part, 0);
      expect(own).toBeGreaterThan(0);
      expect(own).toBeLessThan(0.03 * 2048);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(9);
  });

  it('names the culprit before those that suffer from it, and since when', async () => {
    const { id } = await hostOf(LOUD, 'PaymentApiService');
    const { suspects, victims, onset, capacity } = await usage(id);
    expect(suspects[0]).toMatchObject({ name: LOUD, resource: 'cpu', first: true });
    expect(suspects[0]?.weight).toBeGreaterThan(0.8);
    expect(victims.map(({ name }) => name)).toContain('PaymentApiService');
    expect(victims.map(({ name }) => name)).not.toContain('UserApiService');
    expect(onset?.by).toBe('latency');
    const began = world.simulator.world.startedAt + 10 * MINUTE;
    expect(Math.abs(Date.parse(onset?.at ?? '') - began)).toBeLessThanOrEqual(2 * MINUTE);
    expect(capacity?.cpu).toBe(2048);
  });

  it('is read once: asking again asks AWS for the minutes that may still change alone', async () => {
    const { id, hostId } = await hostOf(LOUD);
    const before = await usage(id, '?from=now-1h');
    count();
    const again = await usage(hostId, '?from=now-1h');
    expect(asked()).toBe(1);
    expect(again.tasks.map(({ cpu }) => cpu.slice(0, 50))).toEqual(
      before.tasks.map(({ cpu }) => cpu.slice(0, 50)),
    );
    const stored = await world.rows<{ n: number }>('SELECT count(*)::int AS n FROM task_usage');
    expect(stored[0]?.n).toBeGreaterThan(0);
  });

  it('cannot be known without Container Insights: the answer says so and shows what can be', async () => {
    const { id } = await hostOf('stg-web-gateway');
    count();
    const answer = await usage(id);
    expect(asked()).toBe(0);
    expect(answer).toMatchObject({ state: 'insights_off', suspects: [] });
    expect(answer.message?.en).toContain('containerInsights,value=enabled');
    expect(answer.tasks.length).toBeGreaterThan(0);
    for (const task of answer.tasks) {
      expect(task.reserved.cpu).toBeGreaterThan(0);
      expect(new Set(task.cpu)).toEqual(new Set([null]));
    }
  });

  it('is told of a service on Fargate too, of its own tasks alone', async () => {
    const [service] = await world.rows<{ id: string }>(
      "SELECT id FROM resource WHERE kind = 'ecs_service' AND name = 'checkout-api'",
    );
    const answer = await usage(service?.id ?? '', '?from=now-20m');
    expect(answer).toMatchObject({ kind: 'service', state: 'known', capacity: null, suspects: [] });
    expect(new Set(answer.tasks.map(({ name }) => name))).toEqual(new Set(['checkout-api']));
    for (const { cpu, memory, network } of answer.tasks.filter(({ stoppedAt }) => stoppedAt === null)) {
      for (const values of [cpu, memory, network]) {
        expect(values.filter((value) => value !== null).length).toBeGreaterThan(10);
      }
    }
  });

  it('refuses what has no use, and more than a day, with the remedy', async () => {
    const [cluster] = await world.rows<{ id: string }>("SELECT id FROM resource WHERE kind = 'ecs_cluster'");
    const { id } = await hostOf(LOUD);
    const refused = await world.app.problem(`/resources/${cluster?.id}/usage`);
    expect(refused).toMatchObject({ status: 400, code: 'VALIDATION' });
    expect((await world.app.problem(`/resources/${id}/usage?from=now-2d`)).detail).toContain('a day');
    expect((await usage(id, '?from=now-24h')).step).toBe(300);
    expect((await world.app.problem('/resources/ec-aaaaaaaaaaaaaaaa/usage')).status).toBe(404);
  });

  it('keeps what was read where the role may no longer read, and names the permission', async () => {
    const { id } = await hostOf(LOUD);
    world.faults([{ match: { operation: 'FilterLogEvents' }, effect: { kind: 'deny' } }]);
    const answer = await usage(id, '?from=now-1h');
    world.faults([]);
    expect(answer.state).toBe('denied');
    expect(answer.message?.en).toContain('logs:FilterLogEvents');
    expect(answer.tasks[0]?.cpu.some((value) => value !== null)).toBe(true);
  });
});

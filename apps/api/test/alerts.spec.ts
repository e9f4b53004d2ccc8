import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AlertList,
  AlertPreview,
  AlertRuleList,
  IncidentDetail,
  IncidentItem,
  IncidentList,
  Problem,
} from '@danji/shared';
import { EvaluateAlerts } from '../src/alerts/index.js';
import { LOCAL_CONTEXT } from '../src/http/index.js';
import {
  idOf,
  insert,
  insertEvent,
  insertKilledTasks,
  insertResource,
  insertRuns,
  insertScope,
  insertSeries,
} from './support/rows.js';
import { NOW, startTestApp, type TestApp } from './support/test-app.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Math.floor(NOW / HOUR) * HOUR;

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  await insertResource(pool, 'ecs_cluster', 1, { name: 'prod-kr' });
  // Blind for an hour.
  await insertRuns(pool, { from: START - 6 * HOUR, to: START + 5 * HOUR - MINUTE });
  await insertRuns(pool, { from: START + 6 * HOUR + MINUTE, to: START + 11 * HOUR });
});
afterAll(() => app.close());

function service(n: number, row: Record<string, unknown> = {}): Promise<string> {
  const attributes = { desired: 3, running: 3, clusterName: 'prod-kr' };
  return insertResource(app.database.pool, 'ecs_service', n, {
    name: `service-${n}`,
    parent_id: idOf('ecs_cluster', 1),
    attributes,
    ...row,
  });
}

/** Tasks of a service that were killed for their memory, from an instant on, a second apart. */
function killTasks(first: number, count: number, serviceNumber: number, at: number): Promise<void> {
  return insertKilledTasks(app.database.pool, {
    first,
    count,
    serviceId: idOf('ecs_service', serviceNumber),
    at,
  });
}

async function evaluate(at: number): Promise<void> {
  app.clock.at = at;
  await app.nest.get(EvaluateAlerts, { strict: false }).run(LOCAL_CONTEXT);
}

async function incidents(query = ''): Promise<IncidentList> {
  return IncidentList.parse((await app.get(`/incidents?${query}`)).body);
}

const as = (name: string, version: number): Record<string, string> => ({
  'x-danji-name': encodeURIComponent(name),
  'if-match': String(version),
});

describe('a service whose tasks die alike', () => {
  let incident: IncidentItem;
  beforeAll(async () => {
    await service(1);
    await insertEvent(app.database.pool, 900, {
      kind: 'deployment',
      type: 'deployment_started',
      at: new Date(START + 25 * MINUTE),
      params: { deploymentId: 'dep-aaaaaaaaaaaaaaab', revision: 412 },
    });
    await evaluate(START + 29 * MINUTE);
    await killTasks(1, 3, 1, START + 30 * MINUTE + 5_000);
    await evaluate(START + 30 * MINUTE + 20_000);
    [incident] = (await incidents()).items as [IncidentItem];
  });

  it('is an incident seconds after the third one, with its number and since when', async () => {
    expect((await incidents()).counts).toEqual({ open: 1, silenced: 0, history: 0 });
    expect(incident).toMatchObject({
      severity: 'critical',
      state: 'open',
      owner: null,
      firing: 1,
      subject: { name: 'service-1' },
    });
    expect(incident.symptom.en).toBe('3 (limit 2) since 23 Nov, 14:30 GMT+9');
  });

  it('says first what a person changed, and keeps every stop beside it', async () => {
    const detail = IncidentDetail.parse((await app.get(`/incidents/${incident.id}`)).body);
    expect(detail.changes[0]).toMatchObject({ kind: 'deployment', relation: 'same', minutesBefore: 5 });
    expect(detail.charts[0]?.values.at(-1)).toBe(3);
    expect(detail.entries.map(({ kind }) => kind)).toEqual(['fired']);
  });

  it('goes to the first of two who take it, and the other is told who it was', async () => {
    const path = `/incidents/${incident.id}/assign`;
    const both = await Promise.all(
      ['민지', 'Omar'].map((owner) => app.post<IncidentItem>(path, { owner }, as(owner, incident.version))),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const won = both.find(({ status }) => status === 200)?.body as IncidentItem;
    const lost = Problem.parse(both.find(({ status }) => status === 409)?.body);
    expect(lost.detail).toContain(won.owner);
    expect(lost.current).toMatchObject({ owner: won.owner, version: won.version });
  });

  it('is told with who did what, and undone by the opposite', async () => {
    const { body: now } = await app.get<IncidentDetail>(`/incidents/${incident.id}`);
    const acked = await app.post<IncidentItem>(`/incidents/${incident.id}/ack`, {}, as('Omar', now.version));
    expect(acked.body.acknowledgedBy).toBe('Omar');
    const undone = await app.post<IncidentItem>(
      `/incidents/${incident.id}/ack`,
      { acknowledged: false },
      as('Omar', acked.body.version),
    );
    expect(undone.body.acknowledgedAt).toBeNull();
    await app.post(
      `/incidents/${incident.id}/note`,
      { text: 'rolled back' },
      as('Omar', undone.body.version),
    );
    const detail = IncidentDetail.parse((await app.get(`/incidents/${incident.id}`)).body);
    expect(detail.entries.slice(0, 3).map(({ kind, actor }) => [kind, actor])).toEqual([
      ['noted', 'Omar'],
      ['unacknowledged', 'Omar'],
      ['acknowledged', 'Omar'],
    ]);
  });

  it('is resolved by itself a quarter of an hour after the last window with a stop', async () => {
    await evaluate(START + 50 * MINUTE);
    expect((await incidents()).items[0]).toMatchObject({ state: 'open', firing: 1 });
    await evaluate(START + 62 * MINUTE);
    expect((await incidents()).items).toEqual([]);
    expect((await incidents('tab=history')).items[0]).toMatchObject({
      id: incident.id,
      resolvedBy: null,
      state: 'resolved',
    });
  });
});

describe('many services at once', () => {
  it('are one incident of their cluster, and bulk acts are all or none', async () => {
    for (let n = 10; n < 20; n += 1) {
      await service(n);
      await killTasks(n * 100, 3, n, START + 70 * MINUTE);
    }
    await evaluate(START + 70 * MINUTE + 30_000);
    const { items } = await incidents();
    expect(items).toHaveLength(1);
    const [storm] = items as [IncidentItem];
    expect(storm).toMatchObject({ subjects: 10, alerts: 10, storm: { name: 'prod-kr' } });
    const stale = {
      items: [{ id: storm.id, version: storm.version + 5 }],
      act: { kind: 'resolve', resolved: true },
    };
    expect((await app.post('/incidents/bulk', stale)).status).toBe(409);
    expect((await incidents()).items).toHaveLength(1);
    const right = { ...stale, items: [{ id: storm.id, version: storm.version }] };
    expect((await app.post('/incidents/bulk', right, as('Mina', 0))).status).toBe(200);
    expect((await incidents()).items).toEqual([]);
  });
});

describe('a silence', () => {
  it('says what it would hide before it is made, hides it, and ends', async () => {
    await service(30);
    await killTasks(3000, 3, 30, START + 110 * MINUTE);
    await evaluate(START + 110 * MINUTE + 30_000);
    const matcher = { resource: idOf('ecs_service', 30) };
    const preview = await app.post<{ incidents: IncidentItem[] }>('/silences/preview', { matcher });
    expect(preview.body.incidents).toHaveLength(1);
    const endsAt = new Date(START + 200 * MINUTE).toISOString();
    const made = await app.post<{ id: string; version: number }>('/silences', {
      matcher,
      reason: 'load test',
      endsAt,
    });
    expect(made.status).toBe(200);
    expect((await incidents()).counts).toMatchObject({ open: 0, silenced: 1 });
    const ended = await app.post(`/silences/${made.body.id}/end`, {}, as('Mina', made.body.version));
    expect(ended.body).toMatchObject({ active: false, endedBy: 'Mina' });
    expect((await incidents()).counts).toMatchObject({ open: 1, silenced: 0 });
  });

  it('never hides everything, and is refused beyond a month', async () => {
    const endsAt = new Date(START + 200 * MINUTE).toISOString();
    expect((await app.post('/silences', { matcher: {}, reason: 'all', endsAt })).status).toBe(400);
    const late = await app.post('/silences', {
      matcher: { team: 'shop' },
      reason: 'long',
      endsAt: '2027-06-01T00:00:00Z',
    });
    expect(Problem.parse(late.body).detail).toContain('30 days');
  });
});

describe('what is missing of the desired tasks', () => {
  it('is unknown since Danji went blind, and neither resolved nor forgotten', async () => {
    const id = await service(40);
    const at = START + 4.5 * HOUR;
    await insert(app.database.pool, 'service_count', {
      resource_id: id,
      at: new Date(at),
      scope_id: 'scope-main',
      desired: 3,
      running: 1,
      pending: 0,
    });
    await evaluate(at + 10 * MINUTE);
    const query = `resource=${id}`;
    expect((await incidents(query)).items[0]).toMatchObject({ firing: 1, unknown: 0 });
    await evaluate(START + 5 * HOUR + 20 * MINUTE);
    const [blind] = (await incidents(query)).items as [IncidentItem];
    expect(blind).toMatchObject({ state: 'open', firing: 0, unknown: 1 });
    expect(blind.symptom.en).toContain('not seen since 23 Nov, 19:0');
    await evaluate(START + 6 * HOUR + 5 * MINUTE);
    expect((await incidents(query)).items[0]).toMatchObject({ id: blind.id, firing: 1, unknown: 0 });
  });
});

describe('a rule tried on what is stored', () => {
  const wave = (minute: number): number | null => {
    const t = Math.floor((minute - START) / MINUTE);
    if (t % 97 < 4) return null;
    return 85 + 14 * Math.sin(t / 5) + (t % 3);
  };
  let id: string;
  beforeAll(async () => {
    id = await service(50);
    const hours = Array.from({ length: 12 }, (_, h) => START - 2 * HOUR + h * HOUR);
    await insertSeries(
      app.database.pool,
      { resource: id, metric: 'MemoryUtilization', stat: 'Maximum' },
      hours,
      wave,
    );
    // The evaluator comes each few minutes, at odd moments, and once is away for an hour.
    for (let t = 6.2 * HOUR; t < 9.9 * HOUR; t += 3.7 * MINUTE) {
      if (t < 6.8 * HOUR || t > 7.4 * HOUR) await evaluate(START + t);
    }
  });

  it('equals what the evaluator did, point for point', async () => {
    const { body } = await app.post('/alert-rules/preview', {
      rule: 'memory_near_limit',
      resource: id,
      days: 1,
    });
    const preview = AlertPreview.parse(body);
    const alerts = AlertList.parse(
      (await app.get(`/alerts?resource=${id}&rule=memory_near_limit`)).body,
    ).items;
    const settled = Date.parse(preview.to);
    // What the evaluator had settled before the series was there is not its to correct.
    const first = START + 5.5 * HOUR;
    const live = alerts
      .filter(({ firedAt }) => firedAt !== null && Date.parse(firedAt) < settled)
      .filter(({ beganAt }) => Date.parse(beganAt) > first)
      .map(({ beganAt, firedAt, resolvedAt }) => ({
        beganAt,
        firedAt,
        resolvedAt: resolvedAt !== null && Date.parse(resolvedAt) < settled ? resolvedAt : null,
      }));
    const tried = preview.fires
      .filter(({ beganAt }) => Date.parse(beganAt) > first)
      .map(({ beganAt, firedAt, resolvedAt }) => ({ beganAt, firedAt, resolvedAt }));
    expect(live.length).toBeGreaterThanOrEqual(3);
    expect(tried).toEqual(live);
  });

  it('says what other numbers would have done beside those in force', async () => {
    const asked = { rule: 'memory_near_limit', resource: id, days: 1, threshold: 99.9 };
    const preview = AlertPreview.parse((await app.post('/alert-rules/preview', asked)).body);
    expect(preview.fired).toBeLessThan(preview.firedNow);
    expect(preview.chart).toMatchObject({ threshold: 99.9, resource: { id } });
  });

  it('is saved for one resource, and not over somebody else’s numbers', async () => {
    const input = { rule: 'memory_near_limit', resource: id, threshold: 97, reason: 'a cache that fills' };
    const made = await app.post<{ id: string; version: number }>('/alert-rules/overrides', input);
    expect(made.body).toMatchObject({ threshold: 97, resource: { id }, updatedBy: 'local' });
    expect((await app.post('/alert-rules/overrides', input)).status).toBe(409);
    const path = `/alert-rules/overrides/${made.body.id}`;
    expect((await app.patch(path, { ...input, threshold: 98 }, as('Mina', 7))).status).toBe(409);
    expect((await app.patch(path, { ...input, threshold: 98 }, as('Mina', 1))).body).toMatchObject({
      threshold: 98,
    });
    const rules = AlertRuleList.parse((await app.get('/alert-rules')).body).items;
    expect(rules.find(({ id: rule }) => rule === 'memory_near_limit')?.overrides).toHaveLength(1);
    expect((await app.delete(path, as('Mina', 2))).status).toBe(200);
  });

  it('is refused with a clear beyond the threshold, and for a rule that is none', async () => {
    const bad = await app.post('/alert-rules/preview', {
      rule: 'memory_near_limit',
      threshold: 90,
      clear: 95,
    });
    expect(Problem.parse(bad.body).detail).toContain('at most the threshold 90');
    expect((await app.post('/alert-rules/preview', { rule: 'nothing' })).status).toBe(400);
  });
});

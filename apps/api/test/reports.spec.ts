import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CapacityReview,
  REVIEW_TABLES,
  ReviewWeekList,
  type Problem,
  type ReviewFigure,
} from '@danji/shared';
import { FreezeReviews } from '../src/reports/index.js';
import { LOCAL_CONTEXT } from '../src/http/index.js';
import { NOW, startTestApp, type TestApp } from './support/test-app.js';
import { idOf, insert, insertResource, insertScope, insertTask } from './support/rows.js';
import {
  CLUSTER,
  DATABASE,
  HOST,
  SERVICE,
  WEEK_47,
  insertMeasuredFleet,
  stored,
} from './support/measured-fleet.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  await insertScope(app.database.pool);
  await insertMeasuredFleet(app.database.pool);
});
afterAll(() => app.close());

const review = async (query = ''): Promise<CapacityReview> =>
  CapacityReview.parse((await app.get(`/reports/capacity${query}`)).body);
const figure = (of: CapacityReview, id: string, dimension: string): ReviewFigure => {
  const row = [...of.clusters, ...of.services, ...of.hosts, ...of.databases].find((one) => one.id === id);
  const found = row?.figures.find((one) => one.dimension === dimension);
  if (found === undefined) throw new Error(`no ${dimension} of ${id}`);
  return found;
};

/** Quantile of type 7 by hand. */
function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const h = (sorted.length - 1) * q;
  const [low = NaN, high = NaN] = [sorted[Math.floor(h)], sorted[Math.ceil(h)]];
  return low + (h - Math.floor(h)) * (high - low);
}

describe('the review of a week that has ended', () => {
  it('has the figures of its hours, in the zone of the configuration', async () => {
    const found = await review('?week=2026-W47');
    expect(found).toMatchObject({
      zone: 'Asia/Seoul',
      from: '2026-11-15T15:00:00.000Z',
      to: '2026-11-22T15:00:00.000Z',
      asOf: '2026-11-22T15:00:00.000Z',
      hours: 168,
      frozen: false,
      nextReviewAt: '2026-11-29T15:00:00.000Z',
      previousWeek: '2026-W46',
      nextWeek: '2026-W48',
    });
    const hours = Array.from({ length: 168 }, (_, i) => stored('cpu', WEEK_47 + i * HOUR));
    const cpu = figure(found, SERVICE, 'cpu');
    expect(cpu.p50).toBeCloseTo(
      quantile(
        hours.map(({ mean }) => mean),
        0.5,
      ),
      4,
    );
    expect(cpu.p95).toBeCloseTo(
      quantile(
        hours.map(({ mean }) => mean),
        0.95,
      ),
      4,
    );
    expect(cpu.max).toBeCloseTo(Math.max(...hours.map(({ max }) => max)), 4);
    expect(cpu).toMatchObject({
      completeness: 100,
      unit: 'vCPU',
      provisioned: 2,
      unknown: null,
      source: { resource: SERVICE, metric: 'CPUUtilization', stat: 'Average' },
    });
    expect(cpu.trend.map(({ week }) => week)).toEqual(['2026-W44', '2026-W45', '2026-W46', '2026-W47']);
    expect(cpu.trend[3]?.p95).toBe(cpu.p95);
    expect(cpu.lastWeek.p95).toBe(cpu.trend[2]?.p95);
  });

  it('says unknown where nothing is stored, never zero', async () => {
    const found = await review('?week=2026-W47');
    expect(figure(found, HOST, 'memory')).toMatchObject({
      p50: null,
      p95: null,
      max: null,
      unknown: 'not_collected',
      completeness: 0,
      full: null,
      source: null,
    });
    expect(figure(found, idOf('ecs_service', 2), 'cpu')).toMatchObject({ p95: null, unknown: 'no_data' });
    expect(found.totals.all.unknown).toBe(2);
    expect(figure(found, SERVICE, 'cpu').trend[0]).toEqual({ week: '2026-W44', p95: null, completeness: 0 });
  });

  it('foretells when a database is full, with a band, and ranks what is full', async () => {
    const found = await review('?week=2026-W47');
    const storage = figure(found, DATABASE, 'storage');
    expect(storage.provisioned).toBe(100 * 1024 ** 3);
    // 2 GiB a day of 100, of which 30 are left at the end.
    expect(storage.full).toMatchObject({ method: 'storage' });
    expect(storage.full?.days).toBeGreaterThan(13);
    expect(storage.full?.days).toBeLessThan(17);
    expect(storage.full?.earliestDays).toBeLessThanOrEqual(storage.full?.days ?? 0);
    expect(found.runsOut[0]).toMatchObject({ dimension: 'storage', beforeNextReview: false });
    expect(found.saturation[0]).toMatchObject({ rank: 1, dimension: 'memory', resource: { id: SERVICE } });
    expect(figure(found, DATABASE, 'memory').p50).toBeCloseTo(75, 3);
    expect(figure(found, DATABASE, 'connections').p50).toBeCloseTo(20, 3);
  });

  it('sums up a cluster without hosts from its services', async () => {
    const cpu = figure(await review('?week=2026-W47'), CLUSTER, 'cpu');
    expect(cpu.source).toBeNull();
    expect(cpu.p95).toBeCloseTo(figure(await review('?week=2026-W47'), SERVICE, 'cpu').p95 ?? NaN, 6);
    expect(cpu.provisioned).toBe(2);
  });

  it('counts stops, rollouts and minutes at the maximum, each beside last week', async () => {
    const found = await review('?week=2026-W47');
    expect(found.stops.find((stop) => stop.class === 'oom')).toMatchObject({
      abnormal: true,
      count: 3,
      lastWeek: 1,
      services: [{ id: SERVICE, count: 3 }],
    });
    expect(found.deployments.total).toEqual({
      count: 3,
      succeeded: 1,
      failed: 2,
      rolledBack: 1,
      successPercent: 100 / 3,
    });
    expect(found.deployments.lastWeek).toMatchObject({ count: 1, failed: 0 });
    const [scaling] = found.scaling;
    expect(scaling).toMatchObject({ id: SERVICE, maximum: 8, minutesAtMaximum: 300, activities: 2 });
    // Of the five hours at the maximum those whose mean is above the target of 60.
    const above = [10, 11, 12, 13, 14].filter((h) => stored('cpu', WEEK_47 + DAY + h * HOUR).mean > 60);
    expect(scaling?.minutesAboveTarget).toBe(above.length * 60);
    expect(above.length).toBeGreaterThan(0);
  });

  it('is narrowed by environment and team, totals with it', async () => {
    const all = await review('?week=2026-W47');
    const pay = await review('?week=2026-W47&team=pay');
    expect(pay.databases.map(({ id }) => id)).toEqual([DATABASE]);
    expect(pay.services).toEqual([]);
    expect(pay.totals.all.databases).toBe(1);
    expect(all.totals.groups.map(({ team }) => team)).toEqual(['pay', 'shop']);
    expect((await review('?week=2026-W47&environment=dev')).services).toEqual([]);
  });

  it('says what was not stored then', async () => {
    const early = await review('?week=2026-W44');
    expect(early.notes[0]?.en).toBe('No metric of this week is stored.');
    expect(early.services.flatMap((row) => row.figures.map(({ p95 }) => p95))).toEqual(
      early.services.flatMap(() => [null, null]),
    );
    expect((await review('?week=2026-W45')).notes[0]?.ko).toContain('부터 저장되어');
  });
});

describe('the review of the present week', () => {
  it('counts until the last whole hour and has no week after it', async () => {
    expect(await review()).toMatchObject({
      week: '2026-W48',
      frozen: false,
      asOf: '2026-11-23T05:00:00.000Z',
      nextReviewAt: '2026-11-29T15:00:00.000Z',
      nextWeek: null,
    });
  });
});

describe('a bad request', () => {
  it.each([
    ['week=2025-W53', 'week', '2025-W53', 'such as 2026-W48'],
    ['week=2026-W49', 'week', '2026-W49', 'the present week is 2026-W48'],
    ['week=2026-47', 'week', '2026-47', '2026-W47'],
    ['week=', 'week', '', '2026-W47'],
    ['environment=moon', 'environment.0', 'moon', 'prod'],
    ['table=services', 'table', 'services', ''],
  ])('%s is refused by name, value and remedy', async (query, field, value, remedy) => {
    const { status, body } = await app.get<Problem>(`/reports/capacity?${query}`);
    expect(status).toBe(400);
    expect(body.errors?.[0]).toMatchObject({ field, value });
    expect(body.errors?.[0]?.message).toContain(remedy);
  });
});

describe('its CSV', () => {
  const csv = async (query: string): Promise<Response> =>
    fetch(`${app.url}/api/v1/reports/capacity.csv?week=2026-W47&${query}`);

  it.each(REVIEW_TABLES)('has the table %s, every line as long as its head', async (table) => {
    const answer = await csv(`table=${table}`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toContain(`capacity-2026-W47-${table}.csv`);
    const [head = '', ...lines] = (await answer.text()).trimEnd().split('\r\n');
    const cells = (line: string): number => line.replaceAll(/"([^"]|"")*"/g, '').split(',').length;
    for (const line of lines) expect(cells(line)).toBe(cells(head));
  });

  it('runs nothing in a spreadsheet', async () => {
    const text = await (await csv('table=services')).text();
    expect(text).toContain(`,"'=HYPERLINK(""http://x"",""y"")",`);
    expect(text).not.toMatch(/(^|,)"?[=+@]/m);
  });

  it('refuses a table that there is not', async () => {
    const answer = await csv('table=secrets');
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as Problem).errors?.[0]?.field).toBe('table');
  });
});

describe('a frozen review', () => {
  const freeze = (): Promise<string[]> => app.nest.get(FreezeReviews, { strict: false }).run(LOCAL_CONTEXT);

  it('waits for the last points, then stays as it was whatever changes', async () => {
    app.clock.at = WEEK_47 + 7 * DAY + 2 * HOUR;
    expect(await freeze()).not.toContain('2026-W47');
    app.clock.at = NOW;
    expect(await freeze()).toEqual(['2026-W47']);
    expect(await freeze()).toEqual([]);
    const before = await review('?week=2026-W47');
    expect(before).toMatchObject({ frozen: true, computedAt: new Date(NOW).toISOString() });
    const { pool } = app.database;
    await pool.query('UPDATE metric_days SET sums = array_fill(0::float8, ARRAY[24])');
    await pool.query("UPDATE resource SET name = 'renamed', team = 'other' WHERE id = $1", [SERVICE]);
    await insertTask(pool, 900, { stopped_at: new Date(WEEK_47 + DAY), cause: 'oom', abnormal: true });
    await insertResource(pool, 'ecs_service', 50);
    app.clock.at = NOW + 3 * DAY;
    const after = await review('?week=2026-W47');
    app.clock.at = NOW;
    expect({ ...after, actions: [] }).toEqual({ ...before, actions: [] });
  });

  it('waits for history that is still being read, but not for ever', async () => {
    const { pool } = app.database;
    await pool.query('DELETE FROM capacity_review');
    await insert(pool, 'backfill_progress', {
      scope_id: 'scope-main',
      region: 'ap-northeast-2',
      state: 'running',
      started_at: new Date(NOW),
      updated_at: new Date(NOW),
      from_at: new Date(NOW - 15 * DAY),
      points_expected: 1,
      points_done: 0,
      points_stored: 0,
      active_seconds: 0,
    });
    // The weeks before are two days old; the last one is not.
    expect(await freeze()).toEqual(['2026-W45', '2026-W46']);
    app.clock.at = WEEK_47 + 9 * DAY;
    expect(await freeze()).toEqual(['2026-W47']);
    app.clock.at = NOW;
  });

  it('is among the weeks that are listed', async () => {
    const { items, zone } = ReviewWeekList.parse((await app.get('/reports/capacity/weeks')).body);
    expect(zone).toBe('Asia/Seoul');
    expect(items.map(({ week, frozen }) => [week, frozen])).toEqual([
      ['2026-W48', false],
      ['2026-W47', true],
      ['2026-W46', true],
      ['2026-W45', true],
    ]);
  });
});

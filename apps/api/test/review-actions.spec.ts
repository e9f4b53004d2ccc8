import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CapacityReview, ReviewActionList, type Problem, type ReviewAction } from '@danji/shared';
import { NOW, startTestApp, type TestApp } from './support/test-app.js';
import { insert, insertScope } from './support/rows.js';
import { DATABASE, SERVICE, insertMeasuredFleet } from './support/measured-fleet.js';

const DAY = 86_400_000;
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  await insertScope(app.database.pool);
  await insertMeasuredFleet(app.database.pool);
});
afterAll(() => app.close());

const review = async (query = ''): Promise<CapacityReview> =>
  CapacityReview.parse((await app.get(`/reports/capacity${query}`)).body);

describe('an action', () => {
  const add = (input: object) =>
    app.post<ReviewAction>('/reports/capacity/actions', {
      week: '2026-W47',
      title: 'Raise the disk',
      ...input,
    });
  const change = (id: string, body: object, version?: number) =>
    app.patch<ReviewAction & Problem>(
      `/reports/capacity/actions/${id}`,
      body,
      version === undefined ? {} : { 'if-match': String(version) },
    );

  it('is kept across weeks until it is done', async () => {
    const made = (await add({ owner: 'mina', due: '2026-11-22', resource: DATABASE })).body;
    expect(made).toMatchObject({
      state: 'open',
      version: 1,
      overdue: true,
      createdBy: 'local',
      resource: { id: DATABASE, kind: 'rds_instance' },
    });
    expect((await review('?week=2026-W48')).actions.map(({ id }) => id)).toContain(made.id);
    expect((await review('?week=2026-W46')).actions.map(({ id }) => id)).not.toContain(made.id);
    expect((await review('?week=2026-W47&team=shop')).actions.map(({ id }) => id)).not.toContain(made.id);
    const done = (await change(made.id, { state: 'done' }, 1)).body;
    expect(done).toMatchObject({ state: 'done', version: 2, overdue: false, owner: 'mina' });
    expect(done.closedAt).toBe(new Date(NOW).toISOString());
    app.clock.at = NOW + 14 * DAY;
    expect((await review('?week=2026-W49')).actions.map(({ id }) => id)).not.toContain(made.id);
    app.clock.at = NOW;
    const again = (await change(made.id, { state: 'open', due: null }, 2)).body;
    expect(again).toMatchObject({ state: 'open', closedAt: null, due: null, version: 3 });
  });

  it('that two people change goes to the first, and the other is told', async () => {
    const made = (await add({})).body;
    const answers = await Promise.all([
      change(made.id, { owner: 'mina' }, 1),
      change(made.id, { owner: 'jun' }, 1),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const won = answers.find(({ status }) => status === 200)?.body;
    const lost = answers.find(({ status }) => status === 409)?.body;
    expect(lost?.code).toBe('CONFLICT');
    expect(lost?.current).toMatchObject({ id: made.id, owner: won?.owner, version: 2 });
  });

  it('is changed over a version only', async () => {
    const made = (await add({})).body;
    expect((await change(made.id, { owner: 'mina' })).status).toBe(428);
    expect((await change('act-aaaaaaaaaaaaaaaa', { owner: 'x' }, 1)).status).toBe(404);
    expect((await change('nonsense', { owner: 'x' }, 1)).status).toBe(400);
  });

  it('of a recommendation keeps what that promised', async () => {
    await insertRecommendation();
    const made = (await add({ recommendationId: 'rec-1' })).body;
    expect(made).toMatchObject({ promisedSavingUsd: 120, resource: { id: SERVICE } });
    app.clock.at += 61_000;
    const found = await review('?week=2026-W47');
    app.clock.at = NOW;
    expect(found.decisions[0]).toMatchObject({
      recommendationId: 'rec-1',
      monthlySavingUsd: { expected: 120 },
    });
    expect(found.summary.at(-1)?.en).toContain('$120 a month');
  });

  it.each([
    [{ title: ' ' }, 'title'],
    [{ title: 'x'.repeat(301) }, 'title'],
    [{ due: '2026-02-30' }, 'due'],
    [{ due: 'Friday' }, 'due'],
    [{ week: '2026-W60' }, 'week'],
    [{ week: '2027-W10' }, 'week'],
    [{ resource: 'svc-zzzzzzzzzzzzzzzz' }, 'resource'],
    [{ recommendationId: 'rec-none' }, 'recommendationId'],
    [{ owner: '' }, 'owner'],
    [{ more: 1 }, 'body'],
  ])('is not made from %j', async (input, field) => {
    const { status, body } = await app.post<Problem>('/reports/capacity/actions', {
      week: '2026-W47',
      title: 'x',
      ...input,
    });
    expect([status, body.errors?.[0]?.field]).toEqual([400, field]);
  });

  it('is listed by state', async () => {
    const { items } = ReviewActionList.parse((await app.get('/reports/capacity/actions?state=open')).body);
    expect(new Set(items.map(({ state }) => state))).toEqual(new Set(['open']));
  });
});

async function insertRecommendation(): Promise<void> {
  await insert(app.database.pool, 'recommendation', {
    id: 'rec-1',
    rule: 'fargate_task_size',
    resource_id: SERVICE,
    scope_id: 'scope-main',
    environment: 'prod',
    team: 'shop',
    title: { key: 'review.cpu', params: {} },
    current: {},
    proposed: {},
    monthly_saving_usd: { low: 100, expected: 120, high: 130 },
    risk: 'low',
    confidence: 'high',
    evidence: {},
    state: 'open',
    created_at: new Date(NOW),
    computed_at: new Date(NOW),
  });
}

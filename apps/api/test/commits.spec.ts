import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CommitAnswer,
  CommitPreview,
  CommitRules,
  DeploymentItem,
  EventItem,
  List,
  Problem,
} from '@danji/shared';
import { startTestApp, type TestApp } from './support/test-app.js';
import { idOf, insert, insertEvent, insertResource, insertScope, minutesAgo } from './support/rows.js';

const DEFINITION = idOf('ecs_task_definition', 1);
const DEPLOYMENT = 'dep-aaaaaaaaaaaaaaab';
const ARN = 'arn:aws:ecs:ap-northeast-2:111122223333:task-definition/checkout:412';
const RULE = {
  from: 'image',
  pattern: ':(?<commit>[0-9a-f]{7,40})$',
  repository: 'https://git.example/acme/{image}/commit/{commit}',
};
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  await insertResource(pool, 'ecs_service', 1, { name: 'checkout-api' });
  await insertResource(pool, 'ecs_task_definition', 1, {
    name: 'checkout:412',
    arn: ARN,
    attributes: {
      family: 'checkout',
      containers: [
        { name: 'app', image: 'reg.example/shop/checkout-api:3f2a9c1d22ee' },
        { name: 'proxy', image: 'reg.example/envoy:v1.31' },
      ],
    },
  });
  await insert(pool, 'deployment', {
    id: DEPLOYMENT,
    native_id: 'ecs-svc/1',
    service_id: idOf('ecs_service', 1),
    cluster_id: idOf('ecs_cluster', 1),
    scope_id: 'scope-main',
    environment: 'prod',
    strategy: 'ROLLING',
    status: 'PRIMARY',
    task_definition_arn: ARN,
    revision: 412,
    desired: 2,
    pending: 0,
    running: 2,
    failed_tasks: 0,
    breaker: {},
    created_at: minutesAgo(5),
    updated_at: minutesAgo(5),
    first_seen: minutesAgo(5),
    last_seen: minutesAgo(1),
  });
  await insertEvent(pool, 1, {
    at: minutesAgo(5),
    kind: 'deployment',
    type: 'deployment_started',
    params: { deploymentId: DEPLOYMENT, revision: 412 },
  });
});
afterAll(() => app.close());

const version = async (): Promise<number> => (await app.get<CommitRules>('/settings/commits')).body.version;
const save = async (rules: unknown, over?: number) =>
  app.put<CommitRules & Problem>(
    '/settings/commits',
    { rules },
    { 'if-match': String(over ?? (await version())) },
  );

describe('the commit of a revision', () => {
  it('stands at the task definition, its deployments and their lines of the timeline', async () => {
    await save([RULE]);
    const commit = {
      container: 'app',
      commit: '3f2a9c1d22ee',
      url: 'https://git.example/acme/checkout-api/commit/3f2a9c1d22ee',
    };
    const ofDefinition = await app.get<CommitAnswer>(`/commits?taskDefinition=${DEFINITION}`);
    expect(ofDefinition.body.items).toEqual([commit]);
    const listed = await app.get<List<DeploymentItem>>('/deployments');
    expect(listed.body.items[0]?.commits).toEqual([commit]);
    const one = await app.get<DeploymentItem>(`/deployments/${DEPLOYMENT}`);
    expect(one.body.commits).toEqual([commit]);
    const told = await app.get<List<EventItem>>('/events?kinds=deployment');
    expect(told.body.items[0]?.commits).toEqual([commit]);
  });

  it('is found by the usual rules until somebody writes others, and by none where there is none', async () => {
    const { body } = await app.get<CommitRules>('/settings/commits');
    await save(body.usual);
    const found = await app.get<CommitAnswer>(`/commits?taskDefinition=${DEFINITION}`);
    expect(found.body.items).toEqual([{ container: 'app', commit: '3f2a9c1d22ee', url: null }]);
    await save([]);
    expect((await app.get<CommitAnswer>(`/commits?taskDefinition=${DEFINITION}`)).body.items).toEqual([]);
  });

  it('is tried before it is saved', async () => {
    const { body } = await app.post<CommitPreview>('/settings/commits/preview', { rules: [RULE] });
    expect([body.tried, body.found]).toEqual([2, 1]);
    expect(body.items.map(({ container, rule }) => [container, rule])).toEqual([
      ['app', 0],
      ['proxy', null],
    ]);
  });
});

describe('rules that are not taken', () => {
  it.each<[object, string]>([
    [{ ...RULE, pattern: '([0-9a-f]+)' }, 'rules.0.pattern'],
    [{ ...RULE, pattern: '(?<commit>(a+)+)(?=x)' }, 'rules.0.pattern'],
    [{ ...RULE, pattern: '(?<commit>a)\\1' }, 'rules.0.pattern'],
    [{ ...RULE, pattern: 'x'.repeat(301) }, 'rules.0.pattern'],
    [{ ...RULE, repository: 'javascript:alert(1)//{commit}' }, 'rules.0.repository'],
    [{ ...RULE, repository: 'https://{image}.example/{commit}' }, 'rules.0.repository'],
    [{ ...RULE, from: 'log' }, 'rules.0.from'],
    [{ from: 'tag', pattern: RULE.pattern, repository: null }, 'rules.0.tag'],
    [{ ...RULE, pattern: 'a\0b' }, 'rules.0.pattern'],
  ])('%j names its place', async (rule, field) => {
    for (const { status, body } of [
      await save([rule]),
      await app.post<Problem>('/settings/commits/preview', { rules: [rule] }),
    ]) {
      expect([status, body.errors?.[0]?.field]).toEqual([400, field]);
    }
  });

  it('were written over those of somebody else', async () => {
    const before = await version();
    await save([RULE], before);
    const lost = await save([], before);
    expect([lost.status, lost.body.code]).toEqual([409, 'CONFLICT']);
    expect((await app.put('/settings/commits', { rules: [] })).status).toBe(428);
  });
});

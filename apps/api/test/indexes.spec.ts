import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type Statement, type TestApp } from './support/test-app.js';
import { idOf, insert, minutesAgo } from './support/rows.js';
import { CLUSTER, insertTroubledFleet } from './support/troubled-fleet.js';

const SERVICE = idOf('ecs_service', 1);
const DEPLOYMENT = SERVICE.replace('svc', 'dep');
/** Tables that grow without end; the others are as large as the fleet. */
const GROWING =
  /Seq Scan on (task_run|event|deployment|scaling_activity|service_count|resource_revision|metric_minutes\w*|metric_days\w*|log_line\w*|log_minute|log_deployment_minute|log_template|log_template_hour|task_line|task_line_read|rollout_stage|rollout_comparison|collection_run)\b/;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await insertTroubledFleet(app.database.pool);
  await insertRollout();
});
afterAll(() => app.close());

async function insertRollout(): Promise<void> {
  await insert(app.database.pool, 'deployment', {
    id: DEPLOYMENT,
    native_id: 'ecs-svc/1',
    service_id: SERVICE,
    cluster_id: CLUSTER,
    scope_id: 'scope-main',
    environment: 'prod',
    strategy: 'ROLLING',
    status: 'PRIMARY',
    task_definition_arn: 'arn:aws:ecs:ap-northeast-2:111122223333:task-definition/checkout:2',
    revision: 2,
    desired: 1,
    pending: 0,
    running: 1,
    failed_tasks: 0,
    breaker: {},
    created_at: minutesAgo(9),
    updated_at: minutesAgo(9),
    first_seen: minutesAgo(9),
    last_seen: minutesAgo(1),
  });
}

/** Plans as they would be for large tables: sequential scans only where no index serves at all. */
async function plansOf(statements: readonly Statement[]): Promise<string[]> {
  const client = await app.database.pool.connect();
  try {
    await client.query('SET enable_seqscan = off');
    const plans: string[] = [];
    for (const { text, values } of statements) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
    }
    return plans;
  } finally {
    client.release(true);
  }
}

describe('no page reads a growing table from end to end', () => {
  it.each([
    '/overview',
    '/resources?kind=ecs_service',
    `/resources/${SERVICE}`,
    `/resources/${SERVICE}/revisions`,
    `/resources/${SERVICE}/events`,
    '/resources?kind=ecs_service&spark=CPUUtilization',
    `/metrics/query?resource=${SERVICE}&metric=CPUUtilization&from=now-24h`,
    `/metrics/query?resource=${SERVICE}&metric=CPUUtilization&from=now-14d`,
    '/tasks',
    '/tasks?state=stopped&sort=-stoppedAt',
    `/tasks?service=${SERVICE}`,
    `/tasks?cluster=${CLUSTER}&from=now-24h`,
    `/tasks/${idOf('ecs_task', 8)}`,
    '/tasks?q=essential&facets=cause,service',
    '/tasks?definition=checkout:412&from=now-24h',
    '/tasks?az=ap-northeast-2a&capacityProvider=FARGATE',
    '/tasks/flow',
    `/tasks/flow?service=${SERVICE}&from=now-30d`,
    '/deployments',
    `/deployments?service=${SERVICE}`,
    `/deployments/${DEPLOYMENT}`,
    `/deployments/${DEPLOYMENT}/comparison`,
    '/events',
    '/events?fold=true',
    `/events?resource=${CLUSTER}`,
    `/events?cluster=${CLUSTER}&environment=prod`,
    `/scaling?resource=${SERVICE}`,
    '/logs/search',
    `/logs/search?resource=${SERVICE}`,
    '/logs/templates',
    `/logs/templates?resource=${SERVICE}`,
    '/recommendations',
    '/collection',
    '/collection/completeness',
  ])('%s', async (path) => {
    const { status, statements } = await app.get(path);
    expect(status).toBe(200);
    expect(statements.length).toBeGreaterThan(0);
    const whole = (await plansOf(statements)).filter((plan) => GROWING.test(plan));
    expect(whole).toEqual([]);
  });
});

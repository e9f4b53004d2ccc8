import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JobsAnswer } from '@danji/shared';
import { startTestApp, type TestApp } from './support/test-app.js';
import { insert, insertResource, insertScope, insertTask, minutesAgo } from './support/rows.js';

let app: TestApp;
let answer: JobsAnswer;
let queries: string[];

const job = (n: number, family: string, startedBy: string | null, minutes: number, row: object = {}) =>
  insertTask(app.database.pool, n, {
    service_id: null,
    family,
    started_by: startedBy,
    trigger: 'schedule',
    created_at: minutesAgo(minutes),
    started_at: minutesAgo(minutes - 0.5),
    stopped_at: minutesAgo(minutes - 2),
    last_status: 'STOPPED',
    cause: 'job_finished',
    cause_params: { exitCode: 0 },
    ...row,
  });

beforeAll(async () => {
  app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  await insertResource(pool, 'ecs_cluster', 1, { name: 'prod' });
  // Every 20 minutes, the run of 60 minutes ago did not come.
  for (const [i, minutes] of [10, 30, 50, 90, 110, 130, 150, 170].entries()) {
    await job(i + 1, 'cart-cleanup', 'events-rule/cart-1', minutes);
  }
  await job(20, 'settlement', 'chronos-schedule/nightly', 45, {
    cause: 'essential_exit',
    abnormal: true,
    cause_params: { exitCode: 3 },
  });
  await job(30, 'migrate', 'jiwon.kim', 5, {
    stopped_at: null,
    last_status: 'RUNNING',
    cause: null,
    cause_params: null,
  });
  await job(31, 'migrate', null, 500);
  await insertTask(pool, 40);
  await insert(pool, 'collection_run', {
    scope_id: 'scope-main',
    region: 'ap-northeast-2',
    job: 'inventory',
    started_at: minutesAgo(1),
    finished_at: minutesAgo(1),
    status: 'ok',
    items: 1,
    kinds: ['ecs_task'],
  });
  const read = await app.get('/jobs');
  answer = JobsAnswer.parse(read.body);
  ({ queries } = read);
});
afterAll(() => app.close());

describe('GET /jobs', () => {
  it('groups tasks outside services by family and starter, the worst first, in a few statements', () => {
    expect(answer.items.map(({ family, starter, state }) => [family, starter.kind, state])).toEqual([
      ['settlement', 'schedule', 'failed'],
      ['migrate', 'manual', 'running'],
      ['cart-cleanup', 'rule', 'ok'],
    ]);
    expect(queries).toHaveLength(4);
    expect(answer.sentence.en).toBe('3 jobs: 1 failed, 0 missed, 0 slower than usual.');
  });

  it('learns the schedule and tells the run that did not come', () => {
    const [cart] = answer.items.filter(({ family }) => family === 'cart-cleanup');
    expect(cart).toMatchObject({ everySeconds: 1200, runs: 8, failures: 0, usual: { p50: 90, runs: 8 } });
    expect(cart?.missed).toEqual([minutesAgo(70).toISOString()]);
    expect(cart?.starter.name).toBe('cart-1');
    expect(cart?.last[0]).toMatchObject({ exitCode: 0, cause: 'job_finished', failed: false, seconds: 90 });
  });

  it('promises no rhythm of what is started by hand, whoever it was', () => {
    const [migrate] = answer.items.filter(({ family }) => family === 'migrate');
    expect(migrate).toMatchObject({ runs: 2, everySeconds: null, nextAt: null, missed: [] });
  });
});

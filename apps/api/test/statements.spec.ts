import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StatementsAnswer } from '@danji/shared';
import { startTestApp, type TestApp } from './support/test-app.js';
import { idOf, insert, insertResource, insertScope, minutesAgo } from './support/rows.js';

const DATABASE = idOf('rds_instance', 1);
const MYSQL = idOf('rds_instance', 2);
const GROUP = idOf('log_group', 1);
let app: TestApp;
let lines = 0;

async function write(minutes: number, text: string): Promise<void> {
  const at = minutesAgo(minutes);
  lines += 1;
  await insert(app.database.pool, 'log_line', {
    resource_id: GROUP,
    at,
    event_id: `e${lines}`,
    scope_id: 'scope-main',
    stream: 'orders-db.0',
    task_id: null,
    source_id: DATABASE,
    level: 'info',
    message: `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC:10.0.0.1(4000):app@orders:[7]:${text}`,
  });
}

beforeAll(async () => {
  app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  await insertResource(pool, 'log_group', 1, { name: '/aws/rds/instance/orders-db/postgresql' });
  await insertResource(pool, 'rds_instance', 1, {
    name: 'orders-db',
    attributes: {
      engine: 'postgres',
      logExports: ['postgresql'],
      performanceInsights: true,
      dbiResourceId: 'db-AAAA',
      parameters: [
        {
          name: 'log_min_duration_statement',
          value: '500',
          formula: null,
          source: 'user',
          pendingReboot: false,
        },
      ],
    },
  });
  await insertResource(pool, 'rds_instance', 2, {
    name: 'backoffice-mysql',
    attributes: {
      engine: 'mysql',
      logExports: [],
      performanceInsights: false,
      dbiResourceId: null,
      parameters: null,
    },
  });
  for (let minute = 700; minute > 0; minute -= 5) {
    await write(minute, `LOG:  duration: 600.5 ms  statement: SELECT * FROM orders WHERE id = ${minute}`);
  }
  for (let minute = 100; minute > 0; minute -= 2) {
    await write(
      minute,
      `LOG:  duration: 4000.0 ms  statement: SELECT total FROM orders WHERE mail = 'kim${minute}@x.kr'`,
    );
  }
  await write(30, 'ERROR:  deadlock detected');
  await write(30, 'LOG:  temporary file: path "base/pgsql_tmp/a", size 1000');
  for (let minute = 720; minute > 0; minute -= 1) {
    await insert(pool, 'log_minute', {
      resource_id: GROUP,
      source_id: DATABASE,
      minute: new Date(Math.floor(minutesAgo(minute).getTime() / 60_000) * 60_000),
      scope_id: 'scope-main',
      fatal: 0,
      error: 0,
      warn: 0,
      info: 1,
      debug: 0,
      unknown: 0,
      covered_seconds: 60,
    });
  }
});
afterAll(() => app.close());

const read = async (query = '', id = DATABASE): Promise<StatementsAnswer> =>
  StatementsAnswer.parse((await app.get(`/resources/${id}/statements?${query}`)).body);

describe('statements of a database', () => {
  it('are those of its log, the one that took most time first, and never their values', async () => {
    const answer = await read('from=now-5h');
    expect(answer.items.map(({ template }) => template)).toEqual([
      'SELECT total FROM orders WHERE mail = ?',
      'SELECT * FROM orders WHERE id = ?',
    ]);
    expect(JSON.stringify(answer)).not.toContain('kim');
    expect(answer).toMatchObject({
      deadlocks: { count: 1 },
      temporaryFiles: { count: 1, bytes: 1000 },
      total: 2,
    });
    expect(answer.coverage).toBeGreaterThan(0.98);
  });

  it('say when one began to hurt, and what was before', async () => {
    const [hurting, usual] = (await read('from=now-5h')).items;
    expect(hurting?.before).toMatchObject({ count: 0 });
    const onset = Date.parse(hurting?.onset?.at ?? '');
    expect(Math.abs(onset - minutesAgo(100).getTime())).toBeLessThanOrEqual(10 * 60_000);
    expect(usual?.onset).toBeNull();
    expect(usual?.before?.count).toBeGreaterThan(50);
  });

  it('are not compared with a time that nobody read', async () => {
    expect((await read('from=now-8h')).items[0]?.before).toBeNull();
  });

  it('say from which duration on they are logged, and why there are none', async () => {
    expect((await read()).notes[0]?.en).toContain('500 ms or longer');
    const mysql = await read('', MYSQL);
    expect(mysql).toMatchObject({ items: [], coverage: null, readFrom: null, load: { state: 'off' } });
    expect(mysql.notes[0]?.en).toContain('PostgreSQL only');
  });

  it('leave Performance Insights alone unless they are asked, and say what went wrong', async () => {
    expect((await read()).load.state).toBe('not_asked');
    expect((await read('load=true')).load).toMatchObject({ state: 'failed', statements: [] });
  });

  it.each([
    [`/resources/${idOf('rds_instance', 9)}/statements`, 404],
    [`/resources/${GROUP}/statements`, 404],
    [`/resources/${DATABASE}/statements?from=now-9d`, 400],
    [`/resources/${DATABASE}/statements?limit=0`, 400],
  ])('refuse %s', async (path, status) => {
    expect((await app.get(path)).status).toBe(status);
  });
});

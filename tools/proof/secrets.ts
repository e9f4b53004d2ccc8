/** Environment values, secrets, command overrides and user data that the simulator plants are nowhere in the database. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../prisma/dist/index.js';
import { Report } from './lib/report.ts';
import { getJson, startStack, waitFor, type Stack } from './lib/stack.ts';

const report = new Report('secrets');

/** Reads every row of every table as text, the way a dump would show it; counts what is found. */
async function searchDatabase(
  url: string,
  needles: readonly string[],
): Promise<{ tables: number; rows: number; hits: string[] }> {
  const { pool, close } = await connect({ databaseUrl: url, applicationName: 'danji-proof-secrets' });
  try {
    const tables = await pool.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, relname) AS name FROM pg_stat_user_tables
       WHERE relid NOT IN (SELECT inhrelid FROM pg_inherits) ORDER BY 1`,
    );
    let rows = 0;
    const hits: string[] = [];
    for (const { name } of tables.rows) {
      const found = await pool.query<{ n: string; hit: string | null }>(
        `SELECT count(*) AS n, min(left(t::text, 300)) FILTER (WHERE t::text ~ $1) AS hit FROM ${name} t`,
        [needles.join('|')],
      );
      rows += Number(found.rows[0]?.n ?? 0);
      const hit = found.rows[0]?.hit;
      if (hit) hits.push(`${name}: ${hit}`);
    }
    return { tables: tables.rows.length, rows, hits };
  } finally {
    await close();
  }
}

function embeddedUrl(stack: Stack): string {
  const access = JSON.parse(readFileSync(join(stack.dataDir, 'postgres.json'), 'utf8')) as {
    user: string;
    password: string;
    port: number;
    database: string;
  };
  return `postgresql://${access.user}:${access.password}@127.0.0.1:${access.port}/${access.database}`;
}

let stack: Stack | undefined;
let code = 1;
try {
  stack = await startStack();
  const { api } = stack;
  await waitFor('task definitions, tasks and log lines to be stored', 180, async () => {
    const definitions = await getJson<{ total: number | null }>(
      `${api}/resources?kind=ecs_task_definition&limit=1`,
    );
    const tasks = await getJson<{ total: number | null }>(`${api}/tasks?limit=1`);
    const lines = await getJson<{ items: unknown[] }>(`${api}/logs/search?limit=1`);
    return (definitions.total ?? 0) > 10 && (tasks.total ?? 1) > 50 && lines.items.length > 0
      ? true
      : undefined;
  });
  const url = embeddedUrl(stack);
  const planted = await searchDatabase(url, ['PLANTED-']);
  report.figure('tables read', planted.tables);
  report.figure('rows read', planted.rows);
  report.check(
    'no planted value is in the database',
    planted.hits.length === 0,
    planted.hits.slice(0, 3).join('; ') || 'none found',
  );
  const names = await searchDatabase(url, ['ENVOY_LOG_LEVEL']);
  report.check(
    'the names of the planted variables are kept (the search can find what is there)',
    names.hits.length > 0,
    names.hits[0]?.slice(0, 80) ?? 'not found',
  );
  code = report.end();
} catch (cause) {
  console.error(cause);
  console.log('FAIL secrets: the proof could not run');
} finally {
  await stack?.stop();
}
process.exit(code);

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, createTestDatabase, type Connection, type TestDatabase } from '../src/index.js';

/** Tables that grow with the fleet or with time, and the column that would distribute them. */
const GROWING: Record<string, string> = {
  resource: 'id',
  resource_revision: 'resource_id',
  service_count: 'resource_id',
  task_run: 'id',
  deployment: 'id',
  rollout_comparison: 'service_id',
  rollout_stage: 'service_id',
  scaling_activity: 'resource_id',
  event: 'resource_id',
  alert: 'resource_id',
  alert_state: 'resource_id',
  hot_resource: 'resource_id',
  incident: 'id',
  incident_entry: 'incident_id',
  notification: 'incident_id',
  queue_event: 'id',
  metric_minutes: 'series_id',
  metric_days: 'series_id',
  log_deployment_minute: 'resource_id',
  log_minute: 'resource_id',
  log_line: 'resource_id',
  log_template: 'resource_id',
  log_template_hour: 'resource_id',
  task_line: 'task_id',
  task_line_read: 'task_id',
  task_usage: 'task_id',
  task_usage_read: 'resource_id',
};
/** Tables that stay on one node. A new table is written into one of the two lists, whichever it is. */
const SMALL = [
  '_prisma_migrations',
  'alert_override',
  'alert_progress',
  'api_token',
  'api_usage',
  'backfill_progress',
  'capacity_review',
  'collection_run',
  'event_queue',
  'log_cursor',
  'metric_gap',
  'metric_lag',
  'notification_channel',
  'permission',
  'posted_key',
  'recommendation',
  'review_action',
  'scope',
  'series',
  'setting',
  'silence',
];

let database: TestDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = await connect({ databaseUrl: database.url, applicationName: 'danji-spec' });
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

async function names(sql: string): Promise<string[]> {
  const { rows } = await connection.pool.query<{ name: string }>(sql);
  return rows.map(({ name }) => name);
}

describe('the tables', () => {
  it('are all known as growing or small', async () => {
    const found = await names(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition`,
    );
    expect(found.toSorted()).toEqual([...Object.keys(GROWING), ...SMALL].toSorted());
  });

  it('carry their distribution key in every unique constraint where they grow', async () => {
    const { rows } = await connection.pool.query<{ table: string; index: string; columns: string[] }>(
      `SELECT t.relname AS table, i.relname AS index, array_agg(a.attname::text) AS columns
         FROM pg_index x
         JOIN pg_class t ON t.oid = x.indrelid
         JOIN pg_class i ON i.oid = x.indexrelid
         JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (x.indkey)
        WHERE x.indisunique AND t.relnamespace = 'public'::regnamespace AND NOT t.relispartition
        GROUP BY 1, 2`,
    );
    const growing = rows.filter(({ table }) => table in GROWING);
    expect(growing.length).toBeGreaterThanOrEqual(Object.keys(GROWING).length);
    const without = growing.filter(({ table, columns }) => !columns.includes(GROWING[table] ?? ''));
    expect(without).toEqual([]);
  });

  it('have no foreign key to another growing table', async () => {
    expect(await names(`SELECT conname AS name FROM pg_constraint WHERE contype = 'f'`)).toEqual([]);
  });
});

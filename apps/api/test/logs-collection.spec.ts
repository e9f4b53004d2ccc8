import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LogCollector } from '../src/logs-collection/index.js';
import { startMetricsWorld, type MetricsWorld } from './support/metrics-world.js';

const MINUTE = 60_000;
const GO_ON = new AbortController().signal;

let world: MetricsWorld;
let collector: LogCollector;
beforeAll(async () => {
  world = await startMetricsWorld();
  await world.sweep();
  collector = new LogCollector({ database: world.app.database, clock: world.app.clock, place: world.place });
}, 60_000);
afterAll(() => world.close(), 30_000);
beforeEach(() => world.faults([]));

/** Events that the groups we keep really hold, by minute, as far as they are ingested now. */
function trueCounts(
  groups: readonly string[],
  from: number,
  to: number,
  databasesFrom = from,
): Map<number, number> {
  const accountId = world.simulator.world.accounts()[0] as string;
  const region = world.simulator.world.region(accountId, 'ap-northeast-2');
  const counts = new Map<number, number>();
  for (const logGroupName of groups) {
    const first = logGroupName.startsWith('/aws/rds/') ? databasesFrom : from;
    for (const { timestamp } of region?.logEvents({ logGroupName, from: first, to }) ?? []) {
      const minute = Math.floor(timestamp / MINUTE) * MINUTE;
      counts.set(minute, (counts.get(minute) ?? 0) + 1);
    }
  }
  return counts;
}

async function storedCounts(): Promise<Map<number, number>> {
  const rows = await world.rows<{ minute: Date; n: number }>(
    `SELECT minute, sum(fatal + error + warn + info + debug + unknown)::int AS n FROM log_minute GROUP BY minute`,
  );
  return new Map(rows.filter(({ n }) => n > 0).map(({ minute, n }) => [minute.getTime(), n]));
}

const groupNames = async (): Promise<string[]> =>
  (await world.rows<{ name: string }>(`SELECT name FROM resource WHERE kind = 'log_group'`)).map(
    ({ name }) => name,
  );

describe('log collection', () => {
  it('counts the last hour of each group exactly, of databases the last day, minute by minute', async () => {
    const run = await collector.run(GO_ON);
    expect(run).toMatchObject({ job: 'logs', status: 'ok', message: null });
    const now = world.app.clock.at;
    const from = Math.floor((now - 60 * MINUTE) / MINUTE) * MINUTE;
    const truth = trueCounts(await groupNames(), from, now, from - 23 * 60 * MINUTE);
    expect(truth.size).toBeGreaterThan(30);
    expect(await storedCounts()).toEqual(truth);
  });

  it('changes nothing when it reads the same again', async () => {
    const tables = ['log_line', 'log_minute', 'log_template', 'log_template_hour'];
    const state = () =>
      world.rows(
        tables.map((name) => `SELECT count(*), max(xmin::text::bigint) FROM ${name}`).join(' UNION ALL '),
      );
    const before = await state();
    expect((await collector.run(GO_ON)).items).toBe(0);
    expect(await state()).toEqual(before);
  });

  it('counts events that were ingested late, once', async () => {
    world.pass(90_000);
    await collector.run(GO_ON);
    world.pass(60_000);
    await collector.run(GO_ON);
    const now = world.app.clock.at;
    const settled = Math.floor((now - MINUTE) / MINUTE) * MINUTE;
    const truth = trueCounts(await groupNames(), settled - 3 * MINUTE, settled);
    const stored = await storedCounts();
    expect(truth.size).toBe(3);
    for (const [minute, count] of truth) expect([minute, stored.get(minute)]).toEqual([minute, count]);
  });

  it('says who wrote each line, down to the task', async () => {
    const [lines] = await world.rows<{ all: number; of_tasks: number; known: number }>(
      `SELECT count(*)::int AS all, count(l.task_id)::int AS of_tasks, count(t.id)::int AS known
         FROM log_line l LEFT JOIN task_run t ON t.id = l.task_id WHERE l.source_id LIKE 'svc-%'`,
    );
    expect(lines?.of_tasks).toBeGreaterThan(50);
    // Streams of tasks that AWS forgot before we looked name a run that was never stored.
    expect(lines?.known).toBeGreaterThan((lines?.of_tasks ?? 0) * 0.8);
    const strangers = await world.rows(
      `SELECT 1 FROM log_line l JOIN task_run t ON t.id = l.task_id WHERE l.source_id <> t.service_id`,
    );
    expect(strangers).toEqual([]);
  });

  it('counts the lines of each template by minute, source and revision', async () => {
    const [sums] = await world.rows<{ lines: number; counted: number; revisions: number; strangers: number }>(
      `SELECT (SELECT sum(fatal + error + warn + info + debug + unknown)::int FROM log_minute) AS lines,
              (SELECT sum(n)::int FROM log_template_hour, unnest(counts) n) AS counted,
              (SELECT count(DISTINCT revision)::int FROM log_template_hour WHERE revision > 0) AS revisions,
              (SELECT count(*)::int FROM log_template_hour h LEFT JOIN log_template t
                 ON (t.resource_id, t.id) = (h.resource_id, h.template_id) WHERE t.id IS NULL) AS strangers`,
    );
    // Frames of stack traces belong to the line before them.
    expect(sums?.counted).toBeGreaterThan((sums?.lines ?? 0) * 0.9);
    expect(sums?.counted).toBeLessThanOrEqual(sums?.lines ?? 0);
    expect(sums?.revisions).toBeGreaterThan(1);
    expect(sums?.strangers).toBe(0);
    const texts = await world.rows<{ text: string }>('SELECT text FROM log_template');
    expect(texts.map(({ text }) => text)).toContain('order <*> accepted for user <*>');
    expect(JSON.stringify(texts)).not.toMatch(/PLANTED|4111|example\.com/);
  });

  it('goes on with the same templates after a restart', async () => {
    const ids = () => world.rows('SELECT resource_id, id FROM log_template ORDER BY 1, 2');
    const before = await ids();
    const { database, clock } = world.app;
    await new LogCollector({ database, clock, place: world.place }).run(GO_ON);
    expect(await ids()).toEqual(before);
  });

  it('stores no value of a statement', async () => {
    const lines = await world.rows<{ message: string }>(
      "SELECT message FROM log_line WHERE source_id LIKE 'rds-%' AND message LIKE '%statement:%'",
    );
    expect(lines.length).toBeGreaterThan(20);
    expect(
      lines.filter(({ message }) => /= \d|'vip|'login/.test(message.split('statement:')[1] ?? '')),
    ).toEqual([]);
  });

  it('keeps the last lines of every task that stopped, whatever the log itself still has', async () => {
    world.pass(MINUTE);
    await collector.run(GO_ON);
    const [ends] = await world.rows<{ stopped: number; read: number; with_lines: number }>(
      `SELECT (SELECT count(*)::int FROM task_run WHERE stopped_at < $1) AS stopped, count(*)::int AS read,
              (count(*) FILTER (WHERE lines > 0))::int AS with_lines FROM task_line_read`,
      [new Date(world.app.clock.at - MINUTE)],
    );
    expect(ends?.stopped).toBeGreaterThan(3);
    expect(ends?.read).toBeGreaterThanOrEqual(Math.min(50, ends?.stopped ?? 0));
    expect(ends?.with_lines).toBeGreaterThan(0);
    const strangers = await world.rows(
      `SELECT 1 FROM task_line l JOIN task_run t ON t.id = l.task_id
        WHERE l.stream NOT LIKE '%/' || t.task_id OR l.at > t.stopped_at + interval '1 minute'`,
    );
    expect(strangers).toEqual([]);
    expect(JSON.stringify(await world.rows('SELECT message FROM task_line'))).not.toMatch(
      /PLANTED-TOKEN|4111-1111/,
    );
  });

  it('leaves a group alone that is switched off', async () => {
    const [group] = await world.rows<{ id: string }>(
      "SELECT id FROM resource WHERE kind = 'log_group' ORDER BY id LIMIT 1",
    );
    await world.rows("INSERT INTO setting (key, value, updated_at) VALUES ('logs', $1, now())", [
      JSON.stringify({ off: [group?.id], patterns: [], by: 'test' }),
    ]);
    const read = () => world.rows('SELECT read_until FROM log_cursor WHERE resource_id = $1', [group?.id]);
    const before = await read();
    world.pass(MINUTE);
    await collector.run(GO_ON);
    expect(await read()).toEqual(before);
    await world.rows("DELETE FROM setting WHERE key = 'logs'");
  });

  it('leaves a quiet minute as zero with its coverage, and an unread one without a row', async () => {
    const [covered] = await world.rows<{ least: number; most: number }>(
      `SELECT min(covered_seconds)::int AS least, max(covered_seconds)::int AS most FROM log_minute`,
    );
    expect(covered?.most).toBe(60);
    expect(covered?.least).toBeGreaterThan(0);
    const early = new Date(world.app.clock.at - 180 * MINUTE);
    expect(
      await world.rows("SELECT 1 FROM log_minute WHERE minute < $1 AND source_id NOT LIKE 'rds-%'", [early]),
    ).toEqual([]);
  });

  it('stops asking when the role may not read, and names the action', async () => {
    world.faults([{ match: { service: 'logs', operation: 'FilterLogEvents' }, effect: { kind: 'deny' } }]);
    world.pass(MINUTE);
    const run = await collector.run(GO_ON);
    expect(run.status).toBe('failed');
    expect(run.message).toContain('logs:FilterLogEvents');
  });
});

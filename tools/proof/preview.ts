/** What a rule would have done with two weeks of history equals what the evaluator did that lived through them. */
import { EvaluateAlerts } from '../../apps/api/dist/alerts/evaluate-alerts.js';
import { LOCAL_CONTEXT } from '../../apps/api/dist/http/index.js';
import { loadScenarios } from '../../packages/aws-simulator/dist/cli/files.js';
import { ALERT_RULES } from '../../packages/shared/dist/index.js';
import { collectorOf } from './alerts/collector.ts';
import { judgeOf } from './alerts/judge.ts';
import { calibrate } from './lib/calibrate.ts';
import { proveInDatabases } from './lib/in-databases.ts';
import { seededRandom } from './lib/random.ts';
import { Report } from './lib/report.ts';
import { watchFleet, type WatchedFleet } from './tasks/watched-fleet.ts';

const short = process.argv.includes('--short');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DAYS = short ? 1 : 14;
const START = Date.UTC(2026, 10, 24, 3, 0);
/** The evaluator comes after one to so many minutes, and is away for three hours each other day. */
const LONGEST_MIN = 25;
/** An alert that began before the preview looks is not known to it from its beginning. */
const MARGIN = 4 * HOUR;

interface Episode {
  resource: string;
  beganAt: string;
  firedAt: string;
  resolvedAt: string | null;
}

const report = new Report('preview');

/** Two weeks of metrics and of what the sweep finds, as if somebody had looked each minute. */
async function fillHistory(fleet: WatchedFleet): Promise<void> {
  const { pool } = fleet.connection;
  await pool.query('SELECT danji_ensure_partitions($1, $2)', [
    new Date(START - (DAYS + 2) * DAY),
    new Date(START + 2 * DAY),
  ]);
  for (let i = 0; i < 3; i += 1) await fleet.sweepAfter(30_000);
  const collector = collectorOf(fleet);
  await collector.pollOnce(fleet.place);
  while ((await collector.backfillOnce(fleet.place)).more);
  await pool.query(
    `INSERT INTO collection_run (scope_id, region, job, started_at, finished_at, status, items)
     SELECT $1, $2, job, t, t + interval '1 second', 'ok', 1
       FROM generate_series($3::timestamptz, $4::timestamptz, interval '1 minute') t, unnest(ARRAY['inventory', 'metrics']) job`,
    [fleet.place.scopeId, fleet.place.region, new Date(START - (DAYS + 1) * DAY), new Date(START)],
  );
}

/** Lives through the history. @returns how often the evaluator ran */
async function evaluateAll(alerts: EvaluateAlerts, clock: { at: number }, end: number): Promise<number> {
  const random = seededRandom(20261127);
  let runs = 0;
  for (clock.at = START - DAYS * DAY - 6 * HOUR; clock.at < end; runs += 1) {
    while ((await alerts.run(LOCAL_CONTEXT)).more);
    const away = random() < 1 / 60 ? 3 * HOUR : 0;
    clock.at += away + MINUTE + Math.floor(random() * LONGEST_MIN * MINUTE);
  }
  return runs;
}

async function lived(fleet: WatchedFleet, rule: string, from: number, to: number): Promise<Episode[]> {
  const { rows } = await fleet.connection.pool.query<{
    resource_id: string;
    began_at: Date;
    fired_at: Date;
    resolved_at: Date | null;
  }>(
    `SELECT resource_id, began_at, fired_at, resolved_at FROM alert
      WHERE rule_id = $1 AND NOT withdrawn AND fired_at < $3 AND began_at > $2`,
    [rule, new Date(from), new Date(to)],
  );
  return rows.map((row) => ({
    resource: row.resource_id,
    beganAt: row.began_at.toISOString(),
    firedAt: row.fired_at.toISOString(),
    // What ended after the preview's end is open to it.
    resolvedAt:
      row.resolved_at === null || row.resolved_at.getTime() >= to ? null : row.resolved_at.toISOString(),
  }));
}

const text = ({ resource, beganAt, firedAt, resolvedAt }: Episode): string =>
  [resource, beganAt, firedAt, resolvedAt ?? 'open'].join(' ');

async function compare(url: string): Promise<void> {
  const fleet = await watchFleet(
    {
      services: 25,
      tasks: 110,
      instances: 20,
      databases: 8,
      startAt: START,
      historyDays: DAYS + 1,
      scenarios: loadScenarios(['demo']),
    } as never,
    url,
  );
  try {
    await fillHistory(fleet);
    const clock = { at: fleet.now() };
    const judge = judgeOf({ connection: fleet.connection, now: () => clock.at });
    const end = clock.at;
    const runs = await evaluateAll(judge.alerts, clock, end);
    clock.at = end;
    await judge.alerts.run(LOCAL_CONTEXT);
    report.figure('runs of the evaluator', runs);
    let episodes = 0;
    for (const { id: rule } of ALERT_RULES) {
      const preview = await judge.preview.run(LOCAL_CONTEXT, {
        rule,
        days: DAYS,
        resource: null,
        labels: null,
      } as never);
      const [from, to] = [Date.parse(preview.from) + MARGIN, Date.parse(preview.to)];
      const tried = preview.fires
        .map(({ resource, beganAt, firedAt, resolvedAt }) =>
          text({ resource: resource.id, beganAt, firedAt, resolvedAt }),
        )
        .filter((_, i) => Date.parse(preview.fires[i]?.beganAt ?? '') > from);
      const did = (await lived(fleet, rule, from, to)).map(text);
      const differ = [
        ...tried.filter((one) => !did.includes(one)).map((one) => `only tried: ${one}`),
        ...did.filter((one) => !tried.includes(one)).map((one) => `only lived: ${one}`),
      ];
      episodes += did.length;
      if (preview.resources === 0) report.figure(`  ${rule}`, 'nothing of its kind');
      else
        report.check(
          `${rule}: the preview is what was`,
          differ.length === 0,
          differ.slice(0, 4).join(' | ') || `${did.length} at ${preview.resources}`,
        );
    }
    report.check('enough fired to compare', episodes >= (short ? 3 : 10), `${episodes}`);
  } finally {
    await fleet.close();
  }
}

calibrate();
await proveInDatabases('preview', report, [compare]);

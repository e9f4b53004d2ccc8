/** One incident for each rule fires, at the right resource, soon, with what began it ranked first; a calm fleet is silent. */
import { MetricsCollector } from '../../apps/api/dist/metrics-collection/metrics-collector.js';
import { LOCAL_CONTEXT } from '../../apps/api/dist/http/index.js';
import { createTestDatabase } from '../../prisma/dist/index.js';
import { openTestServer } from '../test/database.mjs';
import { INCIDENTS, type TrueIncident } from './alerts/incidents.ts';
import { judgeOf } from './alerts/judge.ts';
import { calibrate } from './lib/calibrate.ts';
import { Report } from './lib/report.ts';
import { watchFleet, type WatchedFleet } from './tasks/watched-fleet.ts';

const short = process.argv.includes('--short');
const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 24, 3, 0);
const SWEEP_MS = 15_000;
/** From one incident to the next: far enough that two are no storm. */
const APART_MIN = short ? 8 : 12;
const AFTER_MIN = short ? 6 : 30;
/** What a message takes after its alert is stored: the group wait, and the sender's turn. */
const TELL_MS = 15_000;
const CALM_MIN = short ? 6 : 45;

const report = new Report('alerts');
/** The short form looks at three that sweeps alone tell. */
const SHORT = ['tasks_stopping_abnormally', 'rollout_failed', 'placement_failure'];
const shown = INCIDENTS.filter(({ rule }) => !short || SHORT.includes(rule));

const scenario = {
  name: 'alerts-proof',
  description: 'One incident for each rule, one after another, with ordinary rollouts going on elsewhere.',
  incidents: [
    ...shown.flatMap((each, turn) =>
      each.incidents.map(({ kind, at, minutes, on, parameters }) => ({
        kind,
        at: minuteText(Math.max(-200, 2 + turn * APART_MIN + at)),
        ...(minutes === undefined ? {} : { duration: `${minutes}m` }),
        on,
        parameters: parameters ?? {},
      })),
    ),
    ...shown.map((_each, turn) => ({
      kind: 'deployment',
      at: minuteText(3 + turn * APART_MIN),
      on: { cluster: 'stage-kr', service: 'stg-web-gateway' },
    })),
  ],
};

function minuteText(minutes: number): string {
  return minutes < 0 ? `${minutes}m` : `+${minutes}m`;
}

interface Fired {
  rule: string;
  subject: string;
  /** Epoch ms: when it was stored. */
  storedAt: number;
  /** The instant of the newest fact that it fired for. */
  beganAt: number;
}

/** Sweeps, polls and judges on the account's clock, and notes when each alert was stored first. */
async function watch(fleet: WatchedFleet, minutes: number, metrics: boolean): Promise<Fired[]> {
  const judge = judgeOf(fleet);
  const clock = { now: () => fleet.now() };
  const collector = new MetricsCollector(fleet.connection, clock, {
    pollSeconds: 60,
    addedMetrics: [],
    mode: 'demo',
    modeIsExplicit: false,
    budgetUsd: null,
  } as never);
  const seen = new Map<string, Fired>();
  for (let at = 0; at < minutes * MINUTE; at += SWEEP_MS) {
    await fleet.sweepAfter(at === 0 ? 0 : SWEEP_MS);
    if (metrics && at % MINUTE === 0) await collector.pollOnce(fleet.place);
    await judge.alerts.run(LOCAL_CONTEXT);
    const { rows } = await fleet.connection.pool.query<{
      id: string;
      rule_id: string;
      name: string;
      began_at: Date;
    }>(
      `SELECT a.id, a.rule_id, coalesce(r.name, a.subject_id) AS name, a.began_at FROM alert a
         LEFT JOIN resource r ON r.id = a.subject_id WHERE a.fired_at IS NOT NULL AND a.notifies`,
    );
    for (const { id, rule_id: rule, name: subject, began_at } of rows) {
      if (!seen.has(id)) seen.set(id, { rule, subject, storedAt: fleet.now(), beganAt: began_at.getTime() });
    }
  }
  return [...seen.values()];
}

/** When AWS had the fact that made a rule fire, as AWS tells it. */
async function happenedAt(
  fleet: WatchedFleet,
  { rule, subject }: TrueIncident,
  storedAt: number,
): Promise<number | null> {
  const of: Record<string, string> = {
    tasks_stopping_abnormally: `SELECT stopped_at AS at FROM task_run t WHERE service_id = $1 AND abnormal AND stopped_at <= $2
      ORDER BY stopped_at OFFSET 2 LIMIT 1`,
    rollout_failed: `SELECT finished_at AS at FROM deployment WHERE service_id = $1 AND rollout_state = 'FAILED' AND finished_at <= $2
      ORDER BY finished_at LIMIT 1`,
    placement_failure: `SELECT at FROM event WHERE resource_id = $1 AND type IN ('placement_failed', 'az_placement_failed', 'fargate_capacity', 'quota') AND at <= $2 ORDER BY at LIMIT 1`,
  };
  const sql = of[rule];
  if (sql === undefined) return null;
  const {
    rows: [service],
  } = await fleet.connection.pool.query<{ id: string }>(
    "SELECT id FROM resource WHERE name = $1 AND kind = 'ecs_service' ORDER BY environment LIMIT 1",
    [subject],
  );
  const { rows } = await fleet.connection.pool.query<{ at: Date }>(sql, [service?.id, new Date(storedAt)]);
  return rows[0]?.at.getTime() ?? null;
}

async function judgeRanks(fleet: WatchedFleet): Promise<Map<string, string>> {
  const { changes } = judgeOf(fleet);
  const { rows } = await fleet.connection.pool.query<{
    rule_id: string;
    subject_id: string;
    name: string;
    scope_id: string;
    resource_id: string;
    began_at: Date;
  }>(
    `SELECT a.rule_id, a.subject_id, r.name, a.scope_id, a.resource_id, a.began_at
       FROM alert a JOIN resource r ON r.id = a.subject_id WHERE a.fired_at IS NOT NULL ORDER BY a.fired_at DESC`,
  );
  const firsts = new Map<string, string>();
  for (const row of rows) {
    const found = await changes.run(LOCAL_CONTEXT, {
      subjectId: row.subject_id,
      resourceIds: [row.resource_id],
      scopeId: row.scope_id,
      beganAt: row.began_at.getTime(),
    });
    const [first] = found;
    firsts.set(`${row.rule_id} ${row.name}`, first === undefined ? '' : `${first.kind} ${first.relation}`);
  }
  return firsts;
}

async function incidents(url: string): Promise<void> {
  const fleet = await watchFleet(
    { services: 25, tasks: 110, instances: 20, startAt: START, scenarios: [scenario], databases: 8 } as never,
    url,
  );
  try {
    const minutes = shown.length * APART_MIN + AFTER_MIN;
    const fired = await watch(fleet, minutes, !short);
    const firsts = await judgeRanks(fleet);
    const late: number[] = [];
    let ranked = 0;
    for (const each of shown) {
      const { rule, subject, cause } = each;
      const own = fired.filter((one) => one.rule === rule);
      const right = own.find((one) => one.subject === subject);
      report.check(
        `${rule} fires at ${subject}`,
        right !== undefined,
        own.map((one) => one.subject).join(', ') || 'nothing',
      );
      const first = firsts.get(`${rule} ${subject}`) ?? '';
      const isTrue = cause === null ? first === '' || !first.endsWith('same') : first === `${cause} same`;
      if (isTrue) ranked += 1;
      report.figure(
        `  ranked first (${cause ?? 'nothing changed'})`,
        `${first || 'nothing'}${isTrue ? '' : ': wrong'}`,
      );
      if (right === undefined) continue;
      const at = await happenedAt(fleet, each, right.storedAt);
      if (at !== null) late.push((right.storedAt + TELL_MS - at) / 1000);
    }
    const need = Math.ceil((shown.length * 2) / 3);
    report.check(
      'what began it is ranked first in two of three',
      ranked >= need,
      `${ranked} of ${shown.length}`,
    );
    const slowest = Math.max(...late);
    report.check(
      'from AWS to the message at most 60 s (sweeps of 15 s, 10 s of group wait, 5 s of the sender)',
      late.length > 0 && slowest <= 60,
      late.map((seconds) => `${seconds.toFixed(0)} s`).join(', '),
    );
  } finally {
    await fleet.close();
  }
}

async function calm(url: string): Promise<void> {
  const size = {
    services: short ? 60 : 300,
    tasks: short ? 150 : 900,
    instances: short ? 40 : 90,
    startAt: START,
  };
  const fleet = await watchFleet(
    { ...size, scenarios: [{ name: 'calm', description: 'Nothing happens.', incidents: [] }] },
    url,
  );
  try {
    const fired = await watch(fleet, CALM_MIN, !short);
    const told = fired.map(({ rule, subject }) => `${rule} ${subject}`);
    report.check(
      `a calm fleet of ${size.services} services pages nobody in ${CALM_MIN} min`,
      told.length === 0,
      told.join(', ') || 'none',
    );
  } finally {
    await fleet.close();
  }
}

await calibrate();
const server = await openTestServer();
process.env['DATABASE_URL'] = server.url;
for (const part of [incidents, calm]) {
  const database = await createTestDatabase();
  try {
    await part(database.url);
  } finally {
    await database.drop();
  }
}
await server.stop();
process.exit(report.end());

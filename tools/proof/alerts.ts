/**
 * One incident for each rule fires, at the right resource, soon, with what began it ranked first; a calm fleet is silent.
 * `--days=N` instead: a calm fleet of 300 services over N days, swept each two minutes and polled each eight.
 */
import { LOCAL_CONTEXT } from '../../apps/api/dist/http/index.js';
import { INCIDENTS, minuteText, scenarioOf, type TrueIncident } from './alerts/incidents.ts';
import { isCoarse, isSoon, lateness, p95 } from './alerts/lateness.ts';
import { watch, type Fired, type Watch } from './alerts/watch.ts';
import { calibrate } from './lib/calibrate.ts';
import { proveInDatabases } from './lib/in-databases.ts';
import { Report } from './lib/report.ts';
import { watchFleet, type WatchedFleet } from './tasks/watched-fleet.ts';

const short = process.argv.includes('--short');
const days = Number(process.argv.find((arg) => arg.startsWith('--days='))?.slice('--days='.length) ?? 0);
/** A Tuesday at noon in Seoul, when people deploy. */
const START = Date.UTC(2026, 10, 24, 3, 0);
/** From one incident to the next: far enough that two are no storm. */
const APART_MIN = short ? 8 : 12;
const AFTER_MIN = short ? 6 : 30;
const CALM_MIN = short ? 6 : 45;

const report = new Report('alerts');
/** The short form looks at three that sweeps alone tell. */
const SHORT = ['tasks_stopping_abnormally', 'rollout_failed', 'placement_failure'];
const shown = INCIDENTS.filter(({ rule }) => !short || SHORT.includes(rule));

/** Rollouts go on elsewhere all the time. */
const elsewhere = {
  name: 'elsewhere',
  incidents: shown.map((_each, turn) => ({
    kind: 'deployment',
    at: minuteText(3 + turn * APART_MIN),
    on: { cluster: 'stage-kr', service: 'stg-web-gateway' },
  })),
};

/** What is ranked first of what changed before an alert: its kind, and how near it is to what the alert is about. */
async function firstChange({ judge }: Watch, fired: Fired): Promise<string> {
  const [first] = await judge.changes.run(LOCAL_CONTEXT, {
    subjectId: fired.subjectId,
    resourceIds: [fired.resourceId],
    scopeId: fired.scopeId,
    beganAt: fired.beganAt,
  });
  return first === undefined ? 'nothing' : `${first.kind} ${first.relation}`;
}

/** @returns whether what began it is ranked first */
async function judgeOne(seen: Watch, { rule, subject, cause }: TrueIncident): Promise<boolean> {
  const own = seen.fired.filter((one) => one.rule === rule);
  const right = own.find((one) => one.subject === subject);
  const names = own.map((one) => one.subject).join(', ');
  report.check(`${rule} fires at ${subject}`, right !== undefined, names || 'nothing');
  if (right === undefined) return false;
  const first = await firstChange(seen, right);
  const isTrue = cause === null ? !first.endsWith(' same') : first === `${cause} same`;
  report.figure(`  ranked first (${cause ?? 'nothing changed'})`, `${first}${isTrue ? '' : ': wrong'}`);
  return isTrue;
}

async function judgeLateness(fleet: WatchedFleet, seen: Watch): Promise<void> {
  const late: { rule: string; seconds: number }[] = [];
  for (const fired of seen.fired) {
    const seconds = await lateness(fleet, seen, fired);
    if (seconds !== null) late.push({ rule: fired.rule, seconds });
  }
  for (const [rule, those] of Map.groupBy(late, (one) => one.rule)) {
    report.figure(
      `  seconds to the message, ${rule}`,
      those.map(({ seconds }) => seconds.toFixed(0)).join(', '),
    );
  }
  const check = (claim: string, most: number, soon: boolean): void => {
    const seconds = late
      .filter(({ rule }) => isSoon(rule) === soon && !isCoarse(rule))
      .map((one) => one.seconds);
    if (seconds.length === 0 && !soon && short) return;
    const slow = p95(seconds);
    report.check(claim, slow <= most, `p95 ${slow.toFixed(0)} s of ${seconds.length}`);
  };
  check('stops, failed rollouts, placement and targets: from AWS to the receiver at most 60 s', 60, true);
  check(
    'rules over metrics that AWS has each minute, by default polling: from AWS to the receiver at most 300 s',
    300,
    false,
  );
}

async function incidents(url: string): Promise<void> {
  const scenarios = [...shown.map(({ rule }, turn) => scenarioOf(rule, 2 + turn * APART_MIN)), elsewhere];
  const fleet = await watchFleet(
    { services: 25, tasks: 110, instances: 20, startAt: START, scenarios, databases: 8 } as never,
    url,
  );
  try {
    const seen = await watch(fleet, { minutes: shown.length * APART_MIN + AFTER_MIN, metrics: !short });
    let changed = 0;
    let calm = 0;
    for (const each of shown) {
      const isTrue = await judgeOne(seen, each);
      if (isTrue && each.cause !== null) changed += 1;
      if (isTrue && each.cause === null) calm += 1;
    }
    const causes = shown.filter(({ cause }) => cause !== null).length;
    const need = Math.min(causes, Math.max(10, Math.ceil((causes * 2) / 3)));
    report.check(
      `what began it is ranked first in at least ${need}`,
      changed >= need,
      `${changed} of ${causes}`,
    );
    const others = shown.length - causes;
    if (others > 0)
      report.figure('where nobody changed anything, no change of its own is first', `${calm} of ${others}`);
    await judgeLateness(fleet, seen);
  } finally {
    await fleet.close();
  }
}

interface Calm {
  services: number;
  minutes: number;
  metrics: boolean;
  slower: number;
}

async function calm(url: string, { services, minutes, ...options }: Calm): Promise<void> {
  const fleet = await watchFleet(
    {
      services,
      tasks: services * 3,
      instances: Math.round(services * 0.3),
      databases: 8,
      startAt: START,
      days: 2 + minutes / 1440,
      scenarios: [{ name: 'quiet', incidents: [] }],
    } as never,
    url,
  );
  try {
    const { fired } = await watch(fleet, { minutes, ...options });
    const names = fired.map(
      ({ rule, subject, beganAt }) => `${rule} ${subject} ${new Date(beganAt).toISOString()}`,
    );
    const long = minutes >= 1440 ? `${minutes / 1440} days` : `${minutes} min`;
    report.check(
      `a calm fleet of ${services} services pages nobody in ${long}`,
      fired.length === 0,
      names.join(', ') || 'nobody',
    );
  } finally {
    await fleet.close();
  }
}

calibrate();
const quiet: Calm = { services: short ? 60 : 300, minutes: CALM_MIN, metrics: !short, slower: 1 };
const parts =
  days > 0
    ? [(url: string) => calm(url, { services: 300, minutes: days * 1440, metrics: true, slower: 8 })]
    : [incidents, (url: string) => calm(url, quiet)];
await proveInDatabases('alerts', report, parts);

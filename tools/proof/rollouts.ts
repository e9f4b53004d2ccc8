/** Facts of a bad rollout are split by revision as they truly are while it runs: rolling, blue/green and canary. */
import { calibrate } from './lib/calibrate.ts';
import { Report } from './lib/report.ts';
import { addLines, linesOf, tasksOf, trueSide, type TrueSide } from './rollouts/truth.ts';
import { openWorld, type RolloutWorld } from './rollouts/world.ts';

const short = process.argv.includes('--short');
const MINUTE = 60_000;
/** A Monday afternoon in Seoul. */
const START = Date.UTC(2026, 10, 23, 5, 30);
const WATCH = 30 * MINUTE;
const MOMENTS = short ? 8 : 40;
const SECONDS = short ? 40 : 20;
/** AWS lists a stopped task for about an hour: what was gone before, the first look cannot know. */
const REMEMBERED = 60 * MINUTE;

/** A bad rollout of each strategy: tasks that exit, that fail their target group, that fail their own check. */
const BAD = [
  { service: 'checkout-api', strategy: 'ROLLING', fault: 'crash', seconds: 40 },
  { service: 'web-gateway', strategy: 'BLUE_GREEN', fault: 'health-check' },
  { service: 'catalog-api', strategy: 'CANARY', fault: 'container-health' },
] as const;

const SCENARIO = {
  name: 'bad-rollouts',
  incidents: BAD.flatMap(({ service, strategy, fault, ...rest }) => {
    const on = { cluster: 'prod-kr', service };
    const seconds = 'seconds' in rest ? { seconds: rest.seconds } : {};
    const breaker = { breaker: true, rollback: true };
    const how = { strategy, stepPercent: 10, stepMinutes: 5, bakeMinutes: 3 };
    return [
      { kind: 'rollout-strategy', at: '-2h', on, parameters: how },
      {
        kind: 'bad-deployment',
        at: '+1m',
        duration: '50m',
        on,
        parameters: { fault, ...breaker, ...seconds },
      },
      { kind: 'slow-start', at: '+1m', duration: '50m', on, parameters: { seconds: 25 } },
      {
        kind: 'log-lines',
        at: '+1m',
        duration: '50m',
        on,
        parameters: { message: 'Cannot read {id} of order {n}', level: 'error', perMinute: 6 },
      },
    ];
  }),
};

interface Side {
  tasks: number;
  running: number;
  starting: number;
  stops: number;
  abnormalStops: number;
  startup: { count: number; p50: number } | null;
  levels: Record<string, number> | null;
}
interface Comparison {
  state: string;
  verdict: string;
  sentence: { en: string };
  from: string;
  old: Side;
  new: Side;
}
interface Rollout {
  id: string;
  nativeId: string;
  serviceId: string;
  serviceName: string;
  strategy: string;
  createdAt: string;
  finishedAt: string | null;
}

const report = new Report('rollouts');
const wrong: string[] = [];
let compared = 0;

function same(what: string, shown: unknown, truth: unknown): void {
  compared += 1;
  if (JSON.stringify(shown) !== JSON.stringify(truth))
    wrong.push(`${what}: shown ${JSON.stringify(shown)}, truth ${JSON.stringify(truth)}`);
}

const median = (sorted: readonly number[]): number => {
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
};

function judgeSide(what: string, shown: Side, truth: TrueSide, startup: readonly number[]): void {
  for (const name of ['tasks', 'running', 'starting', 'stops'] as const)
    same(`${what} ${name}`, shown[name], truth[name]);
  same(`${what} abnormal stops`, shown.abnormalStops, truth.abnormal);
  same(`${what} starts`, shown.startup?.count ?? 0, startup.length);
  if (shown.startup !== null && startup.length > 0)
    same(`${what} start-up`, shown.startup.p50.toFixed(2), median(startup).toFixed(2));
}

/** The lines of both sides up to where the log was read. @returns whether anything could be compared */
async function judgeLines(world: RolloutWorld, rollout: Rollout, comparison: Comparison): Promise<boolean> {
  const [read] = await world.rows<{ name: string; from: Date; until: Date }>(
    `SELECT g.name, min(m.minute) AS from, c.read_until AS until
       FROM log_minute m JOIN resource g ON g.id = m.resource_id JOIN log_cursor c ON c.resource_id = g.id
      WHERE m.source_id = $1 GROUP BY 1, 3`,
    [rollout.serviceId],
  );
  if (!read || comparison.new.levels === null || comparison.old.levels === null) return false;
  const from = Math.max(Math.ceil(Date.parse(comparison.from) / MINUTE) * MINUTE, read.from.getTime());
  const byTask = linesOf(world, read.name, { from, to: read.until.getTime() });
  const tasks = tasksOf(world, rollout.serviceName, from);
  for (const [side, isNew] of [
    ['old', false],
    ['new', true],
  ] as const) {
    const own = tasks.filter(({ startedBy }) => (startedBy === rollout.nativeId) === isNew);
    const truth = addLines(own.map(({ taskArn }) => byTask.get(taskArn.slice(taskArn.lastIndexOf('/') + 1))));
    const levels = comparison[side].levels ?? {};
    const shown = {
      errors: (levels['error'] ?? 0) + (levels['fatal'] ?? 0),
      warnings: levels['warn'] ?? 0,
      infos: levels['info'] ?? 0,
    };
    same(`${rollout.strategy} ${side} lines`, shown, truth);
  }
  return true;
}

async function judge(world: RolloutWorld, rollout: Rollout): Promise<Comparison> {
  const comparison = await world.get<Comparison>(`/deployments/${rollout.id}/comparison`);
  const created = Date.parse(rollout.createdAt);
  const tasks = tasksOf(world, rollout.serviceName, 0);
  const fresh = tasks.filter(({ startedBy }) => startedBy === rollout.nativeId);
  const old = tasks.filter((task) => !fresh.includes(task));
  const now = world.now();
  const truth = trueSide(fresh, created, now);
  judgeSide(`${rollout.strategy} new`, comparison.new, truth, truth.startup);
  const before = trueSide(old, created - WATCH, now);
  const remembered = trueSide(old, START - REMEMBERED, now);
  judgeSide(`${rollout.strategy} old`, comparison.old, before, remembered.startup);
  await judgeLines(world, rollout, comparison);
  return comparison;
}

async function main(): Promise<number> {
  calibrate();
  const began = performance.now();
  const world = await openWorld(START, SCENARIO);
  try {
    await world.pass(30);
    await world.pass(40);
    report.figure('to the first look, seconds', ((performance.now() - began) / 1000).toFixed(1));
    const seen = new Map<string, { live: number; verdicts: Set<string>; last: string }>();
    for (let moment = 0; moment < MOMENTS; moment += 1) {
      await world.pass(SECONDS);
      const { items } = await world.get<{ items: Rollout[] }>('/deployments?limit=100');
      for (const { service, strategy } of BAD) {
        const rollout = items.find(
          (item) => item.serviceName === service && Date.parse(item.createdAt) >= START,
        );
        if (!rollout) continue;
        if (rollout.strategy !== strategy) wrong.push(`${service} is told as ${rollout.strategy}`);
        const comparison = await judge(world, rollout);
        const known = seen.get(strategy) ?? { live: 0, verdicts: new Set(), last: '' };
        if (comparison.state === 'live' && rollout.finishedAt === null) known.live += 1;
        known.verdicts.add(comparison.verdict);
        known.last = comparison.sentence.en;
        seen.set(strategy, known);
      }
    }
    for (const { strategy } of BAD) {
      const { live = 0, verdicts = new Set<string>(), last = '' } = seen.get(strategy) ?? {};
      report.check(`${strategy}: several moments were judged while it ran`, live >= 3, `${live} moments`);
      report.check(`${strategy}: it was called worse`, verdicts.has('worse'), last);
    }
    report.check('every fact was split as it truly was', wrong.length === 0, `${compared} compared`);
    for (const each of wrong.slice(0, 20)) console.log(`     ${each}`);
  } finally {
    await world.close();
  }
  return report.end();
}

let code = 1;
try {
  code = await main();
} catch (cause) {
  console.error(cause);
  console.log('FAIL rollouts: the proof could not run');
}
process.exit(code);

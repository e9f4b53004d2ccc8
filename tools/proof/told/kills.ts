import { seededRandom } from '../lib/random.ts';
import { Report } from '../lib/report.ts';
import { addReceiver, judgeOf } from '../alerts/judge.ts';
import { startReceiver, type Told } from '../alerts/receiver.ts';
import { watchFleet } from '../tasks/watched-fleet.ts';
import { MortalWorker } from './mortal-worker.ts';

const MINUTE = 60_000;
const TICK_MS = 5_000;
const SWEEP_MS = 15_000;
const START = Date.UTC(2026, 10, 24, 3, 0);
/** Two at a time and a quarter of an hour apart: fewer than a storm, and each over before the next. */
const PAIRS = [
  ['order-worker', 'report-worker'],
  ['search-api', 'user-api'],
  ['catalog-api', 'inventory-api'],
  ['checkout-api', 'payment-api'],
  ['image-resizer', 'web-gateway'],
];
const APART_MIN = 18;

/** Where between two steps a worker is killed. */
const STEPS = [
  'while it evaluates',
  'after it stored',
  'before the receiver answered',
  'after the receiver answered',
  'after it noted that it was sent',
] as const;
type Step = (typeof STEPS)[number];

/** Services cannot place tasks one after another, while the worker is killed so many times; each is told once, and its end. */
export async function checkKills(
  report: Report,
  url: string,
  { pairs, kills }: { pairs: number; kills: number },
): Promise<void> {
  const names = PAIRS.slice(0, pairs);
  const scenario = {
    name: 'kills',
    incidents: names.flatMap((pair, turn) =>
      pair.map((service) => ({
        kind: 'placement-failure',
        at: `+${2 + turn * APART_MIN}m`,
        duration: '4m',
        on: { cluster: 'prod-kr', service },
        parameters: { lose: 1 },
      })),
    ),
  };
  const fleet = await watchFleet(
    { services: 25, tasks: 80, instances: 10, startAt: START, scenarios: [scenario] },
    url,
  );
  const receiver = await startReceiver(() => fleet.now());
  const worker = new MortalWorker(url);
  const random = seededRandom(20261127);
  const killed = new Map<Step, number>(STEPS.map((step) => [step, 0]));
  /** Each step has its share. @returns whether it was killed */
  const kill = (step: Step): boolean => {
    const before = killed.get(step) ?? 0;
    if (before >= kills / STEPS.length || !worker.kill()) return false;
    killed.set(step, before + 1);
    return true;
  };
  const met = new Set<string>();
  receiver.onMessage = ({ key }, answer) => {
    // A message may die with its worker before it is answered, and when it comes again just after.
    if (!met.has(key) && kill('before the receiver answered')) return void met.add(key);
    answer();
    if (!met.has(`${key} answered`) && kill('after the receiver answered')) met.add(`${key} answered`);
  };
  try {
    await addReceiver(judgeOf(fleet), receiver.url, fleet.now());
    const minutes = names.length * APART_MIN + 6;
    // Oftener than it takes, since some moments meet nobody.
    const often = (5 * kills) / STEPS.length / ((minutes * MINUTE) / TICK_MS);
    for (let at = 0; at < minutes * MINUTE; at += TICK_MS) {
      fleet.simulator.clock.advance(TICK_MS);
      if (at % SWEEP_MS === 0) await fleet.sweepAfter(0);
      const chance = random();
      if (chance < often) setTimeout(() => kill('while it evaluates'), random() * 60);
      const progress = await worker.work(fleet.now(), () => {
        if (chance > 1 - often) kill('after it stored');
      });
      if (progress === 'sent' && chance >= often && chance < 2 * often)
        kill('after it noted that it was sent');
    }
    judge(report, receiver.told, { names: names.flat(), killed, kills: worker.kills, asked: kills });
  } finally {
    worker.stop();
    receiver.close();
    await fleet.close();
  }
}

function judge(
  report: Report,
  told: readonly Told[],
  {
    names,
    killed,
    kills,
    asked,
  }: { names: string[]; killed: Map<Step, number>; kills: number; asked: number },
): void {
  for (const [step, count] of killed) report.figure(`  killed ${step}`, count);
  report.check(
    `the worker was killed ${asked} times, at every step`,
    kills >= asked && [...killed.values()].every((n) => n > 0),
    `${kills}`,
  );
  const byKey = new Map(told.map((message) => [message.key, message]));
  report.figure('  messages that came again under the same key', told.length - byKey.size);
  const wrong = names.flatMap((name) =>
    (['fired', 'resolved'] as const).flatMap((event) => {
      const of = [...byKey.values()].filter((one) => one.event === event && one.subject.endsWith(name));
      return of.length === 1 ? [] : [`${name} ${event} ${of.length} times`];
    }),
  );
  report.check(
    'each was told once, and its end once: none lost, none twice',
    wrong.length === 0,
    wrong.join(', ') || `${names.length} of ${names.length}`,
  );
  const others = [...byKey.values()].filter(({ subject }) => !names.some((name) => subject.endsWith(name)));
  report.check(
    'nothing else was told',
    others.length === 0,
    others.map(({ title }) => title).join(', ') || 'nothing',
  );
}

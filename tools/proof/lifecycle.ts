/** Starts, second start, Ctrl-C and kill -9 of every process: nothing left behind, nothing lost. @alone */
import { Report } from './lib/report.ts';
import { calibrate } from './lib/calibrate.ts';
import { postgresOf, processesWith, type Process } from './lib/processes.ts';
import { getJson, startStack, waitFor, type Stack } from './lib/stack.ts';

interface Kept {
  tasks: number;
  events: number;
}

const report = new Report('lifecycle');
const short = process.argv.includes('--short');

async function kept(stack: Stack): Promise<Kept> {
  const wide = 'from=now-20d&to=now&limit=1';
  const tasks = await getJson<{ total: number | null; atLeast?: number }>(`${stack.api}/tasks?${wide}`);
  const events = await getJson<{ total: number | null; atLeast?: number }>(`${stack.api}/events?${wide}`);
  return { tasks: tasks.total ?? tasks.atLeast ?? 0, events: events.total ?? events.atLeast ?? 0 };
}

function ours(dataDir: string): Process[] {
  return [...processesWith(`DANJI_DATA_DIR=${dataDir}`), ...postgresOf(dataDir)];
}

async function noneLeft(dataDir: string, seconds: number): Promise<Process[]> {
  try {
    await waitFor('every process to end', seconds, async () =>
      ours(dataDir).length === 0 ? true : undefined,
    );
    return [];
  } catch {
    return ours(dataDir);
  }
}

async function webAnswers(stack: Stack): Promise<void> {
  await waitFor('the site to answer', 120, async () => ((await fetch(stack.web)).ok ? true : undefined));
}

async function main(): Promise<number> {
  calibrate();
  const first = await startStack();
  const dataDir = first.dataDir;
  await webAnswers(first);
  await waitFor('the first events', 120, async () => ((await kept(first)).events > 0 ? true : undefined));
  let before = await kept(first);
  first.process.kill('SIGINT');
  const left = await noneLeft(dataDir, 30);
  report.check(
    'Ctrl-C leaves no process behind',
    left.length === 0,
    left.map((p) => `${p.pid} ${p.command}`).join('; ') || 'none left',
  );

  const began = performance.now();
  let stack = await startStack({ dataDir });
  await webAnswers(stack);
  const seconds = (performance.now() - began) / 1000;
  report.check('a second start shows the site in under 25 s', seconds < 25, `${seconds.toFixed(1)} s`);
  before = await checkKept('the second start', before, stack);

  const victims: [string, RegExp][] = [
    ['the supervisor', /run\.mjs|supervisor/],
    ['the API', /apps\/api\/dist\/main/],
    ['the web server', /apps\/web|next/],
    ['the simulator', /aws-simulator/],
    ['the database', /postgres/],
  ];
  for (const [name, pattern] of short ? victims.slice(0, 2).concat(victims.slice(4)) : victims) {
    const victim = ours(dataDir).find((p) => pattern.test(p.command));
    report.check(
      `${name} is a process of its own`,
      victim !== undefined,
      victim?.command.slice(0, 80) ?? 'not found',
    );
    if (victim === undefined) continue;
    process.kill(victim.pid, 'SIGKILL');
    if (name === 'the supervisor') {
      const orphans = await noneLeft(dataDir, 30);
      report.check(
        'kill -9 of the supervisor ends its children by themselves',
        orphans.every((p) => p.command.includes('postgres')),
        orphans.map((p) => p.command.slice(0, 60)).join('; ') || 'none left',
      );
    } else {
      await stopQuietly(stack, dataDir);
    }
    stack = await startStack({ dataDir });
    await webAnswers(stack);
    before = await checkKept(`kill -9 of ${name}`, before, stack);
  }
  await stopQuietly(stack, dataDir);
  return report.end();
}

async function stopQuietly(stack: Stack, dataDir: string): Promise<void> {
  await stack.stop();
  const left = await noneLeft(dataDir, 30);
  report.check(
    'a stop leaves no process behind',
    left.length === 0,
    left.map((p) => p.command.slice(0, 60)).join('; ') || 'none left',
  );
}

async function checkKept(after: string, before: Kept, stack: Stack): Promise<Kept> {
  const now = await kept(stack);
  report.check(
    `nothing is lost after ${after}`,
    now.tasks >= before.tasks && now.events >= before.events,
    `tasks ${before.tasks} -> ${now.tasks}, events ${before.events} -> ${now.events}`,
  );
  return now;
}

let code = 1;
try {
  code = await main();
} catch (cause) {
  console.error(cause);
  console.log('FAIL lifecycle: the proof could not run');
}
process.exit(code);

import type { RolloutWorld } from './world.ts';

/** One task as the simulator knows it; ISO times. */
export interface TrueTask {
  taskArn: string;
  group?: string;
  startedBy?: string;
  createdAt: string;
  startedAt?: string;
  stoppingAt?: string;
  executionStoppedAt?: string;
  stoppedAt?: string;
  stopCode?: string;
  stoppedReason?: string;
}

export interface TrueSide {
  tasks: number;
  running: number;
  starting: number;
  stops: number;
  abnormal: number;
  /** Seconds from creation to RUNNING, ascending. */
  startup: number[];
}

const ms = (at: string | undefined): number => (at === undefined ? Infinity : Date.parse(at));

/** Tasks of a service that lived since `from`, by the simulator's own book. */
export function tasksOf({ simulator, now }: RolloutWorld, service: string, from: number): TrueTask[] {
  const { tasks = [] } = simulator.world.truth({ from, to: now() + 1, parts: ['tasks'] });
  return (tasks as unknown as TrueTask[]).filter(({ group }) => group === `service:${service}`);
}

/** The facts of one side, counted anew from the book; `from` bounds stops and lives. */
export function trueSide(tasks: readonly TrueTask[], from: number, now: number): TrueSide {
  const seen = tasks.filter((task) => ms(task.createdAt) <= now && ms(task.stoppedAt) >= from);
  const gone = (task: TrueTask): boolean =>
    Math.min(ms(task.stoppingAt), ms(task.executionStoppedAt), ms(task.stoppedAt)) <= now;
  const stopped = seen.filter((task) => ms(task.stoppedAt) <= now);
  const ran = (task: TrueTask): boolean => ms(task.startedAt) <= now;
  return {
    tasks: seen.length,
    running: seen.filter((task) => ran(task) && !gone(task)).length,
    starting: seen.filter((task) => !ran(task) && !gone(task)).length,
    stops: stopped.length,
    // ECS stops what it replaces or does not want with this one reason; whatever else it is, somebody should look.
    abnormal: stopped.filter(({ stoppedReason = '' }) => !stoppedReason.startsWith('Scaling activity'))
      .length,
    startup: seen
      .filter(ran)
      .map((task) => (ms(task.startedAt) - ms(task.createdAt)) / 1000)
      .sort((a, b) => a - b),
  };
}

export interface TrueLines {
  errors: number;
  warnings: number;
  infos: number;
}

const NOTHING: TrueLines = { errors: 0, warnings: 0, infos: 0 };

/** Lines of tasks within [from, to) by level, read from the simulator's own log, not by way of Danji. */
export function linesOf(
  { simulator }: RolloutWorld,
  group: string,
  range: { from: number; to: number },
): Map<string, TrueLines> {
  const [account = ''] = simulator.world.accounts();
  const region = simulator.world.region(account, 'ap-northeast-2');
  const events = region?.logEvents({ logGroupName: group, ...range }) ?? [];
  const byTask = new Map<string, TrueLines>();
  for (const { logStreamName, message } of events) {
    const task = logStreamName.slice(logStreamName.lastIndexOf('/') + 1);
    const counted = byTask.get(task) ?? { ...NOTHING };
    const level = levelOf(message);
    if (level !== null) counted[level] += 1;
    byTask.set(task, counted);
  }
  return byTask;
}

/** pino's numbers, a level in JSON, the word in its column, or an exception that begins a stack trace; else unjudged. */
function levelOf(message: string): keyof TrueLines | null {
  if (/^(?:Traceback \(most recent|(?:Caused by: )?[\w.$]*(?:Exception|Error): )/.test(message))
    return 'errors';
  const word = message.startsWith('{')
    ? String((JSON.parse(message) as { level?: unknown }).level)
    : (/\s(ERROR|FATAL|CRITICAL|WARN|WARNING|INFO)\s/.exec(message)?.[1] ?? '');
  if (/^(50|60|error|fatal|critical)$/i.test(word)) return 'errors';
  if (/^(40|warn|warning)$/i.test(word)) return 'warnings';
  return /^(30|info)$/i.test(word) ? 'infos' : null;
}

export function addLines(lines: Iterable<TrueLines | undefined>): TrueLines {
  const sum = { ...NOTHING };
  for (const each of lines) {
    sum.errors += each?.errors ?? 0;
    sum.warnings += each?.warnings ?? 0;
    sum.infos += each?.infos ?? 0;
  }
  return sum;
}

import type { UsageAnswer, UsageTask } from '@danji/shared';
import type { BarInput, ChartColour, Mark } from '@/components/charts';

export type UsageMetric = 'cpu' | 'memory' | 'network';

const COLOURS: readonly ChartColour[] = [1, 2, 3, 4, 5];
const MIB = 1_048_576;

/** What a value is drawn as: a share of the host where it is known what that has, else the amount itself. */
export function drawnAs(
  { capacity }: UsageAnswer,
  metric: UsageMetric,
): { unit: 'percent' | 'bytes' | 'bytes/s' | 'count'; factor: number } {
  if (metric === 'memory') return { unit: 'bytes', factor: MIB };
  if (metric === 'network') return { unit: 'bytes/s', factor: 1 };
  const whole = capacity?.cpu ?? null;
  return whole === null || whole === 0
    ? { unit: 'count', factor: 1 }
    : { unit: 'percent', factor: 100 / whole };
}

/** The five tasks that used most, each a colour, and all others together. Null stays null: not known is not zero. */
export function stackOf(
  answer: UsageAnswer,
  metric: UsageMetric,
  others: (count: number) => string,
): BarInput[] {
  const { factor } = drawnAs(answer, metric);
  const known = answer.tasks.filter((task) => task[metric].some((value) => value !== null));
  const sorted = known.toSorted((a, b) => total(b, metric) - total(a, metric));
  const names = new Map<string, number>();
  for (const { name } of known) names.set(name, (names.get(name) ?? 0) + 1);
  const top = sorted.slice(0, COLOURS.length).map((task, i): BarInput => ({
    id: task.id,
    label: (names.get(task.name) ?? 0) > 1 ? `${task.name} ${task.taskId.slice(0, 6)}` : task.name,
    colour: COLOURS[i] ?? 'muted',
    values: task[metric].map((value) => (value === null ? null : value * factor)),
  }));
  const rest = sorted.slice(COLOURS.length);
  if (rest.length === 0) return top;
  const values = answer.t.map((_, i) => {
    const present = rest.flatMap((task) => task[metric][i] ?? []);
    return present.length === 0 ? null : present.reduce((sum, value) => sum + value, 0) * factor;
  });
  return [...top, { id: 'others', label: others(rest.length), colour: 'muted', values }];
}

function total(task: UsageTask, metric: UsageMetric): number {
  return task[metric].reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** Mean of the last `minutes` known values; null where nothing is known. */
export function recent(values: readonly (number | null)[], count: number): number | null {
  const known = values.filter((value) => value !== null).slice(-count);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Starts and stops of the host's tasks within the answered range, and the moment at which it became slow. */
export function marksOfUse(
  answer: UsageAnswer,
  words: { started: (name: string) => string; stopped: (name: string) => string; onset: string },
): Mark[] {
  const [from, to] = [Date.parse(answer.from), Date.parse(answer.to)];
  const marks: Mark[] = [];
  const add = (id: string, at: string | null, kind: Mark['kind'], title: string): void => {
    const moment = at === null ? NaN : Date.parse(at);
    if (moment >= from && moment < to) marks.push({ id, at: moment, kind, label: '', count: 1, title });
  };
  for (const task of answer.tasks) {
    add(`${task.id}-start`, task.startedAt, 'config', words.started(task.name));
    add(`${task.id}-stop`, task.stoppedAt, 'stop', words.stopped(task.name));
  }
  add('onset', answer.onset?.at ?? null, 'config', words.onset);
  return marks;
}

import { getJson } from '../lib/stack.ts';

/** A task as the simulator says that it really was; ISO times, absent where it never came. */
export interface TrueTask {
  taskArn: string;
  createdAt: string;
  connectivityAt?: string;
  pullStartedAt?: string;
  pullStoppedAt?: string;
  startedAt?: string;
  stoppingAt?: string;
  drainedAt?: string;
  executionStoppedAt?: string;
  stoppedAt?: string;
  stopCode?: string;
  endedBy?: string;
  replaces?: string;
  replacedBy?: string;
}

export async function trueTasks(url: string, from: number, to: number): Promise<TrueTask[]> {
  const range = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;
  const { tasks } = await getJson<{ tasks: TrueTask[] }>(`${url}/_simulator/truth?parts=tasks&${range}`);
  return tasks;
}

/** The class that each way of ending must be read as: what the simulator planned, in the product's words. */
export const CLASS_OF: Readonly<Record<string, string>> = {
  rollout: 'deploy',
  'scale-in': 'scale_in',
  'out-of-memory': 'oom',
  crash: 'essential_exit',
  'target-check': 'health_check',
  'container-check': 'health_check',
  'image-pull': 'image_pull',
  'start-error': 'resource_init',
  'fargate-spot': 'spot',
  'instance-gone': 'host_lost',
  person: 'user',
  'job-done': 'job_finished',
  'job-failed': 'essential_exit',
};

/** Turns of a life for which AWS gives a timestamp. */
export const EXACT = [
  'createdAt',
  'connectivityAt',
  'pullStartedAt',
  'pullStoppedAt',
  'startedAt',
  'stoppingAt',
  'executionStoppedAt',
  'stoppedAt',
] as const;

/** The phases that a true task went through, each with its milliseconds; null while it is in it. */
export function truePhases(task: TrueTask): { phase: string; ms: number | null }[] {
  const order: [keyof TrueTask, string][] = [
    ['createdAt', 'provision'],
    ['connectivityAt', 'prepare'],
    ['pullStartedAt', 'pull'],
    ['pullStoppedAt', 'start'],
    ['startedAt', 'run'],
    ['stoppingAt', task.drainedAt === undefined ? 'stop' : 'deactivate'],
    ['drainedAt', 'stop'],
    ['executionStoppedAt', 'deprovision'],
    ['stoppedAt', ''],
  ];
  const turns = order.flatMap(([name, phase]): [number, string][] => {
    const at = task[name];
    return at === undefined ? [] : [[Date.parse(at), phase]];
  });
  return turns.flatMap(([at, phase], i) => {
    if (phase === '') return [];
    const next = turns[i + 1];
    return [{ phase, ms: next ? next[0] - at : null }];
  });
}

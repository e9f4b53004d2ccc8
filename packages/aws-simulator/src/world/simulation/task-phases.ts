import type { Language } from '../plan/catalogue.js';
import type { Rng } from '../random.js';
import type { Millis } from '../types.js';
import type { TaskRun } from './task-run.js';

/** Seconds from pull to RUNNING by language: class loading takes long, a Go binary is there at once. */
const START_SECONDS: Record<Language, [number, number]> = {
  go: [1, 3],
  node: [2, 6],
  python: [3, 9],
  java: [7, 18],
};

const ms = (seconds: number) => Math.round(seconds * 1000);

interface StartPlan {
  connectivityAt: Millis;
  pullStartedAt: Millis;
  pullStoppedAt: Millis;
  startedAt: Millis;
}

/**
 * When the phases of a start end (detail 13 of docs/simulator.md). Fargate: connected 3-7 s after creation, pull begins 8-13 s
 * later and takes 4 s and a second per 30 MB; EC2 with a cached image needs 2-10 s in all.
 */
export function planStart(
  run: TaskRun,
  from: Millis,
  megabytes: number,
  cached: boolean,
  rng: Rng,
): StartPlan {
  const language = run.service?.plan.language ?? 'python';
  const [low, high] = START_SECONDS[language];
  if (run.launchType === 'FARGATE') {
    const connectivityAt = from + ms(rng.between(3, 7));
    const pullStartedAt = connectivityAt + ms(rng.between(8, 13));
    const pullStoppedAt = pullStartedAt + ms((4 + megabytes / 30) * rng.between(0.9, 1.15));
    return {
      connectivityAt,
      pullStartedAt,
      pullStoppedAt,
      startedAt: pullStoppedAt + ms(rng.between(low, high)),
    };
  }
  const connectivityAt = from + ms(rng.between(0.3, 1.1));
  const pullStartedAt = connectivityAt + ms(rng.between(0.3, 0.9));
  const pull = cached ? rng.between(0.2, 1.2) : 1 + megabytes / 60;
  const pullStoppedAt = pullStartedAt + ms(pull);
  return {
    connectivityAt,
    pullStartedAt,
    pullStoppedAt,
    startedAt: pullStoppedAt + ms(rng.between(0.8, 1 + low)),
  };
}

/** Seconds from the end of the containers to STOPPED: on Fargate the network interface is deleted first. */
export function cleanupMillis(run: TaskRun, rng: Rng): number {
  return run.launchType === 'FARGATE' ? ms(rng.between(9, 24)) : ms(rng.between(0.8, 3));
}

/** How a container answers SIGTERM: those that handle it end in seconds, the others are killed after stopTimeout. */
export function gracefulEnd(run: TaskRun, rng: Rng): { afterMillis: number; exitCode: number } {
  const plan = run.service?.plan;
  if (plan && !plan.handlesSigterm) return { afterMillis: ms(30) + rng.int(20, 400), exitCode: 137 };
  const exitCode = plan && (plan.language === 'java' || plan.language === 'node') ? 143 : 0;
  return { afterMillis: ms(rng.between(0.4, 7)), exitCode };
}

import { SECOND } from '../calendar.js';
import type { Millis } from '../types.js';
import type { TaskRun } from './task-run.js';

export const BAD_CODES = 'Health checks failed with these codes: [502]';

export type TargetState = 'initial' | 'healthy' | 'unhealthy' | 'draining';

/** From the request to stop to the deregistration, as the service events tell it. */
export function deregistrationMillis(run: TaskRun): number {
  return 9_000 + (run.hash % 900);
}

/** The target group's deregistration delay in milliseconds. */
export function deregistrationDelay(run: TaskRun): number {
  return (run.service?.plan.deregistrationSeconds ?? 0) * SECOND;
}

/**
 * A target whose task ECS stops at `dies` for it: the checks failed some time before, since ECS looks only now and then.
 * `from` is when the trouble met the task.
 */
export function failTarget(run: TaskRun, from: Millis, dies: Millis, reason = BAD_CODES): void {
  run.targetFailure ??= { since: Math.max(from + SECOND, dies - 22_000 - (run.hash % 14_000)), reason };
}

/**
 * When the load balancer begins to send requests: a new target needs one check that passes. ECS looks later (its
 * `healthyAt`), so that old and new targets are in service together for half a minute of a rollout.
 */
export function inServiceFrom(run: TaskRun): Millis {
  const { registeredAt, startedAt } = run;
  if (registeredAt === undefined || startedAt === undefined) return Infinity;
  return Math.max(registeredAt, startedAt) + 8_000 + (run.hash % 5000);
}

/** When it stops sending them: the checks fail, or the target is taken out. */
export function inServiceUntil(run: TaskRun): Millis {
  return Math.min(run.targetFailure?.since ?? Infinity, run.deregisteredAt ?? Infinity);
}

/** Requests that it is sent and answers with errors begin here: half a minute of failing checks before it is unhealthy. */
export function failingFrom(run: TaskRun): Millis {
  return run.targetFailure ? run.targetFailure.since - 30_000 : Infinity;
}

/** What the target group says of a task at an instant; undefined when it is not in it. */
export function targetState(run: TaskRun, at: Millis): TargetState | undefined {
  const { registeredAt, deregisteredAt, targetFailure } = run;
  if (registeredAt === undefined || at < registeredAt) return undefined;
  if (deregisteredAt !== undefined && at >= deregisteredAt)
    return at < deregisteredAt + deregistrationDelay(run) ? 'draining' : undefined;
  if (targetFailure && at >= targetFailure.since) return 'unhealthy';
  return at >= inServiceFrom(run) ? 'healthy' : 'initial';
}

import type { TaskObservation } from './observation.js';

/** What looks say of a task's health check; epoch ms, null where no look said so. */
export interface HealthSeen {
  /** The earliest instant by which it was healthy. */
  healthyBy: number | null;
  /** The earliest instant at which it was not yet, or not known to be. */
  notYetAt: number | null;
}

/** What one look says. */
export function healthOf(seen: TaskObservation): HealthSeen {
  const at = seen.changedAt ?? seen.observedAt;
  return seen.healthStatus === 'HEALTHY'
    ? { healthyBy: at, notYetAt: null }
    : { healthyBy: null, notYetAt: at };
}

/** Both together: an idempotent union, so neither order nor repetition matters. */
export function mergeHealth(a: HealthSeen, b: HealthSeen): HealthSeen {
  return {
    healthyBy: earlier(a.healthyBy, b.healthyBy),
    notYetAt: earlier(a.notYetAt, b.notYetAt),
  };
}

/**
 * When a task first became healthy, epoch ms: the first look that saw it so, where a look before saw that it was not
 * yet. AWS gives no time for it, so it is late by up to the time between two looks. Null for a task without a health
 * check, and for one that was healthy already when it was first seen.
 */
export function firstHealthyAt({ healthyBy, notYetAt }: HealthSeen): number | null {
  return healthyBy !== null && notYetAt !== null && notYetAt < healthyBy ? healthyBy : null;
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

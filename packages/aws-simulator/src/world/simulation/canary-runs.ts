import { MINUTE } from '../calendar.js';
import type { TrafficModel } from '../metrics/traffic.js';
import type { CanaryPlan } from '../plan/canary-plan.js';
import { mix, unit } from '../random.js';
import type { Millis } from '../types.js';
import type { ServiceState } from './service-state.js';

const TIMEOUT_MS = 30_000;
/** Requests that one run makes; each meets the errors of the service's others. */
const REQUESTS = 4;

export interface CanaryRun {
  slot: number;
  startedAt: Millis;
  completedAt: Millis;
  passed: boolean;
  reason?: string;
}

export function slotMillis(canary: CanaryPlan): number {
  return canary.everyMinutes * MINUTE;
}

/**
 * The run of one slot (slots of the schedule since the epoch), by how the service did in the minute before: pure, so
 * the metric and the last run agree. Undefined while that minute is not settled, or where it lies before the history.
 */
export function canaryRun(
  canary: CanaryPlan,
  service: ServiceState,
  traffic: TrafficModel,
  slot: number,
): CanaryRun | undefined {
  const startedAt = slot * slotMillis(canary) + canary.offsetMs;
  const minute = Math.floor(startedAt / MINUTE) - 1;
  const block = traffic.of(service, minute);
  if (!block) return undefined;
  const i = minute % 60;
  const served = block.requests[i]!;
  const refused = block.elb503[i]!;
  const wanted = served + refused;
  const failing = wanted === 0 ? 0 : (block.c5xx[i]! + block.elb[i]! + refused) / wanted;
  const passed = unit(mix(canary.hash, slot)) >= 1 - (1 - failing) ** REQUESTS;
  const usual = 2600 + 2400 * unit(mix(canary.hash, slot ^ 0x2d)) + 40_000 * block.median[i]!;
  if (passed) return { slot, startedAt, completedAt: startedAt + Math.round(usual), passed };
  const none = served === 0;
  const late = !none && unit(mix(canary.hash ^ 9, slot)) < 0.4;
  return {
    slot,
    startedAt,
    completedAt: startedAt + Math.round(late ? TIMEOUT_MS + usual / 3 : usual),
    passed,
    reason: late
      ? `TimeoutError: Navigation timeout of ${TIMEOUT_MS} ms exceeded`
      : `Error: Failed: ${none ? '503 Service Temporarily Unavailable' : '502 Bad Gateway'} at ${canary.url}`,
  };
}

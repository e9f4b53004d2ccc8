import type {
  CanaryStatusFacts,
  LoadBalancerStatusFacts,
  TargetCounts,
  TargetGroupStatusFacts,
} from '@danji/analysis';
import type { Observed } from '../observed.js';

/** Null where the targets are not known. */
export function targetCounts({ attributes }: Observed<'target_group'>): TargetCounts | null {
  const registered = attributes.targets?.filter(({ state }) => !state.endsWith('draining'));
  if (!registered) return null;
  const unhealthy = registered.filter(({ state }) => state === 'unhealthy');
  const since = unhealthy.flatMap(({ since: at }) => (at === null ? [] : [Date.parse(at)]));
  return {
    healthy: registered.filter(({ state }) => state === 'healthy').length,
    unhealthy: unhealthy.length,
    registered: registered.length,
    // The oldest; where one was so from the first look, its beginning is not known, nor is theirs.
    unhealthySince: since.length === unhealthy.length && since.length > 0 ? Math.min(...since) : null,
  };
}

export function targetGroupFacts(
  observed: Observed<'target_group'>,
  desired: ReadonlyMap<string, number>,
): TargetGroupStatusFacts {
  const { services, mismatches } = observed.attributes;
  return {
    targets: targetCounts(observed),
    desired: services.length === 0 ? null : services.reduce((sum, id) => sum + (desired.get(id) ?? 0), 0),
    mismatch: mismatches?.[0] ?? null,
  };
}

export function loadBalancerFacts({ state, attributes }: Observed<'load_balancer'>): LoadBalancerStatusFacts {
  return { state, stateReason: null, groups: attributes.targetGroups };
}

export function canaryFacts({ state, attributes }: Observed<'canary'>): CanaryStatusFacts {
  const { stateReason, lastRun } = attributes;
  return {
    state,
    stateReason,
    lastRun: lastRun && {
      status: lastRun.status,
      reason: lastRun.reason,
      failingSince: lastRun.failingSince === null ? null : Date.parse(lastRun.failingSince),
    },
  };
}

import { reason } from './reason.js';
import { evaluateChecks, type Check, type StatusReason, type StatusResult } from './status.js';

/** Targets of one group by state; draining ones are on their way out and do not count. */
export interface TargetCounts {
  healthy: number;
  unhealthy: number;
  registered: number;
  /** Since when (epoch ms) the first unhealthy one has been so; null where that is not known. */
  unhealthySince: number | null;
}

export interface TargetGroupStatusFacts {
  /** Null: not read yet, or not allowed. */
  targets: TargetCounts | null;
  /** Desired tasks of the services behind it; null where no service registers in it. */
  desired: number | null;
  /** First of what its health check asks otherwise than the container has it. */
  mismatch: { what: 'port' | 'path'; asked: string; container: string } | null;
}

export interface LoadBalancerStatusFacts {
  /** AWS's word: active, provisioning, active_impaired, failed. */
  state: string;
  stateReason: string | null;
  /** Groups behind it; null where they could not be read. */
  groups:
    | readonly { name: string; healthy: number | null; unhealthy: number | null; registered: number | null }[]
    | null;
}

export interface CanaryStatusFacts {
  state: string;
  stateReason: string | null;
  lastRun: { status: string; reason: string | null; failingSince: number | null } | null;
}

const GROUP_CHECKS: readonly Check<TargetGroupStatusFacts>[] = [
  unreadTargets,
  unhealthy,
  noTargets,
  mismatch,
];
const BALANCER_CHECKS: readonly Check<LoadBalancerStatusFacts>[] = [
  balancerState,
  unreadGroups,
  worstGroup,
  idle,
];
const CANARY_CHECKS: readonly Check<CanaryStatusFacts>[] = [canaryState, lastRun];

/** How a target group does: critical where no target is healthy, a warning where one is not. */
export function targetGroupStatus(facts: TargetGroupStatusFacts): StatusResult {
  return evaluateChecks(facts, GROUP_CHECKS);
}

/** How a load balancer does: by itself, and by the groups behind it. */
export function loadBalancerStatus(facts: LoadBalancerStatusFacts): StatusResult {
  return evaluateChecks(facts, BALANCER_CHECKS);
}

/** How a canary does: by its last run, where it runs. */
export function canaryStatus(facts: CanaryStatusFacts): StatusResult {
  return evaluateChecks(facts, CANARY_CHECKS);
}

function unreadTargets({ targets }: TargetGroupStatusFacts): StatusReason | null {
  return targets === null ? reason('targets_unread', 'unknown', null) : null;
}

function unhealthy({ targets }: TargetGroupStatusFacts): StatusReason | null {
  if (targets === null || targets.unhealthy === 0) return null;
  const params = { unhealthy: targets.unhealthy, total: targets.registered };
  if (targets.healthy === 0) return reason('no_healthy_targets', 'critical', targets.unhealthySince, params);
  return reason('unhealthy_targets', 'warning', targets.unhealthySince, params);
}

/** A group of a service that should have tasks is missed at the service; here it is only said. */
function noTargets({ targets, desired }: TargetGroupStatusFacts): StatusReason | null {
  if (targets === null || targets.registered > 0) return null;
  return reason(desired === null ? 'group_unused' : 'no_targets', 'info', null);
}

/** Nothing fails of it by itself, so it is a finding and no alarm. */
function mismatch({ mismatch: found }: TargetGroupStatusFacts): StatusReason | null {
  if (found === null) return null;
  const { what, asked, container } = found;
  const code = what === 'port' ? 'check_port_differs' : 'check_path_differs';
  return reason(code, 'info', null, { asked, container });
}

function balancerState({ state, stateReason }: LoadBalancerStatusFacts): StatusReason | null {
  if (state === 'active') return null;
  if (state === 'failed') return reason('balancer_failed', 'critical', null, { reason: stateReason });
  if (state === 'active_impaired')
    return reason('balancer_impaired', 'warning', null, { reason: stateReason });
  return reason('transitional', 'info', null, { state });
}

function unreadGroups({ groups }: LoadBalancerStatusFacts): StatusReason | null {
  const unread =
    groups === null || (groups.length > 0 && groups.every(({ registered }) => registered === null));
  return unread ? reason('targets_unread', 'unknown', null) : null;
}

function worstGroup({ groups }: LoadBalancerStatusFacts): StatusReason | null {
  const hurt = (groups ?? []).filter(({ unhealthy: count }) => (count ?? 0) > 0);
  const dead = hurt.find(({ healthy }) => healthy === 0);
  const worst = dead ?? hurt[0];
  if (!worst) return null;
  const params = { group: worst.name, unhealthy: worst.unhealthy, total: worst.registered };
  return reason('group_unhealthy', dead ? 'critical' : 'warning', null, params);
}

/** It costs its hourly price all the same. */
function idle({ groups }: LoadBalancerStatusFacts): StatusReason | null {
  const empty = groups !== null && groups.every(({ registered }) => registered === 0);
  return empty ? reason('balancer_idle', 'info', null) : null;
}

function canaryState({ state, stateReason }: CanaryStatusFacts): StatusReason | null {
  if (state === 'ERROR') return reason('canary_error', 'warning', null, { reason: stateReason });
  return state === 'STOPPED' ? reason('stopped', 'info', null) : null;
}

function lastRun({ state, lastRun: run }: CanaryStatusFacts): StatusReason | null {
  if (state === 'STOPPED') return null;
  if (run === null) return reason('canary_unread', 'unknown', null);
  if (run.status !== 'FAILED') return null;
  return reason('canary_failing', 'warning', run.failingSince, { reason: run.reason });
}

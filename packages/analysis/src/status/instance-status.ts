import { reason } from './reason.js';
import { evaluateChecks, minutesSince, type Check, type StatusReason, type StatusResult } from './status.js';

/** Facts of an EC2 instance at `now`; null is "not known", times are epoch ms, percentages 0-100. */
export interface InstanceStatusFacts {
  now: number;
  /** AWS's word: pending, running, shutting-down, terminated, stopping, stopped. */
  state: string | null;
  stateSince: number | null;
  /** ok, impaired, insufficient-data, not-applicable, initializing. */
  checks: { system: string | null; instance: string | null; ebs: string | null; since: number | null } | null;
  /** CPU percent at or above which it has been since `since`. */
  cpu: { percent: number; since: number } | null;
  credits: {
    balance: number;
    maximum: number;
    falling: boolean;
    unlimited: boolean;
    since: number | null;
  } | null;
  disks: readonly { path: string; usedPercent: number; since: number | null }[];
  /** Of its container instance, where it is one. */
  ecs: { agentConnected: boolean; disconnectedSince: number | null; draining: boolean } | null;
  scheduledEvents: readonly { code: string; notBefore: number }[];
}

const CPU_PERCENT = 95;
const CPU_MINUTES = 15;
const DISK_WARNING = 90;
const DISK_CRITICAL = 95;
/** Agents flicker for seconds several times an hour. */
const AGENT_MINUTES = 5;
const CREDITS_SHARE = 0.2;

const CHECKS: readonly Check<InstanceStatusFacts>[] = [
  state,
  ({ checks }) => impaired('system_check', checks?.system, checks?.since),
  ({ checks }) => impaired('instance_check', checks?.instance, checks?.since),
  ({ checks }) => impaired('ebs_check', checks?.ebs, checks?.since),
  cpuHigh,
  credits,
  fullestDisk,
  agentLost,
  ({ ecs }) => (ecs?.draining ? reason('draining', 'info', null) : null),
  scheduledEvent,
];

/** How an EC2 instance does, with reasons, worst first. */
export function instanceStatus(facts: InstanceStatusFacts): StatusResult {
  return evaluateChecks(facts, facts.state === 'running' ? CHECKS : [state]);
}

function state({ state: word, stateSince }: InstanceStatusFacts): StatusReason | null {
  if (word === 'running') return null;
  if (word === null) return reason('state_unknown', 'unknown', stateSince);
  if (word === 'stopped') return reason('stopped', 'info', stateSince);
  return reason('transitional', 'info', stateSince, { state: word });
}

function impaired(
  code: 'system_check' | 'instance_check' | 'ebs_check',
  word: string | null | undefined,
  since: number | null | undefined,
): StatusReason | null {
  return word === 'impaired' ? reason(code, 'critical', since ?? null) : null;
}

function cpuHigh({ cpu, now }: InstanceStatusFacts): StatusReason | null {
  const minutes = cpu && minutesSince(cpu.since, now);
  if (!cpu || minutes === null || cpu.percent < CPU_PERCENT || minutes < CPU_MINUTES) return null;
  return reason('cpu_high', 'warning', cpu.since, { percent: cpu.percent, minutes: Math.floor(minutes) });
}

/** T3 and later go on at a price when credits end (unlimited); T2 is slowed to its baseline. */
function credits({ credits: c }: InstanceStatusFacts): StatusReason | null {
  if (!c || c.maximum <= 0) return null;
  if (c.balance <= 0) {
    return c.unlimited
      ? reason('credits_paid', 'info', c.since)
      : reason('credits_gone', 'critical', c.since);
  }
  const share = c.balance / c.maximum;
  if (share >= CREDITS_SHARE || !c.falling) return null;
  return reason('credits_low', c.unlimited ? 'info' : 'warning', c.since, { percent: share * 100 });
}

function fullestDisk({ disks }: InstanceStatusFacts): StatusReason | null {
  const [fullest] = [...disks].sort((a, b) => b.usedPercent - a.usedPercent);
  if (!fullest || fullest.usedPercent < DISK_WARNING) return null;
  const status = fullest.usedPercent >= DISK_CRITICAL ? 'critical' : 'warning';
  return reason('disk_high', status, fullest.since, { path: fullest.path, percent: fullest.usedPercent });
}

function agentLost({ ecs, now }: InstanceStatusFacts): StatusReason | null {
  if (!ecs || ecs.agentConnected) return null;
  const minutes = minutesSince(ecs.disconnectedSince, now);
  if (minutes !== null && minutes < AGENT_MINUTES) return null;
  return reason('agent_lost', 'warning', ecs.disconnectedSince);
}

function scheduledEvent({ scheduledEvents }: InstanceStatusFacts): StatusReason | null {
  const [next] = [...scheduledEvents].sort((a, b) => a.notBefore - b.notBefore);
  return next ? reason('scheduled_event', 'warning', null, { what: next.code, at: next.notBefore }) : null;
}

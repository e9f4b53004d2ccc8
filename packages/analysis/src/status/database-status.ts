import { certificate, engineSupport, restoreLag, type EngineSupportFacts } from './engine-checks.js';
import { reason } from './reason.js';
import { evaluateChecks, minutesSince, type Check, type StatusReason, type StatusResult } from './status.js';

/** Facts of an RDS instance at `now`; null is "not known", times are epoch ms, percentages 0-100. */
export interface DatabaseStatusFacts {
  now: number;
  /** DBInstanceStatus. */
  state: string | null;
  stateSince: number | null;
  /** When a Multi-AZ failover of the last hour began; null: there was none. */
  failedOverAt: number | null;
  storage: {
    freeBytes: number;
    allocatedBytes: number;
    /** When it will be full (epoch ms), from a forecast; null where it does not grow. */
    fullAt: number | null;
    since: number | null;
  } | null;
  connections: { used: number; maximum: number; since: number | null } | null;
  memory: { freePercent: number; swapGrowing: boolean; since: number | null } | null;
  cpu: { percent: number; since: number } | null;
  /** MaximumUsedTransactionIDs (PostgreSQL). */
  transactionIds: number | null;
  /** Replicas only; -1 means that replication is not running. */
  replicaLagSeconds: number | null;
  latestRestorableTime: number | null;
  /** gp2 and burstable bandwidth: lowest of the balances. */
  burstBalancePercent: number | null;
  backupRetentionDays: number | null;
  /** Ends of AWS's support for the major version; null where AWS did not say. */
  lifecycle: EngineSupportFacts | null;
  certificateValidTill: number | null;
}

/** RDS user guide, "Viewing DB instance status": those that need a person. */
export const FAILED_STATES: ReadonlySet<string> = new Set([
  'failed',
  'inaccessible-encryption-credentials',
  'inaccessible-encryption-credentials-recoverable',
  'incompatible-network',
  'incompatible-option-group',
  'incompatible-parameters',
  'incompatible-restore',
  'insufficient-capacity',
  'restore-error',
]);
/** States in which the database works as usual. */
export const WORKING_STATES: ReadonlySet<string> = new Set([
  'available',
  'backing-up',
  'storage-optimization',
]);

const HOUR = 3_600_000;
const STORAGE_CRITICAL_HOURS = 24;
const STORAGE_WARNING_HOURS = 7 * 24;
const STORAGE_LOW_PERCENT = 10;
const CPU_PERCENT = 90;
const CPU_MINUTES = 15;
const XID_WARNING = 500e6;
const XID_CRITICAL = 1000e6;
const LAG_WARNING_SECONDS = 60;
const LAG_CRITICAL_SECONDS = 600;
const MEMORY_PERCENT = 8;
const BURST_PERCENT = 20;
/** Connections were lost and the cache is cold: worth a look for as long. */
const FAILOVER_MINUTES = 30;

const CHECKS: readonly Check<DatabaseStatusFacts>[] = [
  state,
  failover,
  storage,
  connections,
  memoryLow,
  cpuHigh,
  transactionIds,
  replication,
  restoreLag,
  engineSupport,
  certificate,
  ({ burstBalancePercent: percent }) =>
    percent !== null && percent < BURST_PERCENT ? reason('burst_low', 'warning', null, { percent }) : null,
  ({ backupRetentionDays }) => (backupRetentionDays === 0 ? reason('backups_off', 'info', null) : null),
];

/** How a database does, with reasons, worst first. */
export function databaseStatus(facts: DatabaseStatusFacts): StatusResult {
  return evaluateChecks(facts, facts.state === 'stopped' ? [state] : CHECKS);
}

function state({ state: word, stateSince }: DatabaseStatusFacts): StatusReason | null {
  if (word === null) return reason('state_unknown', 'unknown', stateSince);
  if (WORKING_STATES.has(word)) return null;
  if (word === 'storage-full') return reason('storage_full', 'critical', stateSince);
  if (FAILED_STATES.has(word)) return reason('database_failed', 'critical', stateSince, { state: word });
  if (word === 'stopped') return reason('stopped', 'info', stateSince);
  return reason('transitional', 'info', stateSince, { state: word });
}

function failover({ failedOverAt: at, now }: DatabaseStatusFacts): StatusReason | null {
  if (at === null || now - at >= FAILOVER_MINUTES * 60_000) return null;
  return reason('failed_over', 'warning', at);
}

/** Time to full decides; a share of free space says nothing about when. */
function storage({ storage: s, now, state: word }: DatabaseStatusFacts): StatusReason | null {
  if (!s || s.allocatedBytes <= 0 || word === 'storage-full') return null;
  const params = { free: s.freeBytes, allocated: s.allocatedBytes };
  if (s.fullAt !== null) {
    const hours = (s.fullAt - now) / HOUR;
    if (hours > STORAGE_WARNING_HOURS) return null;
    const status = hours <= STORAGE_CRITICAL_HOURS ? 'critical' : 'warning';
    return reason('storage_filling', status, s.since, { ...params, left: Math.max(0, hours * 3600) });
  }
  const low = (100 * s.freeBytes) / s.allocatedBytes < STORAGE_LOW_PERCENT;
  return low ? reason('storage_low', 'info', s.since, params) : null;
}

function connections({ connections: c }: DatabaseStatusFacts): StatusReason | null {
  if (!c || c.maximum <= 0 || c.used < c.maximum * 0.9) return null;
  const status = c.used >= c.maximum * 0.95 ? 'critical' : 'warning';
  return reason('connections_high', status, c.since, { used: Math.round(c.used), maximum: c.maximum });
}

function memoryLow({ memory }: DatabaseStatusFacts): StatusReason | null {
  if (!memory || memory.freePercent >= MEMORY_PERCENT || !memory.swapGrowing) return null;
  return reason('memory_low', 'warning', memory.since, { percent: memory.freePercent });
}

function cpuHigh({ cpu, now }: DatabaseStatusFacts): StatusReason | null {
  const minutes = cpu && minutesSince(cpu.since, now);
  if (!cpu || minutes === null || cpu.percent < CPU_PERCENT || minutes < CPU_MINUTES) return null;
  return reason('cpu_high', 'warning', cpu.since, { percent: cpu.percent, minutes: Math.floor(minutes) });
}

function transactionIds({ transactionIds: used }: DatabaseStatusFacts): StatusReason | null {
  if (used === null || used < XID_WARNING) return null;
  const status = used >= XID_CRITICAL ? 'critical' : 'warning';
  return reason('transaction_ids', status, null, { millions: Math.round(used / 1e6) });
}

function replication({ replicaLagSeconds: lag }: DatabaseStatusFacts): StatusReason | null {
  if (lag === null || (lag >= 0 && lag <= LAG_WARNING_SECONDS)) return null;
  if (lag < 0) return reason('replica_stopped', 'critical', null);
  return reason('replica_lag', lag > LAG_CRITICAL_SECONDS ? 'critical' : 'warning', null, { seconds: lag });
}

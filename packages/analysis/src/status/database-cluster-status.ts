import { FAILED_STATES, WORKING_STATES } from './database-status.js';
import { engineSupport, restoreLag, type EngineSupportFacts } from './engine-checks.js';
import { reason } from './reason.js';
import { evaluateChecks, type Check, type StatusReason, type StatusResult } from './status.js';

/** Facts of a database cluster at `now`; null is "not known", times are epoch ms. */
export interface DatabaseClusterStatusFacts {
  now: number;
  /** AWS's word; empty where it did not say. */
  state: string;
  members: number;
  writers: number;
  latestRestorableTime: number | null;
  backupRetentionDays: number | null;
  lifecycle: EngineSupportFacts | null;
}

const CHECKS: readonly Check<DatabaseClusterStatusFacts>[] = [
  state,
  ({ members, writers }) =>
    members > 0 && writers === 0 ? reason('no_writer', 'critical', null, { members }) : null,
  restoreLag,
  engineSupport,
  ({ backupRetentionDays }) => (backupRetentionDays === 0 ? reason('backups_off', 'info', null) : null),
];

/** How a cluster does beside its members, which have statuses of their own. */
export function databaseClusterStatus(facts: DatabaseClusterStatusFacts): StatusResult {
  return evaluateChecks(facts, facts.state === 'stopped' ? [state] : CHECKS);
}

function state({ state: word }: DatabaseClusterStatusFacts): StatusReason | null {
  if (word === '') return reason('state_unknown', 'unknown', null);
  if (WORKING_STATES.has(word)) return null;
  if (FAILED_STATES.has(word)) return reason('database_failed', 'critical', null, { state: word });
  return word === 'stopped'
    ? reason('stopped', 'info', null)
    : reason('transitional', 'info', null, { state: word });
}

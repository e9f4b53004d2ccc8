import { describe, expect, it } from '@jest/globals';
import { databaseClusterStatus, type DatabaseClusterStatusFacts } from './database-cluster-status.js';

const NOW = Date.UTC(2026, 10, 23, 14, 14);
const calm: DatabaseClusterStatusFacts = {
  now: NOW,
  state: 'available',
  members: 2,
  writers: 1,
  latestRestorableTime: NOW - 4 * 60_000,
  backupRetentionDays: 7,
  lifecycle: null,
};

describe('the status of a database cluster', () => {
  it.each<[string, Partial<DatabaseClusterStatusFacts>, string, string[]]>([
    ['nothing to say', {}, 'ok', []],
    ['no word of AWS', { state: '' }, 'unknown', ['state_unknown']],
    ['a failover in which nobody writes', { writers: 0 }, 'critical', ['no_writer']],
    ['no members yet', { members: 0, writers: 0 }, 'ok', []],
    ['an old restore point', { latestRestorableTime: NOW - 70 * 60_000 }, 'critical', ['restore_lag']],
    ['a stop', { state: 'stopped', writers: 0 }, 'info', ['stopped']],
    ['a failure', { state: 'inaccessible-encryption-credentials' }, 'critical', ['database_failed']],
    ['a change', { state: 'upgrading' }, 'info', ['transitional']],
  ])('with %s', (_what, facts, status, codes) => {
    const result = databaseClusterStatus({ ...calm, ...facts });
    expect([result.status, result.reasons.map(({ code }) => code)]).toEqual([status, codes]);
  });
});

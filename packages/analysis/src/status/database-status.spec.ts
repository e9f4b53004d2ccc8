import { describe, expect, it } from '@jest/globals';
import { renderBoth } from '../message/render.js';
import { databaseStatus, type DatabaseStatusFacts } from './database-status.js';
import type { StatusResult } from './status.js';

const NOW = Date.UTC(2026, 10, 23, 14, 14);
const ago = (minutes: number): number => NOW - minutes * 60_000;
const brief = ({ status, reasons }: StatusResult): [string, string[]] => [status, reasons.map((r) => r.code)];

describe('the status of a database', () => {
  const GIB = 1024 ** 3;
  const calm: DatabaseStatusFacts = {
    now: NOW,
    state: 'available',
    stateSince: null,
    failedOverAt: null,
    storage: { freeBytes: 300 * GIB, allocatedBytes: 500 * GIB, fullAt: null, since: null },
    connections: null,
    memory: null,
    cpu: null,
    transactionIds: null,
    replicaLagSeconds: null,
    latestRestorableTime: ago(6),
    burstBalancePercent: null,
    backupRetentionDays: 7,
    lifecycle: null,
    certificateValidTill: null,
  };
  const storage = (free: number, hours: number | null): Partial<DatabaseStatusFacts> => ({
    storage: {
      freeBytes: free * GIB,
      allocatedBytes: 500 * GIB,
      fullAt: hours === null ? null : NOW + hours * 3_600_000,
      since: null,
    },
  });
  const days = (count: number): number => NOW + count * 86_400_000;
  const support = (
    standard: number,
    extended: number | null,
    paid: boolean | null = true,
  ): Partial<DatabaseStatusFacts> => ({
    lifecycle: {
      standardEnds: days(standard),
      extendedEnds: extended === null ? null : days(extended),
      extended: paid,
    },
  });
  const cases: [string, Partial<DatabaseStatusFacts>, string, string[]][] = [
    ['nothing to say', {}, 'ok', []],
    ['a backup', { state: 'backing-up' }, 'ok', []],
    ['a change', { state: 'modifying' }, 'info', ['transitional']],
    ['years of support', support(400, 1500), 'ok', []],
    ['standard support that ends soon', support(80, 1100), 'info', ['standard_support_ends']],
    ['paid support', support(-20, 1000), 'info', ['extended_support']],
    ['paid support that ends soon', support(-1000, 60), 'warning', ['support_ends']],
    ['the end of support without paying', support(30, 1100, false), 'warning', ['support_ends']],
    ['no support at all', support(-1200, -1), 'critical', ['support_ended']],
    ['a certificate for a year', { certificateValidTill: days(300) }, 'ok', []],
    ['a certificate for 80 days', { certificateValidTill: days(80) }, 'warning', ['certificate_expires']],
    ['a certificate for 29 days', { certificateValidTill: days(29) }, 'critical', ['certificate_expires']],
    ['no valid certificate', { certificateValidTill: days(-1) }, 'critical', ['certificate_expired']],
    ['a restore point of 16 minutes', { latestRestorableTime: ago(16) }, 'warning', ['restore_lag']],
    ['a restore point of 61 minutes', { latestRestorableTime: ago(61) }, 'critical', ['restore_lag']],
    ['a stop', { state: 'stopped', ...storage(1, 1) }, 'info', ['stopped']],
    ['bad parameters', { state: 'incompatible-parameters' }, 'critical', ['database_failed']],
    ['full storage', { state: 'storage-full', ...storage(0, 0) }, 'critical', ['storage_full']],
    ['storage full tonight', storage(41, 13), 'critical', ['storage_filling']],
    ['storage full within a week', storage(41, 100), 'warning', ['storage_filling']],
    ['storage full in a month', storage(41, 700), 'ok', []],
    ['little storage that does not grow', storage(41, null), 'info', ['storage_low']],
    [
      '91 % of its connections',
      { connections: { used: 91, maximum: 100, since: null } },
      'warning',
      ['connections_high'],
    ],
    [
      '95 % of its connections',
      { connections: { used: 95, maximum: 100, since: null } },
      'critical',
      ['connections_high'],
    ],
    [
      'little memory without swapping',
      { memory: { freePercent: 5, swapGrowing: false, since: null } },
      'ok',
      [],
    ],
    [
      'little memory with swapping',
      { memory: { freePercent: 5, swapGrowing: true, since: null } },
      'warning',
      ['memory_low'],
    ],
    ['500 M transaction ids', { transactionIds: 500e6 }, 'warning', ['transaction_ids']],
    ['1,000 M transaction ids', { transactionIds: 1000e6 }, 'critical', ['transaction_ids']],
    ['a replica behind', { replicaLagSeconds: 61 }, 'warning', ['replica_lag']],
    ['a stopped replica', { replicaLagSeconds: -1 }, 'critical', ['replica_stopped']],
    ['old restore points', { latestRestorableTime: ago(61) }, 'critical', ['restore_lag']],
    ['no burst left', { burstBalancePercent: 12 }, 'warning', ['burst_low']],
    ['a failover just now', { failedOverAt: NOW - 29 * 60_000 }, 'warning', ['failed_over']],
    ['no backups', { backupRetentionDays: 0, latestRestorableTime: null }, 'info', ['backups_off']],
  ];
  it.each(cases)('with %s', (_what, facts, status, codes) => {
    expect(brief(databaseStatus({ ...calm, ...facts }))).toEqual([status, codes]);
  });

  it('says when storage is full, in both languages', () => {
    const [first] = databaseStatus({ ...calm, ...storage(41, 13) }).reasons;
    expect(renderBoth(first?.message ?? { key: '', params: {} })).toEqual({
      en: 'storage full in 13 h (41 GiB of 500 GiB free)',
      ko: '13시간 뒤 스토리지 가득 참(500 GiB 중 41 GiB 남음)',
    });
  });
});

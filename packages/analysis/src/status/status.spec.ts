import { describe, expect, it } from '@jest/globals';
import { renderBoth } from '../message/render.js';
import { databaseStatus, type DatabaseStatusFacts } from './database-status.js';
import { instanceStatus, type InstanceStatusFacts } from './instance-status.js';
import { serviceStatus, type ServiceStatusFacts } from './service-status.js';
import type { StatusResult } from './status.js';

const NOW = Date.UTC(2026, 10, 23, 14, 14);
const ago = (minutes: number): number => NOW - minutes * 60_000;
const brief = ({ status, reasons }: StatusResult): [string, string[]] => [status, reasons.map((r) => r.code)];

describe('the status of a service', () => {
  const calm: ServiceStatusFacts = {
    now: NOW,
    desired: 12,
    running: 12,
    pending: 0,
    belowDesiredSince: null,
    rollout: null,
    abnormalStops: [],
    targets: null,
    startImpairedSince: null,
    placement: null,
    atMaximum: null,
    memory: null,
  };
  const rollout = {
    state: 'IN_PROGRESS',
    reason: null,
    revision: 412,
    failedTasks: 0,
    breakerThreshold: 6,
    startedAt: ago(9),
  };
  const cases: [string, Partial<ServiceStatusFacts>, string, string[]][] = [
    ['all tasks running', {}, 'ok', []],
    ['nothing desired', { desired: 0, running: 0 }, 'ok', []],
    [
      'tasks that are just starting',
      { running: 11, pending: 1, belowDesiredSince: ago(1) },
      'info',
      ['starting'],
    ],
    [
      'one missing for five minutes',
      { running: 11, pending: 1, belowDesiredSince: ago(5) },
      'warning',
      ['below_desired'],
    ],
    [
      'one missing for ten minutes',
      { running: 11, belowDesiredSince: ago(10) },
      'critical',
      ['below_desired'],
    ],
    ['half of them missing', { running: 6, belowDesiredSince: ago(4) }, 'critical', ['below_desired']],
    ['none running', { running: 0, pending: 3, belowDesiredSince: ago(1) }, 'critical', ['none_running']],
    ['a rollout', { rollout }, 'info', ['rollout_running']],
    ['a rollout with a failure', { rollout: { ...rollout, failedTasks: 1 } }, 'warning', ['rollout_failing']],
    [
      'a rollout near its breaker',
      { rollout: { ...rollout, failedTasks: 3 } },
      'critical',
      ['rollout_failing'],
    ],
    [
      'a rollout that fails without a breaker',
      { rollout: { ...rollout, failedTasks: 3, breakerThreshold: null } },
      'warning',
      ['rollout_failing_unbroken'],
    ],
    ['a failed rollout', { rollout: { ...rollout, state: 'FAILED' } }, 'critical', ['rollout_failed']],
    [
      'a rollback',
      {
        rollout: {
          ...rollout,
          reason: 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.',
        },
      },
      'critical',
      ['rolling_back'],
    ],
    [
      'an OOM loop',
      { abnormalStops: [{ class: 'oom', count: 9, last15Minutes: 4, since: ago(40) }] },
      'critical',
      ['oom_loop'],
    ],
    [
      'one stop',
      { abnormalStops: [{ class: 'essential_exit', count: 1, last15Minutes: 1, since: ago(4) }] },
      'warning',
      ['abnormal_stops'],
    ],
    [
      'an unhealthy target',
      { targets: { unhealthy: 1, total: 3, since: ago(2) } },
      'warning',
      ['unhealthy_targets'],
    ],
    [
      'only unhealthy targets',
      { targets: { unhealthy: 3, total: 3, since: ago(2) } },
      'critical',
      ['unhealthy_targets'],
    ],
    ['starts that fail', { startImpairedSince: ago(20) }, 'critical', ['start_impaired']],
    [
      'a task that cannot be placed',
      { placement: { since: ago(3), reason: 'x' } },
      'warning',
      ['placement_failed'],
    ],
    ['a moment at the maximum', { atMaximum: { maximum: 12, since: ago(9) } }, 'ok', []],
    ['ten minutes at the maximum', { atMaximum: { maximum: 12, since: ago(10) } }, 'warning', ['at_maximum']],
    [
      'memory at its limit',
      { memory: { maximumPercent: 97, since: ago(30), usual: false } },
      'warning',
      ['memory_high'],
    ],
    [
      'memory that is always there',
      { memory: { maximumPercent: 97, since: null, usual: true } },
      'info',
      ['memory_high'],
    ],
    ['memory at 94 %', { memory: { maximumPercent: 94, since: null, usual: false } }, 'ok', []],
  ];
  it.each(cases)('with %s', (_what, facts, status, codes) => {
    expect(brief(serviceStatus({ ...calm, ...facts }))).toEqual([status, codes]);
  });

  it('lists the worst reason first and keeps alerts during a rollout', () => {
    const result = serviceStatus({ ...calm, running: 5, belowDesiredSince: ago(7), rollout });
    expect(brief(result)).toEqual(['critical', ['below_desired', 'rollout_running']]);
    expect(renderBoth(result.reasons[0]?.message ?? { key: '', params: {} })).toEqual({
      en: '5 of 12 tasks running',
      ko: '태스크 12개 중 5개만 실행 중',
    });
  });
});

describe('the status of an EC2 instance', () => {
  const calm: InstanceStatusFacts = {
    now: NOW,
    state: 'running',
    stateSince: null,
    checks: { system: 'ok', instance: 'ok', ebs: 'not-applicable', since: null },
    cpu: null,
    credits: null,
    disks: [],
    ecs: null,
    scheduledEvents: [],
  };
  const credits = { balance: 10, maximum: 100, falling: true, unlimited: false, since: null };
  const cases: [string, Partial<InstanceStatusFacts>, string, string[]][] = [
    ['nothing to say', {}, 'ok', []],
    ['an unknown state', { state: null }, 'unknown', ['state_unknown']],
    ['a stop', { state: 'stopped', cpu: { percent: 99, since: ago(99) } }, 'info', ['stopped']],
    ['a start', { state: 'pending' }, 'info', ['transitional']],
    [
      'a failing host',
      { checks: { system: 'impaired', instance: 'ok', ebs: null, since: ago(3) } },
      'critical',
      ['system_check'],
    ],
    [
      'checks that are still coming up',
      { checks: { system: 'initializing', instance: 'insufficient-data', ebs: null, since: null } },
      'ok',
      [],
    ],
    ['a short burst of CPU', { cpu: { percent: 99, since: ago(14) } }, 'ok', []],
    ['CPU high for long', { cpu: { percent: 99, since: ago(15) } }, 'warning', ['cpu_high']],
    ['falling credits', { credits }, 'warning', ['credits_low']],
    ['few but rising credits', { credits: { ...credits, falling: false } }, 'ok', []],
    ['no credits on T2', { credits: { ...credits, balance: 0 } }, 'critical', ['credits_gone']],
    [
      'no credits on unlimited',
      { credits: { ...credits, balance: 0, unlimited: true } },
      'info',
      ['credits_paid'],
    ],
    [
      'a full disk',
      {
        disks: [
          { path: '/', usedPercent: 50, since: null },
          { path: '/data', usedPercent: 96, since: null },
        ],
      },
      'critical',
      ['disk_high'],
    ],
    [
      'an agent that flickers',
      { ecs: { agentConnected: false, disconnectedSince: ago(2), draining: false } },
      'ok',
      [],
    ],
    [
      'a lost agent',
      { ecs: { agentConnected: false, disconnectedSince: ago(6), draining: false } },
      'warning',
      ['agent_lost'],
    ],
    [
      'a draining host',
      { ecs: { agentConnected: true, disconnectedSince: null, draining: true } },
      'info',
      ['draining'],
    ],
    [
      'a retirement',
      { scheduledEvents: [{ code: 'instance-retirement', notBefore: NOW + 1 }] },
      'warning',
      ['scheduled_event'],
    ],
  ];
  it.each(cases)('with %s', (_what, facts, status, codes) => {
    expect(brief(instanceStatus({ ...calm, ...facts }))).toEqual([status, codes]);
  });
});

describe('the status of a database', () => {
  const GIB = 1024 ** 3;
  const calm: DatabaseStatusFacts = {
    now: NOW,
    state: 'available',
    stateSince: null,
    storage: { freeBytes: 300 * GIB, allocatedBytes: 500 * GIB, fullAt: null, since: null },
    connections: null,
    memory: null,
    cpu: null,
    transactionIds: null,
    replicaLagSeconds: null,
    latestRestorableTime: ago(6),
    burstBalancePercent: null,
    backupRetentionDays: 7,
  };
  const storage = (free: number, hours: number | null): Partial<DatabaseStatusFacts> => ({
    storage: {
      freeBytes: free * GIB,
      allocatedBytes: 500 * GIB,
      fullAt: hours === null ? null : NOW + hours * 3_600_000,
      since: null,
    },
  });
  const cases: [string, Partial<DatabaseStatusFacts>, string, string[]][] = [
    ['nothing to say', {}, 'ok', []],
    ['a backup', { state: 'backing-up' }, 'ok', []],
    ['a change', { state: 'modifying' }, 'info', ['transitional']],
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

import { describe, expect, it } from '@jest/globals';
import { instanceStatus, type InstanceStatusFacts } from './instance-status.js';
import type { StatusResult } from './status.js';

const NOW = Date.UTC(2026, 10, 23, 14, 14);
const ago = (minutes: number): number => NOW - minutes * 60_000;
const brief = ({ status, reasons }: StatusResult): [string, string[]] => [status, reasons.map((r) => r.code)];

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

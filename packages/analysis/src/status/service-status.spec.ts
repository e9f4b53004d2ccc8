import { describe, expect, it } from '@jest/globals';
import { renderBoth } from '../message/render.js';
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

  it('names the cause of stops in words of the reader', () => {
    const stops = [{ class: 'image_pull', count: 12, last15Minutes: 4, since: ago(60) }] as const;
    const [worst] = serviceStatus({ ...calm, abnormalStops: stops }).reasons;
    expect(renderBoth(worst?.message ?? { key: '', params: {} })).toEqual({
      en: 'tasks keep dying: 12 in the last hour (Image not pulled)',
      ko: '태스크가 계속 종료됨: 최근 1시간 12번(이미지 받기 실패)',
    });
  });
});

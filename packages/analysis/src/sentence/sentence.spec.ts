import { describe, expect, it } from '@jest/globals';
import { renderSentences } from '../message/render.js';
import { serviceStatus, type ServiceStatusFacts } from '../status/service-status.js';
import { sayStatus } from '../status/status-texts.js';
import { overviewSentence, overviewSubline, type OverviewFacts } from './overview-sentence.js';
import { serviceSentence, type ServiceSentenceFacts } from './service-sentence.js';

const NOW = Date.UTC(2026, 10, 23, 5, 14);
const at = (hour: number, minute: number): number => Date.UTC(2026, 10, 23, hour - 9, minute);
const SEOUL = 'Asia/Seoul';

describe('the sentence of the overview', () => {
  const calm: OverviewFacts = {
    now: NOW,
    services: 25,
    instances: 20,
    databases: 6,
    tasksRunning: 150,
    critical: 0,
    warning: 0,
    unknown: 0,
    worst: null,
    servicesBelowDesired: 0,
    abnormalStops: { lastHour: 0, previousHour: 0 },
    dataAt: NOW,
    stale: false,
  };
  const worst = {
    name: 'checkout-api',
    reason: sayStatus('status.below_desired', { running: 5, desired: 12 }),
    since: at(14, 7),
    rollout: { revision: 412, startedAt: at(14, 5) },
  };
  const cases: [string, Partial<OverviewFacts>, string, string][] = [
    [
      'a good day',
      {},
      'All is well: 25 services, 20 instances, 6 databases.',
      '모두 정상입니다: 서비스 25개, 인스턴스 20대, 데이터베이스 6개.',
    ],
    [
      'a bad rollout',
      { critical: 1, warning: 2, worst },
      '1 resource needs somebody now, 2 more deserve a look. checkout-api: 5 of 12 tasks running, since 14:07, 2 min after the rollout of revision 412 began.',
      '지금 조치가 필요한 리소스가 1개, 살펴볼 리소스가 2개 더 있습니다. checkout-api: 리비전 412 배포 시작 2분 뒤인 14:07부터 태스크 12개 중 5개만 실행 중.',
    ],
    [
      'one warning since yesterday',
      { warning: 1, worst: { ...worst, since: NOW - 90_000_000, rollout: null } },
      '1 resource deserves a look. checkout-api: 5 of 12 tasks running, since 2026-11-22 13:14.',
      '살펴볼 리소스가 1개 있습니다. checkout-api: 2026-11-22 13:14부터 태스크 12개 중 5개만 실행 중.',
    ],
    [
      'silence',
      { unknown: 3 },
      'Of 3 resources nothing is known.',
      '상태를 알 수 없는 리소스가 3개 있습니다.',
    ],
    [
      'old data',
      { stale: true, dataAt: at(13, 2) },
      'The data is from 13:02: what follows may be out of date. All is well: 25 services, 20 instances, 6 databases.',
      '13:02 기준 데이터이므로 현재와 다를 수 있습니다. 모두 정상입니다: 서비스 25개, 인스턴스 20대, 데이터베이스 6개.',
    ],
    [
      'the first minute',
      { dataAt: null },
      'Nothing has been collected yet.',
      '아직 수집된 데이터가 없습니다.',
    ],
  ];
  it.each(cases)('on %s', (_what, facts, en, ko) => {
    expect(renderSentences(overviewSentence({ ...calm, ...facts }), SEOUL)).toEqual({ en, ko });
  });

  it('has a line below that compares with the hour before', () => {
    const stops = { abnormalStops: { lastHour: 7, previousHour: 1 }, servicesBelowDesired: 1 };
    expect(renderSentences(overviewSubline({ ...calm, ...stops })).en).toBe(
      '150 tasks run; 7 stopped abnormally in the last hour, 1 in the hour before. 1 service is below desired.',
    );
    const first = { abnormalStops: { lastHour: 7, previousHour: null } };
    expect(renderSentences(overviewSubline({ ...calm, ...first })).en).toBe(
      '150 tasks run; 7 stopped abnormally in the last hour.',
    );
    expect(renderSentences(overviewSubline(calm)).en).toBe(
      '150 tasks run; none stopped abnormally in the last hour.',
    );
  });
});

describe('the sentence of a service', () => {
  const state: ServiceStatusFacts = {
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
    startedAt: at(14, 5),
  };
  const sentence = (facts: Partial<ServiceStatusFacts>): string => {
    const all = { ...state, ...facts };
    const input: ServiceSentenceFacts = { ...all, name: 'checkout-api', status: serviceStatus(all) };
    return renderSentences(serviceSentence(input), SEOUL).en;
  };
  it.each<[string, Partial<ServiceStatusFacts>, string]>([
    ['calm', {}, 'checkout-api runs 12 of 12 tasks, as desired.'],
    ['asleep', { desired: 0, running: 0 }, 'checkout-api is scaled to zero.'],
    [
      'calm since its last rollout',
      { rollout: { ...rollout, state: 'COMPLETED' } },
      'checkout-api runs 12 of 12 tasks, as desired. Revision 412 since 2026-11-23 14:05.',
    ],
    [
      'in a rollout',
      { running: 14, rollout },
      'checkout-api runs 14 tasks where 12 are desired. Revision 412 has been rolling out since 14:05.',
    ],
    [
      'just starting',
      { running: 11, pending: 1, belowDesiredSince: at(14, 13) },
      'checkout-api: 11 of 12 running, 1 starting.',
    ],
    [
      'in a bad rollout',
      { running: 5, belowDesiredSince: at(14, 7), rollout: { ...rollout, failedTasks: 4 } },
      'checkout-api: 5 of 12 tasks running, since 14:07, 2 min after the rollout of revision 412 began. Also: revision 412: 4 of 6 failures before the circuit breaker. Revision 412 has been rolling out since 14:05. It rolls back by itself after 2 more failures.',
    ],
    [
      'in a bad rollout without a breaker',
      { rollout: { ...rollout, failedTasks: 4, breakerThreshold: null } },
      'checkout-api: revision 412: 4 tasks failed to start, no circuit breaker, since 14:05. Revision 412 has been rolling out since 14:05. No circuit breaker will end it.',
    ],
    [
      'in a memory loop',
      { abnormalStops: [{ class: 'oom', count: 37, last15Minutes: 20, since: at(13, 49) }] },
      'checkout-api: out of memory again and again: 37 stops in the last hour, since 13:49.',
    ],
  ])('that is %s', (_what, facts, words) => {
    expect(sentence(facts)).toBe(words);
  });
});

import { messagesOf, type Texts } from '../message/message.js';

export const sentenceTexts = {
  'sentence.stale': {
    en: 'The data is from {at:time}: what follows may be out of date.',
    ko: '{at:time} 기준 데이터이므로 현재와 다를 수 있습니다.',
  },
  'sentence.no_data': { en: 'Nothing has been collected yet.', ko: '아직 수집된 데이터가 없습니다.' },
  'sentence.calm': {
    en: 'All is well: {services} {services:plural:service:services}, {instances} {instances:plural:instance:instances}, {databases} {databases:plural:database:databases}.',
    ko: '모두 정상입니다: 서비스 {services}개, 인스턴스 {instances}대, 데이터베이스 {databases}개.',
  },
  'sentence.critical': {
    en: '{count} {count:plural:resource needs:resources need} somebody now.',
    ko: '지금 조치가 필요한 리소스가 {count}개 있습니다.',
  },
  'sentence.warning': {
    en: '{count} {count:plural:resource deserves:resources deserve} a look.',
    ko: '살펴볼 리소스가 {count}개 있습니다.',
  },
  'sentence.critical_and_warning': {
    en: '{critical} {critical:plural:resource needs:resources need} somebody now, {warning} more {warning:plural:deserves:deserve} a look.',
    ko: '지금 조치가 필요한 리소스가 {critical}개, 살펴볼 리소스가 {warning}개 더 있습니다.',
  },
  'sentence.unknown': {
    en: 'Of {count} {count:plural:resource:resources} nothing is known.',
    ko: '상태를 알 수 없는 리소스가 {count}개 있습니다.',
  },
  'sentence.problem': { en: '{name}: {reason}.', ko: '{name}: {reason}.' },
  'sentence.problem_since': {
    en: '{name}: {reason}, since {since:time}.',
    ko: '{name}: {since:time}부터 {reason}.',
  },
  'sentence.problem_since_day': {
    en: '{name}: {reason}, since {since:datetime}.',
    ko: '{name}: {since:datetime}부터 {reason}.',
  },
  'sentence.problem_after_rollout': {
    en: '{name}: {reason}, since {since:time}, {after:duration} after the rollout of revision {revision} began.',
    ko: '{name}: 리비전 {revision} 배포 시작 {after:duration} 뒤인 {since:time}부터 {reason}.',
  },
  'sentence.subline': {
    en: '{tasks} {tasks:plural:task runs:tasks run}; {stops} stopped abnormally in the last hour, {previous} in the hour before.',
    ko: '실행 중인 태스크 {tasks}개. 비정상 종료는 최근 1시간 {stops}건, 그 전 1시간 {previous}건.',
  },
  'sentence.subline_alone': {
    en: '{tasks} {tasks:plural:task runs:tasks run}; {stops} stopped abnormally in the last hour.',
    ko: '실행 중인 태스크 {tasks}개. 최근 1시간 비정상 종료 {stops}건.',
  },
  'sentence.subline_quiet': {
    en: '{tasks} {tasks:plural:task runs:tasks run}; none stopped abnormally in the last hour.',
    ko: '실행 중인 태스크 {tasks}개. 최근 1시간 비정상 종료 없음.',
  },
  'sentence.below_desired': {
    en: '{count} {count:plural:service is:services are} below desired.',
    ko: '희망 개수에 못 미치는 서비스 {count}개.',
  },
  'sentence.service_calm': {
    en: '{name} runs {running} of {desired} tasks, as desired.',
    ko: '{name}: 태스크 {desired}개 중 {running}개 실행, 희망대로입니다.',
  },
  'sentence.service_zero': { en: '{name} is scaled to zero.', ko: '{name}: 희망 개수가 0입니다.' },
  'sentence.service_over': {
    en: '{name} runs {running} tasks where {desired} are desired.',
    ko: '{name}: 희망 {desired}개보다 많은 {running}개 실행 중.',
  },
  'sentence.service_unknown': { en: '{name}: its state is not known.', ko: '{name}: 상태를 알 수 없습니다.' },
  'sentence.rollout_since': {
    en: 'Revision {revision} has been rolling out since {at:time}.',
    ko: '{at:time}부터 리비전 {revision} 배포 중.',
  },
  'sentence.rollout_breaker': {
    en: 'It rolls back by itself after {left} more {left:plural:failure:failures}.',
    ko: '{left}번 더 실패하면 스스로 되돌립니다.',
  },
  'sentence.rollout_no_breaker': {
    en: 'No circuit breaker will end it.',
    ko: '서킷 브레이커가 없어 스스로 멈추지 않습니다.',
  },
  'sentence.last_rollout': {
    en: 'Revision {revision} since {at:datetime}.',
    ko: '{at:datetime}부터 리비전 {revision}.',
  },
  'sentence.more_reasons': {
    en: 'Also: {reason}.',
    ko: '그 밖에: {reason}.',
  },
} as const satisfies Texts;

export const saySentence = messagesOf(sentenceTexts);

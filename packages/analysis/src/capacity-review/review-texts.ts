import { messagesOf, type Texts } from '../message/message.js';

export const reviewTexts = {
  'review.cpu': { en: 'CPU', ko: 'CPU 사용률' },
  'review.memory': { en: 'memory', ko: '메모리' },
  'review.storage': { en: 'storage', ko: '스토리지' },
  'review.connections': { en: 'connections', ko: '연결 수' },
  'review.full': {
    en: '{name}: {dimension} is full in about {days:number} days ({earliest:number} to {latest:number}).',
    ko: '{name}: {dimension} 약 {days:number}일 뒤 가득 참 ({earliest:number}~{latest:number}일).',
  },
  'review.full_open': {
    en: '{name}: {dimension} is full in about {days:number} days (not before {earliest:number}, or never).',
    ko: '{name}: {dimension} 약 {days:number}일 뒤 가득 참 (빨라도 {earliest:number}일, 차지 않을 수도 있음).',
  },
  'review.runs_out': {
    en: '{count} {count:plural:resource may run:resources may run} out before the next review on {next:date}: first {name} ({dimension}), about {at:date}.',
    ko: '다음 검토({next:date}) 전에 고갈될 수 있는 리소스 {count}개: 가장 먼저 {name}({dimension}), {at:date}경.',
  },
  'review.nothing_runs_out': {
    en: 'Nothing is expected to run out before the next review on {next:date}.',
    ko: '다음 검토({next:date}) 전에 고갈될 것으로 보이는 리소스는 없습니다.',
  },
  'review.runs_out_since': {
    en: 'By the trend of the week nothing runs out before the next review on {next:date}, but by what was measured when this was computed {count} {count:plural:database runs:databases run} out of storage: see the decisions.',
    ko: '그 주의 추세로는 다음 검토({next:date}) 전에 고갈될 리소스가 없지만, 이 보고서를 계산할 때의 측정값으로는 스토리지가 고갈되는 데이터베이스가 {count}개 있습니다. 결정 항목을 보세요.',
  },
  'review.stops': {
    en: '{count} abnormal {count:plural:stop:stops}, {before} in the week before; most often: {cause}.',
    ko: '비정상 종료 {count}건(전주 {before}건), 가장 많은 원인: {cause}.',
  },
  'review.stops_alone': {
    en: '{count} abnormal {count:plural:stop:stops}; most often: {cause}.',
    ko: '비정상 종료 {count}건, 가장 많은 원인: {cause}.',
  },
  'review.no_stops': {
    en: 'No task stopped abnormally.',
    ko: '비정상 종료된 태스크가 없습니다.',
  },
  'review.no_stops_since': {
    en: 'No task stopped abnormally since {from:datetime}; what was before is not known.',
    ko: '{from:datetime}부터 비정상 종료된 태스크가 없습니다. 그 전은 알 수 없습니다.',
  },
  'review.stops_unwatched': {
    en: 'Whether tasks stopped abnormally is not known: nobody watched before the week was over.',
    ko: '비정상 종료가 있었는지 알 수 없습니다. 그 주가 끝날 때까지 관찰되지 않았습니다.',
  },
  'review.deployments': {
    en: '{failed} of {count} {count:plural:deployment:deployments} failed, {beforeFailed} of {before} in the week before.',
    ko: '배포 {count}건 중 {failed}건 실패(전주 {before}건 중 {beforeFailed}건).',
  },
  'review.deployments_alone': {
    en: '{failed} of {count} {count:plural:deployment:deployments} failed.',
    ko: '배포 {count}건 중 {failed}건 실패.',
  },
  'review.no_deployments': { en: 'No deployment ended.', ko: '끝난 배포가 없습니다.' },
  'review.scaling': {
    en: '{count} {count:plural:service was:services were} at the maximum and above target, {name} the longest: {seconds:duration}.',
    ko: '최대 개수에서 목표를 넘긴 서비스 {count}개, 가장 오래: {name} {seconds:duration}.',
  },
  'review.sizes': {
    en: 'Of {services} {services:plural:service:services}, {hosts} {hosts:plural:host:hosts} and {databases} {databases:plural:database:databases}, {hot} used 80 % or more of something for one hour in twenty, {idle} never much more than 10 % of their CPU.',
    ko: '서비스 {services}개, 호스트 {hosts}대, 데이터베이스 {databases}개 중 p95가 80 % 이상인 것 {hot}개, CPU p95가 10 % 미만인 것 {idle}개.',
  },
  'review.saving': {
    en: '{count} open {count:plural:recommendation:recommendations} would save about {usd:usd} a month.',
    ko: '열린 권장 사항 {count}건으로 월 약 {usd:usd} 절감 가능.',
  },
  'review.unknown': {
    en: 'Of {count} {count:plural:resource:resources} a figure is not known.',
    ko: '수치를 알 수 없는 리소스 {count}개.',
  },
  'review.note_nothing': {
    en: 'No metric of this week is stored.',
    ko: '이 주의 메트릭이 저장되어 있지 않습니다.',
  },
  'review.note_part': {
    en: 'Metrics of this week are stored from {from:datetime} on; what was before is unknown.',
    ko: '이 주의 메트릭은 {from:datetime}부터 저장되어 있으며 그 전은 알 수 없습니다.',
  },
  'review.note_past': {
    en: 'Metrics are stored from {from:datetime} on: earlier weeks of the trend are unknown.',
    ko: '메트릭은 {from:datetime}부터 저장되어 있어 추세의 이전 주는 알 수 없습니다.',
  },
  'review.note_tasks': {
    en: 'Tasks and deployments were first watched at {from:datetime}: those that ended before are not counted.',
    ko: '태스크와 배포는 {from:datetime}부터 관찰했으며 그 전에 끝난 것은 세지 않았습니다.',
  },
  'review.note_late': {
    en: 'Computed at {at:datetime}, after the week: sizes, labels and recommendations are those of then.',
    ko: '주가 끝난 뒤인 {at:datetime}에 계산: 크기, 레이블, 권장 사항은 그때의 값입니다.',
  },
} as const satisfies Texts;

export const sayReview = messagesOf(reviewTexts);

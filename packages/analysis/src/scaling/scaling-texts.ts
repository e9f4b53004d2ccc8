import { messagesOf, type Texts } from '../message/message.js';

export const scalingTexts = {
  'scaling.at_maximum_hot': {
    en: 'at its maximum of {maximum} and above its target: {metric} {value:number} against {target:number}',
    ko: '최대 {maximum}에 도달, 목표 초과: {metric} {value:number} (목표 {target:number})',
  },
  'scaling.at_maximum_refused': {
    en: 'at its maximum of {maximum}: {count} {count:plural:attempt:attempts} to scale out refused',
    ko: '최대 {maximum}에 도달: 확장 시도 {count}번 거부됨',
  },
  'scaling.pinned_at_maximum': {
    en: 'at its maximum of {maximum} for {seconds:duration}: no room to scale out',
    ko: '{seconds:duration} 동안 최대 {maximum}: 확장 여유 없음',
  },
  'scaling.fixed': {
    en: 'minimum and maximum are both {maximum}: its policies cannot do anything',
    ko: '최소와 최대가 모두 {maximum}: 정책이 동작할 수 없음',
  },
  'scaling.flapping': {
    en: 'flaps: turned {turns} times within {seconds:duration}',
    ko: '진동: {seconds:duration} 동안 방향 전환 {turns}번',
  },
  'scaling.suspended': { en: 'scaling is suspended: {what}', ko: '스케일링 일시 중지: {what}' },
  'scaling.failing': {
    en: 'the last {count:plural:activity:activities} failed ({count})',
    ko: '최근 활동 {count}개 실패',
  },
  'scaling.sentence_none': {
    en: 'Nothing that is watched here scales by itself.',
    ko: '여기에는 자동으로 스케일링하는 리소스가 없습니다.',
  },
  'scaling.sentence_calm': {
    en: '{services} {services:plural:service:services} and {groups} Auto Scaling {groups:plural:group:groups} scale, all within their bounds.',
    ko: '서비스 {services}개와 Auto Scaling 그룹 {groups}개가 범위 안에서 스케일링 중입니다.',
  },
  'scaling.sentence_found': {
    en: '{found} of {count} that scale {found:plural:deserves:deserve} a look. {name}: {finding}.',
    ko: '스케일링하는 {count}개 중 {found}개를 살펴보세요. {name}: {finding}.',
  },
} satisfies Texts;

export const sayScaling = messagesOf(scalingTexts);

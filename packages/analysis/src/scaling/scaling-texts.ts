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
  'scaling.limit_not_scaled': {
    en: 'Nothing scales it: its {desired} {desired:plural:task is:tasks are} set by hand.',
    ko: '자동 스케일링 없음: 태스크 {desired}개를 사람이 정합니다.',
  },
  'scaling.limit_suspended': {
    en: 'Scaling out is suspended: it stays at {desired} of at most {maximum} tasks.',
    ko: '확장이 일시 중지됨: 최대 {maximum}개 중 {desired}개에 머뭅니다.',
  },
  'scaling.limit_at_maximum': {
    en: 'Its own maximum limits it: {desired} of at most {maximum} tasks.',
    ko: '자체 최대값이 한도입니다: 최대 {maximum}개 중 {desired}개.',
  },
  'scaling.limit_no_instances': {
    en: 'The cluster limits it: no instance has room for one more task, and group {group} is at its maximum of {maximum}.',
    ko: '클러스터가 한도입니다: 태스크를 더 받을 인스턴스가 없고 그룹 {group}은(는) 최대 {maximum}에 도달했습니다.',
  },
  'scaling.limit_no_group': {
    en: 'The cluster limits it: no instance has room for one more task, and nothing adds instances.',
    ko: '클러스터가 한도입니다: 태스크를 더 받을 인스턴스가 없고 인스턴스를 늘리는 것도 없습니다.',
  },
  'scaling.limit_no_room': {
    en: 'The cluster has no room for one more task: group {group} must add an instance first ({desired} of at most {maximum}).',
    ko: '클러스터에 자리가 없어 그룹 {group}이(가) 먼저 인스턴스를 늘려야 합니다(최대 {maximum} 중 {desired}).',
  },
  'scaling.limit_no_addresses': {
    en: 'Its subnets limit it: no address is free for one more task ({desired} of at most {maximum}).',
    ko: '서브넷이 한도입니다: 태스크에 줄 주소가 없습니다(최대 {maximum} 중 {desired}).',
  },
  'scaling.limit_unscalable': {
    en: 'It may not be scaled at the moment, as during a rollout: {desired} of at most {maximum} tasks.',
    ko: '지금은 배포 등으로 스케일링할 수 없습니다: 최대 {maximum}개 중 {desired}개.',
  },
  'scaling.limit_cooldown': {
    en: 'Its policy waits for another {seconds:duration} of the {cooldown:duration} after the last change.',
    ko: '마지막 변경 뒤 대기 시간 {cooldown:duration} 중 {seconds:duration} 남았습니다.',
  },
  'scaling.limit_none': {
    en: 'Nothing limits it now: {left} more {left:plural:task is:tasks are} allowed, up to {maximum}.',
    ko: '지금은 한도가 없습니다: 최대 {maximum}개까지 {left}개 더 늘릴 수 있습니다.',
  },
  'scaling.limit_fact_bounds': {
    en: '{desired} desired of at most {maximum}',
    ko: '희망 {desired}, 최대 {maximum}',
  },
  'scaling.limit_fact_metric': {
    en: '{metric} is {value:number}, its target {target:number}',
    ko: '{metric} {value:number}, 목표 {target:number}',
  },
  'scaling.limit_fact_refused': {
    en: '{count} {count:plural:attempt:attempts} refused in the last 15 minutes: {codes}',
    ko: '최근 15분간 시도 {count}번 거부: {codes}',
  },
  'scaling.limit_fact_room': {
    en: '{more} more fit on the present instances',
    ko: '현재 인스턴스에 {more}개 더 배치 가능',
  },
  'scaling.limit_fact_group': {
    en: 'Auto Scaling group {name}: {desired} of at most {maximum} instances',
    ko: 'Auto Scaling 그룹 {name}: 최대 {maximum} 중 {desired}',
  },
  'scaling.limit_fact_addresses': {
    en: '{count} {count:plural:address:addresses} free in its subnets',
    ko: '서브넷에 남은 주소 {count}개',
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

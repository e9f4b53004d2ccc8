import { messagesOf } from '../../message/message.js';

/** Texts of the rules that look at use over time. */
export const usageTexts = {
  'maximum.title': {
    en: '{service}: {maximum} tasks are not enough',
    ko: '{service}: 최대 {maximum}개로 부족함',
  },
  'maximum.summary': {
    en: 'For {minutes} min in {days} days it ran at its maximum with {metric} above the target of {target:percent}, {percent:percent} at the worst; scaling was refused {refused} {refused:plural:time:times} because of the maximum.',
    ko: '{days}일 중 {minutes}분 동안 최대 개수에서 {metric}이(가) 목표 {target:percent}를 넘었고 최고 {percent:percent}였습니다. 최대 개수 때문에 확장이 {refused}번 거절됐습니다.',
  },
  'saving.maximum': {
    en: 'A higher maximum costs only while it is needed.',
    ko: '최대 개수를 올려도 필요할 때만 비용이 듭니다.',
  },
  'oversized.title': {
    en: '{instance} ({type}) can be a {proposed}',
    ko: '{instance}({type})을(를) {proposed}(으)로 줄일 수 있음',
  },
  'oversized.summary': {
    en: 'Over {days} days the busiest minutes need {cpu:percent} of its CPU (99.5 % of the hours, with a fifth to spare) and {memory:percent} of its memory.',
    ko: '{days}일 동안 필요한 CPU는 {cpu:percent}(시간의 99.5 %, 여유 1/5 포함), 메모리는 {memory:percent}입니다.',
  },
  'credits.title': {
    en: '{name} ({type}) runs out of CPU credits {at:datetime}',
    ko: '{name}({type}) CPU 크레딧이 {at:datetime}에 소진됨',
  },
  'credits.title.empty': {
    en: '{name} ({type}) has no CPU credits left',
    ko: '{name}({type}) CPU 크레딧 소진됨',
  },
  'credits.summary.unlimited': {
    en: '{balance:number} of {maximum} credits are left and {spent:number} an hour more are spent than earned. In unlimited mode it stays fast and each further vCPU hour is billed.',
    ko: '크레딧 {maximum} 중 {balance:number} 남음, 시간당 {spent:number} 더 쓰는 중. 무제한 모드라 느려지지 않고 초과 vCPU 시간이 과금됩니다.',
  },
  'credits.summary.standard': {
    en: '{balance:number} of {maximum} credits are left and {spent:number} an hour more are spent than earned. At nothing left it is held at its baseline of {baseline:percent}.',
    ko: '크레딧 {maximum} 중 {balance:number} 남음, 시간당 {spent:number} 더 쓰는 중. 소진되면 기준 성능 {baseline:percent}로 제한됩니다.',
  },
  'rds_idle.title': { en: '{name} ({type}): nobody connects', ko: '{name}({type}): 접속 없음' },
  'rds_idle.summary': {
    en: 'For {days} days nobody connected and CPU stayed below {cpu:percent} 99 % of the time. A snapshot keeps the data; a stopped database starts again by itself after seven days.',
    ko: '{days}일 동안 접속이 없었고 99 % 시간에 CPU {cpu:percent} 미만입니다. 스냅샷으로 데이터를 보관할 수 있으며 중지한 DB는 7일 뒤 스스로 시작됩니다.',
  },
  'rds_size.title': {
    en: '{name}: {proposed} would do instead of {type}',
    ko: '{name}: {type} 대신 {proposed}로 충분함',
  },
  'rds_size.summary': {
    en: 'Over {days} days the busiest minutes need {cpu:percent} of its CPU (99.5 % of the hours, with a fifth to spare); {memory:gib} of memory are used at the most and {connections:number} connections were open.',
    ko: '{days}일 동안 필요한 CPU는 {cpu:percent}(시간의 99.5 %, 여유 1/5 포함), 메모리 최대 {memory:gib}, 연결 {connections:number}개입니다.',
  },

  'keep.not_at_maximum': { en: 'the maximum was not in the way', ko: '최대 개수가 부족하지 않았음' },
  'keep.no_scaling': { en: 'it does not scale', ko: '자동 확장을 쓰지 않음' },
  'keep.no_smaller': { en: 'there is no smaller size of its family', ko: '더 작은 크기가 없음' },
  'keep.size_needed': {
    en: 'it needs its size: {cpu:percent} of the CPU',
    ko: '현재 크기가 필요함: CPU {cpu:percent}',
  },
  'keep.memory_needed': {
    en: 'it needs its memory: {memory:percent}',
    ko: '현재 메모리가 필요함: {memory:percent}',
  },
  'keep.container_host': {
    en: 'its size follows from the tasks that are placed on it',
    ko: '배치되는 태스크에 따라 크기가 정해짐',
  },
  'keep.burstable': { en: 'a burstable size is chosen by its credits', ko: '버스트 유형은 크레딧으로 정함' },
  'keep.credits': { en: 'credits are not running out', ko: '크레딧이 줄지 않음' },
  'keep.not_burstable': { en: 'it has no credits', ko: '크레딧이 없는 유형' },
  'keep.connected': { en: 'it is used', ko: '사용 중' },
  'refuse.memory_unknown': {
    en: 'memory use is unknown without the CloudWatch agent',
    ko: 'CloudWatch 에이전트가 없어 메모리 사용량을 알 수 없음',
  },
  'refuse.unknown_size': { en: 'its sizes are not known', ko: '크기 정보를 알 수 없음' },
  'refuse.few_points': {
    en: '{hours} hours of data; {least} are needed',
    ko: '데이터 {hours}시간, {least}시간 필요',
  },

  'fact.minutes_at_maximum': {
    en: 'minutes at the maximum and above target',
    ko: '최대이면서 목표 초과한 시간(분)',
  },
  'fact.refused': { en: 'refused because of the maximum', ko: '최대 개수로 거절됨' },
  'fact.worst': { en: 'highest at the maximum', ko: '최대 개수에서 최고' },
  'fact.memory_used': { en: 'memory used, highest', ko: '메모리 최고 사용' },
  'fact.balance': { en: 'credit balance', ko: '크레딧 잔액' },
  'fact.spent': { en: 'spent beyond what is earned, an hour', ko: '시간당 초과 소비' },
  'fact.connections': { en: 'connections, highest', ko: '최대 연결 수' },
  'chart.target': { en: 'target', ko: '목표' },
  'chart.smaller_size': { en: 'all of the smaller size', ko: '작은 크기의 100 %' },
  'chart.empty': { en: 'empty', ko: '소진' },
} as const;

export const sayUse = messagesOf(usageTexts);

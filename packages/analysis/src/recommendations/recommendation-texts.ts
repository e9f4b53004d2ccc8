import { messagesOf } from '../message/message.js';

/** Texts of recommendations: titles and summaries, reasons to keep or refuse, labels of evidence. */
export const recommendationTexts = {
  'task_size.title.smaller': {
    en: '{service}: tasks can be {cpu:vcpu} and {memory:mib} instead of {fromCpu:vcpu} and {fromMemory:mib}',
    ko: '{service}: 태스크를 {fromCpu:vcpu}, {fromMemory:mib}에서 {cpu:vcpu}, {memory:mib}로 줄일 수 있음',
  },
  'task_size.title.larger': {
    en: '{service}: tasks need {cpu:vcpu} and {memory:mib} instead of {fromCpu:vcpu} and {fromMemory:mib}',
    ko: '{service}: 태스크를 {fromCpu:vcpu}, {fromMemory:mib}에서 {cpu:vcpu}, {memory:mib}로 늘려야 함',
  },
  'task_size.summary.unused': {
    en: 'Over {days} days the work needs {cpu:percent} of the CPU and {memory:percent} of the memory; at the proposed size {minutes} min would have been overloaded.',
    ko: '지난 {days}일 동안 CPU의 {cpu:percent}, 메모리의 {memory:percent}면 충분했습니다. 제안한 크기였다면 과부하는 {minutes}분입니다.',
  },
  'task_size.summary.tracked': {
    en: 'Memory needs {memory:percent} of its size. CPU stays: target tracking holds it at its target, so a smaller task would only mean more tasks.',
    ko: '메모리는 {memory:percent}면 충분합니다. CPU는 그대로 둡니다: 대상 추적이 목표를 유지하므로 태스크를 줄이면 개수만 늘어납니다.',
  },
  'task_size.summary.out_of_memory': {
    en: '{count} {count:plural:task was:tasks were} killed for memory within the window; the memory is raised by a fifth at least.',
    ko: '기간 안에 메모리 부족으로 {count}번 종료되었습니다. 메모리를 5분의 1 이상 늘립니다.',
  },
  'task_size.summary.saturated': {
    en: 'Average CPU was at 90 % or more for {saturated:percent} of the time; demand above the limit cannot be seen.',
    ko: '전체 시간의 {saturated:percent} 동안 평균 CPU가 90 % 이상이었습니다. 한도를 넘는 수요는 보이지 않습니다.',
  },
  'task_size.backtest': {
    en: 'The rule, given the first half only, chose {cpu:vcpu} and {memory:mib}; judged on the other {days} days. Overload at most {upper:percent} of the time (95 %).',
    ko: '앞 절반만으로 {cpu:vcpu}, {memory:mib}를 골랐고 나머지 {days}일로 평가했습니다. 과부하는 최대 {upper:percent}(95 %)입니다.',
  },
  'idle.title': {
    en: '{instance} ({type}) does nothing: CPU never above {peak:percent}',
    ko: '{instance}({type})이(가) 유휴 상태: CPU 최고 {peak:percent}',
  },
  'idle.summary': {
    en: 'For {days} days CPU stayed below {percent:percent} 99 % of the time, network below {mib:number} MiB a day, and no ECS task ran on it.',
    ko: '{days}일 동안 99 % 시간에 CPU {percent:percent} 미만, 네트워크 하루 {mib:number} MiB 미만, ECS 태스크 없음.',
  },
  'idle.summary.group': {
    en: 'For {days} days CPU stayed below {percent:percent} 99 % of the time and network below {mib:number} MiB a day. Its group {group} would replace it: lower the group by one.',
    ko: '{days}일 동안 99 % 시간에 CPU {percent:percent} 미만, 네트워크 하루 {mib:number} MiB 미만. 그룹 {group}이(가) 다시 만들므로 그룹을 하나 줄이세요.',
  },
  'storage.title': {
    en: '{name} runs out of storage on {at:datetime}',
    ko: '{name} 스토리지가 {at:datetime}에 바닥남',
  },
  'storage.summary.slow': {
    en: '{free:gib} free, {growthDay:gib} a day used up: full on {full:datetime} (between {earliest:date} and {latest:date}). Storage autoscaling is off.',
    ko: '{free:gib} 남음, 하루 {growthDay:gib} 사용: {full:datetime} 가득 참({earliest:date}~{latest:date}). 스토리지 자동 확장 꺼짐.',
  },
  'storage.summary.slow_open': {
    en: '{free:gib} free, {growthDay:gib} a day used up: full on {full:datetime}, at the earliest {earliest:date}. Storage autoscaling is off.',
    ko: '{free:gib} 남음, 하루 {growthDay:gib} 사용: {full:datetime} 가득 참, 빠르면 {earliest:date}. 스토리지 자동 확장 꺼짐.',
  },
  'storage.summary.fast': {
    en: '{free:gib} free and {growth:gib} an hour used up since about three hours: full at {full:datetime} (from {earliest:time} on). Find what grows; storage autoscaling is off.',
    ko: '{free:gib} 남음, 약 3시간 전부터 시간당 {growth:gib} 사용: {full:datetime} 가득 참(빠르면 {earliest:time}). 무엇이 커지는지 찾으세요. 스토리지 자동 확장 꺼짐.',
  },
  'storage.summary.ceiling': {
    en: '{free:gib} free, {growth:gib} an hour used up. Storage autoscaling helps up to {ceiling} GiB, which is reached on {at:datetime}.',
    ko: '{free:gib} 남음, 시간당 {growth:gib} 사용. 자동 확장은 {ceiling} GiB까지이며 {at:datetime}에 한계에 이릅니다.',
  },
  'storage.cost': {
    en: 'A higher ceiling costs nothing until it is used; storage ({type}) is billed per GiB and never shrinks.',
    ko: '상한을 높여도 쓰기 전에는 비용이 없습니다. 스토리지({type})는 GiB당 과금되며 줄일 수 없습니다.',
  },
  'breaker.title': {
    en: '{service}: turn the deployment circuit breaker on',
    ko: '{service}: 배포 서킷 브레이커를 켜세요',
  },
  'breaker.title.no_rollback': {
    en: '{service}: let the circuit breaker roll back',
    ko: '{service}: 서킷 브레이커의 롤백을 켜세요',
  },
  'breaker.summary': {
    en: 'A revision that cannot start would be tried for ever. With the breaker it ends after {threshold} failed tasks and goes back by itself.',
    ko: '시작하지 못하는 리비전을 끝없이 재시도합니다. 켜면 {threshold}번 실패 뒤 멈추고 스스로 되돌립니다.',
  },
  'breaker.summary.burnt': {
    en: '{failed} of {deployments} deployments failed and {starts} tasks never started. With the breaker a rollout ends after {threshold} failed tasks and goes back by itself.',
    ko: '배포 {deployments}번 중 {failed}번 실패, 태스크 {starts}개가 시작하지 못했습니다. 켜면 {threshold}번 실패 뒤 멈추고 스스로 되돌립니다.',
  },

  'refuse.little_data': {
    en: '{hours:number} hours of data; {least} are needed',
    ko: '데이터 {hours:number}시간뿐, {least}시간 필요',
  },
  'refuse.no_network': {
    en: 'no network data, so idle cannot be told',
    ko: '네트워크 데이터가 없어 유휴 여부를 알 수 없음',
  },
  'keep.largest_size': { en: 'no Fargate size is large enough', ko: '충분히 큰 Fargate 크기가 없음' },
  'keep.fits': { en: 'the size fits its use', ko: '크기가 사용량에 맞음' },
  'keep.target_tracking': {
    en: 'target tracking holds CPU at its target: a smaller task would mean more tasks, not less money',
    ko: '대상 추적이 CPU 목표를 유지함: 태스크를 줄이면 개수가 늘 뿐 비용은 줄지 않음',
  },
  'keep.memory_growing': {
    en: 'daily memory peaks keep rising; a leak has to be ruled out first',
    ko: '일별 메모리 최고치가 계속 오름. 누수부터 확인 필요',
  },
  'keep.backtest_memory': {
    en: 'a smaller size would have been out of memory for {minutes} min in {days} days',
    ko: '더 작은 크기였다면 {days}일 중 {minutes}분 메모리가 부족했음',
  },
  'keep.backtest_cpu': {
    en: 'a smaller size would have been overloaded for {minutes} min in {days} days',
    ko: '더 작은 크기였다면 {days}일 중 {minutes}분 과부하였음',
  },
  'keep.tasks_on_host': {
    en: '{count} {count:plural:task runs:tasks run} on it',
    ko: '태스크 {count}개가 실행 중',
  },
  'keep.cpu_used': {
    en: 'CPU is used: P99 {percent:percent}, peak {peak:percent}',
    ko: 'CPU 사용 중: P99 {percent:percent}, 최고 {peak:percent}',
  },
  'keep.network_used': {
    en: 'network is used: {bytes:number} MiB a day',
    ko: '네트워크 사용 중: 하루 {bytes:number} MiB',
  },
  'keep.leaving_group': { en: 'its group already wants no instance', ko: '그룹이 이미 0대를 원함' },
  'keep.storage_steady': { en: 'storage does not grow for certain', ko: '스토리지 증가가 확실하지 않음' },
  'keep.storage_room': { en: 'storage lasts until {at:date}', ko: '스토리지가 {at:date}까지 충분함' },
  'keep.other_controller': {
    en: 'deployments are done by {controller}, which has no circuit breaker',
    ko: '배포 컨트롤러 {controller}에는 서킷 브레이커가 없음',
  },
  'keep.breaker_on': {
    en: 'the circuit breaker is on, with rollback',
    ko: '서킷 브레이커와 롤백이 켜져 있음',
  },

  'saving.list_price': {
    en: 'Estimate by list price of {asOf} in {region}; less under Savings Plans.',
    ko: '{region} {asOf} 정가 기준 추정. Savings Plans에서는 더 적음.',
  },
  'saving.list_price_volumes': {
    en: 'Estimate by list price of {asOf} in {region}; less under Savings Plans or reservations. Volumes of a stopped instance still cost.',
    ko: '{region} {asOf} 정가 기준 추정. Savings Plans나 예약에서는 더 적음. 중지해도 볼륨 비용은 남음.',
  },
  'saving.unknown_price': {
    en: 'The price in this region is not known.',
    ko: '이 리전의 가격을 알 수 없습니다.',
  },
  'saving.spot': {
    en: 'Spot prices change; no saving is given.',
    ko: 'Spot 가격은 변하므로 절감액을 계산하지 않습니다.',
  },
  'saving.none': { en: 'No money: it shortens outages.', ko: '비용이 아니라 장애 시간을 줄입니다.' },

  'confidence.days': { en: '{days} full days of data', ko: '데이터 {days}일' },
  'confidence.few_days': {
    en: 'only {days} full days: a week is not covered',
    ko: '데이터 {days}일뿐: 한 주를 다 보지 못함',
  },
  'confidence.hours': { en: '{hours} hours of data', ko: '데이터 {hours}시간' },
  'confidence.fast': { en: 'the last 30 minutes and 3 hours agree', ko: '최근 30분과 3시간의 추세가 일치' },
  'confidence.configuration': { en: 'read from the configuration', ko: '설정에서 직접 확인' },

  'chart.metric': { en: '{metric} ({stat})', ko: '{metric} ({stat})' },
  'chart.proposed_size': { en: 'proposed size', ko: '제안한 크기' },
  'chart.idle_below': { en: 'idle below', ko: '유휴 기준' },
  'chart.full': { en: 'full', ko: '가득 참' },

  'fact.cpu_need': { en: 'CPU needed, of the present size', ko: '필요한 CPU(현재 크기 대비)' },
  'fact.memory_need': { en: 'memory needed, of the present size', ko: '필요한 메모리(현재 크기 대비)' },
  'fact.overload_replay': {
    en: 'overload at the proposed size, whole window',
    ko: '제안한 크기에서의 과부하(전체 기간)',
  },
  'fact.burst_share': { en: 'time in which the busiest task exceeds it', ko: '가장 바쁜 태스크가 넘는 시간' },
  'fact.out_of_memory': { en: 'stops for memory', ko: '메모리 부족 종료' },
  'fact.growth': { en: 'growth', ko: '증가 속도' },
  'fact.free': { en: 'free now', ko: '현재 여유' },
  'fact.earlier_forecast': { en: 'forecast two days ago / now', ko: '이틀 전 예측 / 현재' },
  'fact.cpu_p99': { en: 'CPU, 99 % of the hours below', ko: 'CPU P99(시간별 최고)' },
  'fact.cpu_peak': { en: 'CPU, highest', ko: 'CPU 최고' },
  'fact.network_day': { en: 'network on its busiest day', ko: '가장 바쁜 날의 네트워크' },
  'fact.deployments': { en: 'deployments', ko: '배포' },
  'fact.failed_deployments': { en: 'failed deployments', ko: '실패한 배포' },
  'fact.failed_starts': { en: 'tasks that never started', ko: '시작하지 못한 태스크' },
  'fact.breaker_threshold': { en: 'failures until it would act', ko: '작동까지의 실패 수' },
} as const;

export const say = messagesOf(recommendationTexts);

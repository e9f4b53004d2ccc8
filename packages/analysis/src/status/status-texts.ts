import { messagesOf, type Text } from '../message/message.js';

const TEXTS = {
  starting: {
    en: '{running} of {desired} running, {pending} starting',
    ko: '{desired}개 중 {running}개 실행, {pending}개 시작 중',
  },
  none_running: { en: 'none of {desired} tasks is running', ko: '태스크 {desired}개 중 실행 중인 것이 없음' },
  below_desired: {
    en: '{running} of {desired} tasks running',
    ko: '태스크 {desired}개 중 {running}개만 실행 중',
  },
  rollout_running: { en: 'revision {revision} is rolling out', ko: '리비전 {revision} 배포 중' },
  rollout_failing: {
    en: 'revision {revision}: {failed} of {threshold} failures before the circuit breaker',
    ko: '리비전 {revision}: 서킷 브레이커까지 {threshold}번 중 {failed}번 실패',
  },
  rollout_failing_unbroken: {
    en: 'revision {revision}: {failed} {failed:plural:task:tasks} failed to start, no circuit breaker',
    ko: '리비전 {revision}: {failed}개 시작 실패, 서킷 브레이커 없음',
  },
  rollout_failed: { en: 'revision {revision} failed to roll out', ko: '리비전 {revision} 배포 실패' },
  rolling_back: {
    en: 'the circuit breaker is rolling back to revision {revision}',
    ko: '서킷 브레이커가 리비전 {revision}(으)로 되돌리는 중',
  },
  start_impaired: {
    en: 'ECS cannot consistently start tasks',
    ko: 'ECS가 태스크를 안정적으로 시작하지 못함',
  },
  placement_failed: { en: 'a task could not be placed: {reason}', ko: '태스크를 배치하지 못함: {reason}' },
  unhealthy_targets: {
    en: '{unhealthy} of {total} targets unhealthy',
    ko: '대상 {total}개 중 {unhealthy}개 비정상',
  },
  oom_loop: {
    en: 'out of memory again and again: {count} stops in the last hour',
    ko: '메모리 부족 반복: 최근 1시간 {count}번 종료',
  },
  oom: {
    en: 'out of memory: {count} {count:plural:stop:stops} in the last hour',
    ko: '메모리 부족: 최근 1시간 {count}번 종료',
  },
  crash_loop: {
    en: 'tasks keep dying: {count} in the last hour ({cause})',
    ko: '태스크가 계속 종료됨: 최근 1시간 {count}번({cause})',
  },
  abnormal_stops: {
    en: '{count} abnormal {count:plural:stop:stops} in the last hour ({cause})',
    ko: '최근 1시간 비정상 종료 {count}번({cause})',
  },
  at_maximum: {
    en: 'at its maximum of {maximum} tasks and above target',
    ko: '최대 {maximum}개인데도 목표를 넘음',
  },
  memory_high: { en: 'memory of a task at {percent:percent}', ko: '태스크 메모리 {percent:percent}' },

  not_kept: { en: 'how it did then is not kept', ko: '당시 상태는 보관하지 않음' },
  alarm_raised: { en: 'in ALARM', ko: '경보 발생' },
  alarm_raised_on: { en: 'in ALARM: {condition}', ko: '경보 발생: {condition}' },
  alarm_scaling: { en: 'in ALARM, as scaling wants it', ko: '경보 상태(스케일링 동작)' },
  alarm_scaling_on: {
    en: 'in ALARM, as scaling wants it: {condition}',
    ko: '경보 상태(스케일링 동작): {condition}',
  },
  alarm_without_data: { en: 'CloudWatch has no data to judge by', ko: '판단할 데이터가 CloudWatch에 없음' },
  alarm_actions_off: { en: 'its actions are switched off', ko: '알림 동작이 꺼져 있음' },

  stopped: { en: 'stopped', ko: '중지됨' },
  transitional: { en: 'state is {state}', ko: '상태: {state}' },
  state_unknown: { en: 'AWS did not tell its state', ko: '상태를 알 수 없음' },
  system_check: { en: "AWS's host fails its status check", ko: 'AWS 호스트 상태 확인 실패' },
  instance_check: { en: 'the operating system fails its status check', ko: '운영체제 상태 확인 실패' },
  ebs_check: { en: 'a volume does not answer', ko: '볼륨 응답 없음' },
  cpu_high: { en: 'CPU at {percent:percent} for {minutes} min', ko: 'CPU {percent:percent}, {minutes}분째' },
  disk_high: { en: 'disk {path} at {percent:percent}', ko: '디스크 {path} {percent:percent}' },
  credits_low: {
    en: 'CPU credits at {percent:percent} and falling',
    ko: 'CPU 크레딧 {percent:percent}, 줄어드는 중',
  },
  credits_gone: {
    en: 'CPU credits used up: held at its baseline',
    ko: 'CPU 크레딧 소진: 기준 성능으로 제한됨',
  },
  credits_paid: { en: 'CPU credits used up: more CPU is paid for', ko: 'CPU 크레딧 소진: 초과 CPU가 과금됨' },
  agent_lost: { en: 'the ECS agent has been disconnected', ko: 'ECS 에이전트 연결 끊김' },
  draining: { en: 'draining', ko: '드레이닝 중' },
  scheduled_event: {
    en: '{what} scheduled for {at:datetime}',
    ko: '{at:datetime} {what} 예정',
  },
  image_missing: {
    en: 'AWS no longer knows this image: nothing can be launched from it',
    ko: 'AWS에 더 이상 없는 이미지: 새로 시작할 수 없음',
  },
  image_deprecated: { en: 'the image is deprecated', ko: '사용 중단된 이미지' },
  volume_failed: { en: 'the volume has failed', ko: '볼륨 오류' },

  addresses_low: {
    en: '{free} of {total} addresses free',
    ko: '주소 {total}개 중 {free}개 남음',
  },
  open_to_world: {
    en: 'port {ports} is open to the whole internet',
    ko: '인터넷 전체에 열린 포트: {ports}',
  },
  open_entirely: {
    en: 'every port is open to the whole internet',
    ko: '모든 포트가 인터넷 전체에 열려 있음',
  },

  targets_unread: { en: 'the health of its targets is not known', ko: '대상 상태를 알 수 없음' },
  no_healthy_targets: {
    en: 'no target is healthy: {unhealthy} of {total} unhealthy',
    ko: '정상 대상 없음: {total}개 중 {unhealthy}개 비정상',
  },
  no_targets: { en: 'no target is registered', ko: '등록된 대상 없음' },
  group_unused: {
    en: 'no targets, and no service uses it',
    ko: '대상도, 사용하는 서비스도 없음',
  },
  check_port_differs: {
    en: 'the health check asks port {asked}, the container listens on {container}',
    ko: '헬스 체크 포트는 {asked}, 컨테이너 포트는 {container}',
  },
  check_path_differs: {
    en: 'the health check asks {asked}, the container checks itself at {container}',
    ko: '헬스 체크 경로는 {asked}, 컨테이너 자체 점검 경로는 {container}',
  },
  balancer_failed: { en: 'the load balancer has failed: {reason}', ko: '로드 밸런서 오류: {reason}' },
  balancer_impaired: { en: 'the load balancer is impaired: {reason}', ko: '로드 밸런서 성능 저하: {reason}' },
  balancer_idle: { en: 'idle: no target is registered behind it', ko: '유휴: 뒤에 등록된 대상이 없음' },
  group_unhealthy: {
    en: '{group}: {unhealthy} of {total} targets unhealthy',
    ko: '{group}: 대상 {total}개 중 {unhealthy}개 비정상',
  },
  canary_error: { en: 'the canary cannot run: {reason}', ko: 'Canary 실행 불가: {reason}' },
  canary_unread: { en: 'no run of it is known', ko: '실행 기록을 알 수 없음' },
  canary_failing: { en: 'its last run failed: {reason}', ko: '마지막 실행 실패: {reason}' },

  failed_over: {
    en: 'failed over to its standby: connections were lost and its cache is cold',
    ko: '대기 인스턴스로 장애 조치됨: 연결이 끊기고 캐시가 비어 있음',
  },
  database_failed: { en: 'database status is {state}', ko: '데이터베이스 상태: {state}' },
  storage_full: { en: 'storage is full', ko: '스토리지가 가득 참' },
  storage_filling: {
    en: 'storage full in {left:duration} ({free:gib} of {allocated:gib} free)',
    ko: '{left:duration} 뒤 스토리지 가득 참({allocated:gib} 중 {free:gib} 남음)',
  },
  storage_low: {
    en: '{free:gib} of {allocated:gib} free, not growing',
    ko: '{allocated:gib} 중 {free:gib} 남음, 증가 없음',
  },
  connections_high: { en: '{used} of about {maximum} connections', ko: '연결 약 {maximum}개 중 {used}개' },
  memory_low: {
    en: '{percent:percent} of memory free and swap growing',
    ko: '남은 메모리 {percent:percent}, 스왑 증가 중',
  },
  transaction_ids: {
    en: 'transaction ids: {millions} M of 2,146 M used',
    ko: '트랜잭션 ID: 2,146 M 중 {millions} M 사용',
  },
  replica_lag: { en: 'replica is {seconds:duration} behind', ko: '복제 지연 {seconds:duration}' },
  replica_stopped: { en: 'replication is not running', ko: '복제가 멈춤' },
  restore_lag: {
    en: 'latest restorable point is {seconds:duration} old',
    ko: '복원 가능 시점이 {seconds:duration} 전',
  },
  burst_low: { en: 'disk burst balance at {percent:percent}', ko: '디스크 버스트 잔량 {percent:percent}' },
  standard_support_ends: {
    en: 'standard support of this major version ends on {at:date}',
    ko: '이 메이저 버전의 표준 지원이 {at:date}에 끝남',
  },
  extended_support: {
    en: 'standard support ended on {at:date}: extended support is paid by the vCPU hour',
    ko: '표준 지원이 {at:date}에 끝남: 연장 지원 요금이 vCPU 시간당 부과됨',
  },
  support_ends: {
    en: 'support ends on {at:date}, then AWS upgrades it by itself',
    ko: '지원이 {at:date}에 끝나고, 그 뒤 AWS가 스스로 업그레이드함',
  },
  support_ended: {
    en: 'support ended on {at:date}: AWS may upgrade it at any time',
    ko: '지원이 {at:date}에 끝남: AWS가 언제든 업그레이드할 수 있음',
  },
  certificate_expires: {
    en: 'its certificate expires on {at:date}, in {days} {days:plural:day:days}',
    ko: '인증서가 {at:date}에 만료됨({days}일 남음)',
  },
  certificate_expired: { en: 'its certificate expired on {at:date}', ko: '인증서가 {at:date}에 만료됨' },
  no_writer: {
    en: 'none of its {members} {members:plural:member:members} is the writer',
    ko: '구성원 {members}개 중 쓰기 인스턴스가 없음',
  },
  backups_off: { en: 'automatic backups are off', ko: '자동 백업 꺼짐' },
} as const satisfies Record<string, Text>;

export type StatusCode = keyof typeof TEXTS;

type StatusTexts = { readonly [Code in StatusCode as `status.${Code}`]: Text };

export const statusTexts = Object.fromEntries(
  Object.entries(TEXTS).map(([code, text]) => [`status.${code}`, text]),
) as StatusTexts;

export const sayStatus = messagesOf(statusTexts);

import type { Localised } from '@danji/shared';
import { renderBoth } from '@danji/analysis';
import { StopCause } from '@danji/shared';
import { RDS_TITLES } from './rds-titles.js';
import { rulesTitle } from './rules-title.js';

/** What a title is made of. */
export interface TitleFacts {
  kind: string;
  type: string;
  name: string;
  message: string;
  params: Readonly<Record<string, unknown>>;
  /** How many events this one stands for. */
  count: number;
}

type Title = (facts: TitleFacts) => Localised;

/** A param as text; '' when it is absent or no scalar. */
function param({ params }: TitleFacts, key: string): string {
  const value = params[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function tasks(count: number): string {
  return count === 1 ? '1 task' : `${count} tasks`;
}

/** "411 → 412", or "412" where the one before is not known. */
function revisions(facts: TitleFacts): string {
  return [param(facts, 'previousRevision'), param(facts, 'revision')]
    .filter((text) => text !== '')
    .join(' → ');
}

function withReason(text: string, reason: string): string {
  return reason === '' ? text : `${text}: ${reason}`;
}

const deployment =
  (en: string, ko: string): Title =>
  (facts) => ({
    en: [facts.name, revisions(facts), en].filter((text) => text !== '').join(' '),
    ko: [facts.name, revisions(facts), ko].filter((text) => text !== '').join(' '),
  });

const plain =
  (en: string, ko: string): Title =>
  (facts) => ({
    en: withReason(`${facts.name} ${en}`, param(facts, 'reason')),
    ko: withReason(`${facts.name} ${ko}`, param(facts, 'reason')),
  });

const counted =
  (en: (n: string) => string, ko: (n: number) => string): Title =>
  (facts) => {
    const n = Number(param(facts, 'count') || facts.count);
    return { en: `${facts.name} ${en(tasks(n))}`, ko: `${facts.name} ${ko(n)}` };
  };

/** AWS names the instance that fitted best, and what it lacked. */
const placement: Title = (facts) => {
  const id = param(facts, 'containerInstance');
  const reason = param(facts, 'reason');
  return {
    en: withReason(
      `${facts.name} could not place a task`,
      id === '' ? reason : `closest instance ${id} ${reason}`,
    ),
    ko: withReason(
      `${facts.name} 태스크 배치 실패`,
      id === '' ? reason : `가장 가까운 인스턴스 ${id} ${reason}`,
    ),
  };
};

const taskSetCount: Title = (facts) => {
  const count = param(facts, 'count');
  return {
    en: `${facts.name} changed the task count of ${param(facts, 'taskSet') || 'a task set'}${count && ` to ${count}`}`,
    ko: `${facts.name} ${param(facts, 'taskSet')} 태스크 세트의 태스크 수 변경${count && `: ${count}`}`,
  };
};

const targets =
  (en: string, ko: string): Title =>
  (facts) => {
    const n = Number(param(facts, 'count') || 1);
    return {
      en: `${facts.name} ${en} ${n} ${n === 1 ? 'target' : 'targets'}`,
      ko: `${facts.name} 대상 ${n}개 ${ko}`,
    };
  };

const target =
  (en: string, ko: string): Title =>
  (facts) => ({
    en: withReason(`${facts.name}: target ${param(facts, 'target')} ${en}`, param(facts, 'reason')),
    ko: withReason(`${facts.name}: 대상 ${param(facts, 'target')} ${ko}`, param(facts, 'reason')),
  });

/** A cause that we have no name for is said to be unknown. */
function causeLabel(cause: unknown): Localised {
  const known = StopCause.safeParse(cause);
  return renderBoth({ key: `cause.${known.success ? known.data : 'unknown'}`, params: {} });
}

const taskStop: Title = (facts) => {
  const label = causeLabel(facts.params['cause']);
  return {
    en: `${tasks(facts.count)} of ${facts.name} stopped: ${label.en}`,
    ko: `${facts.name} 태스크 ${facts.count}개 중지: ${label.ko}`,
  };
};

/** An activity that set bounds and no count keeps AWS's words for what it did. */
const scaled: Title = (facts) => {
  if (param(facts, 'to') === '') {
    return { en: withReason(facts.name, facts.message), ko: withReason(facts.name, facts.message) };
  }
  const change = [param(facts, 'from'), param(facts, 'to')].filter((text) => text !== '').join(' → ');
  const policy = param(facts, 'policy');
  return {
    en: `${facts.name} scaled ${change}${policy === '' ? '' : ` by ${policy}`}`,
    ko: `${facts.name} 스케일링 ${change}${policy === '' ? '' : ` (${policy})`}`,
  };
};

/** A count that no scaling set: somebody did, whose name CloudTrail may tell. */
const desiredSet: Title = (facts) => {
  const change = `${param(facts, 'from')} → ${param(facts, 'to')}`;
  return { en: `${facts.name} desired count ${change}`, ko: `${facts.name} 희망 태스크 수 ${change}` };
};

const instance =
  (en: string, ko: string): Title =>
  (facts) => {
    const change = [param(facts, 'from'), param(facts, 'to')].filter((text) => text !== '').join(' → ');
    const id = param(facts, 'instanceId');
    return {
      en: [facts.name, en, id || 'an instance', change].filter((text) => text !== '').join(' '),
      ko: [facts.name, ko, id, change].filter((text) => text !== '').join(' '),
    };
  };

const changed: Title = (facts) => {
  const rules = rulesTitle(facts);
  if (rules !== null) return rules;
  const paths = Array.isArray(facts.params['changes'])
    ? facts.params['changes'].flatMap((change: unknown) =>
        typeof change === 'object' && change !== null && 'path' in change ? [String(change.path)] : [],
      )
    : [];
  const shown = paths.slice(0, 3).join(', ') + (paths.length > 3 ? ` +${paths.length - 3}` : '');
  return { en: withReason(`${facts.name} changed`, shown), ko: withReason(`${facts.name} 변경`, shown) };
};

const stateChanged: Title = (facts) => {
  const change = [param(facts, 'before'), param(facts, 'after')].filter((text) => text !== '').join(' → ');
  return { en: `${facts.name} ${change}`, ko: `${facts.name} ${change}` };
};

/** Which of an instance's checks: AWS's host, the instance itself, its volumes. */
const CHECKED: Readonly<Record<string, Localised>> = {
  system: { en: "AWS's host", ko: 'AWS 호스트' },
  instance: { en: 'the instance', ko: '인스턴스' },
  ebs: { en: 'a volume', ko: '볼륨' },
};

const checked =
  (en: string, ko: string): Title =>
  (facts) => {
    const what = CHECKED[param(facts, 'check')] ?? { en: param(facts, 'check'), ko: param(facts, 'check') };
    return { en: `${facts.name}: ${what.en} ${en}`, ko: `${facts.name}: ${what.ko} ${ko}` };
  };

const scheduled: Title = (facts) => {
  const when = param(facts, 'notBefore').slice(0, 16).replace('T', ' ');
  const [en, ko] = when === '' ? ['', ''] : [` for ${when} UTC`, `${when} UTC `];
  const code = param(facts, 'code');
  return { en: `${facts.name} ${code} scheduled${en}`, ko: `${facts.name} ${ko}${code} 예정` };
};

const alarm =
  (en: string, ko: string): Title =>
  ({ name }) => ({ en: `${name} ${en}`, ko: `${name} ${ko}` });

const TITLES: Readonly<Record<string, Title>> = {
  deployment_started: deployment('started', '배포 시작'),
  deployment_completed: deployment('deployed', '배포 완료'),
  deployment_failed: deployment('deployment failed', '배포 실패'),
  rollback_started: deployment('rolls back', '롤백 시작'),
  rolling_back: plain('rolls back', '롤백 시작'),
  desired_changed: scaled,
  desired_set: desiredSet,
  instance_launched: instance('launched', '인스턴스 시작'),
  instance_ended: instance('ended', '인스턴스 종료'),
  not_scaled: plain('did not scale', '스케일링 안 됨'),
  scaling_failed: plain('failed to scale', '스케일링 실패'),
  config_changed: changed,
  rules_changed: changed,
  state_changed: stateChanged,
  status_check_failed: checked('fails its status check', '상태 검사 실패'),
  status_check_passed: checked('passes its status check again', '상태 검사 정상'),
  scheduled_event: scheduled,
  spot_warning: plain('will be taken back by AWS in two minutes (Spot)', 'Spot 중단 경고: 2분 뒤 AWS가 회수'),
  spot_rebalance: plain('is likely to be taken back by AWS (Spot)', 'Spot 재조정 권고: 회수 가능성 높음'),
  health_event: plain('is named by AWS Health', 'AWS Health 이벤트'),
  spot_interrupted: plain('was taken back by AWS (Spot)', 'Spot 중단: AWS가 회수'),
  alarm_raised: alarm('is in ALARM', '경보 발생'),
  alarm_cleared: alarm('is OK again', '경보 해제'),
  alarm_unknown: alarm('lacks data', '데이터 부족'),
  steady_state: plain('reached a steady state', '안정 상태 도달'),
  tasks_started: counted(
    (n) => `started ${n}`,
    (n) => `태스크 ${n}개 시작`,
  ),
  tasks_stopped: counted(
    (n) => `stopped ${n}`,
    (n) => `태스크 ${n}개 중지`,
  ),
  az_rebalance_started: counted(
    (n) => `started ${n} to rebalance zones`,
    (n) => `가용 영역 재조정 태스크 ${n}개 시작`,
  ),
  draining: counted(
    (n) => `drains connections of ${n}`,
    (n) => `태스크 ${n}개 연결 드레이닝`,
  ),
  targets_registered: targets('registered', '등록'),
  targets_deregistered: targets('deregistered', '등록 해제'),
  target_failed: target('is unhealthy', '비정상'),
  target_recovered: target('is healthy again', '다시 정상'),
  canary_failed: plain('failed', '실행 실패'),
  canary_passed: plain('passes again', '다시 성공'),
  target_unhealthy: plain('has an unhealthy target', '비정상 대상'),
  instance_unhealthy: plain('has an unhealthy instance', '비정상 인스턴스'),
  target_missing: plain('has a target that is not healthy', '정상이 아닌 대상'),
  provisioning_limit: plain('reached the limit of provisioning tasks', '프로비저닝 태스크 한도 도달'),
  fargate_capacity: plain('found no Fargate capacity', 'Fargate 용량 부족'),
  placement_failed: placement,
  quota: plain('ran into a quota', '할당량 초과'),
  start_impaired: plain('cannot start tasks consistently', '태스크 시작 반복 실패'),
  throttled: plain('is throttled', 'API 호출 제한'),
  deployment_stuck: plain('deployment is stuck', '배포 정체'),
  scale_in_protected: plain('cannot scale in, tasks are protected', '보호된 태스크로 축소 불가'),
  no_instances: plain('has no instances to run on', '실행할 인스턴스 없음'),
  agent_timeout: plain('waited in vain for the agent', '에이전트 응답 없음'),
  permissions: plain('lacks permissions', '권한 부족'),
  az_unbalanced: plain('is not balanced over zones', '가용 영역 불균형'),
  az_balanced: plain('is balanced over zones', '가용 영역 균형'),
  az_rebalance_stopped: counted(
    (n) => `stopped ${n} to rebalance zones`,
    (n) => `가용 영역 재조정으로 태스크 ${n}개 중지`,
  ),
  az_rebalance_ended: plain('stopped rebalancing zones', '가용 영역 재조정 종료'),
  az_placement_failed: plain('could not place a task in a zone', '가용 영역에 태스크 배치 실패'),
  container_unhealthy: plain('has a container that fails its health check', '컨테이너 상태 확인 실패'),
  register_failed: plain('could not register a target', '대상 등록 실패'),
  launch_failed: plain('could not launch a task', '태스크 시작 실패'),
  task_start_failed: plain('could not start a task', '태스크 시작 실패'),
  tasks_not_launched: plain(
    'could not launch all tasks of its deployment',
    '배포의 태스크를 모두 시작하지 못함',
  ),
  desired_count_updated: taskSetCount,
  task_set_steady: plain('has a task set in steady state', '태스크 세트 안정 상태 도달'),
};

/** One line for a list, in both languages. A type without a text of its own keeps AWS's words. */
export function eventTitle(facts: TitleFacts): Localised {
  if (facts.kind === 'task_stop') return taskStop(facts);
  const said = facts.kind === 'rds' ? RDS_TITLES[facts.type] : undefined;
  if (said) return { en: `${facts.name} ${said.en}`, ko: `${facts.name} ${said.ko}` };
  const title = TITLES[facts.type];
  return title === undefined ? { en: facts.message, ko: facts.message } : title(facts);
}

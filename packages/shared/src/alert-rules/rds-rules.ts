import type { AlertRule } from './alert-rule.js';

const common = {
  kind: 'rds_instance',
  severity: 'critical',
  worse: 'above',
  forSeconds: 300,
  keepFiringSeconds: 600,
  missing: 'no_data',
  notifies: true,
} as const;

/** Rules about databases: time to full, not a share of what is free; transaction ids at 500 and 1,000 million. */
export const RDS_RULES: readonly AlertRule[] = [
  {
    ...common,
    id: 'rds_storage_full_fast',
    fact: 'storage_hours_left',
    unit: 'hours',
    worse: 'below',
    threshold: 24,
    clear: 36,
    title: { en: 'Storage is full within hours', ko: '몇 시간 안에 스토리지가 가득 찹니다' },
    condition: {
      en: 'full in less than {threshold} hours at the pace of now',
      ko: '지금 속도로 {threshold}시간 안에 가득 참',
    },
    documentation: {
      en: 'Growth of the last 30 minutes and 3 hours agree. Usual causes are transaction logs behind an inactive replication slot and temporary files. Storage autoscaling helps up to its ceiling and not within six hours of the last change.',
      ko: '최근 30분과 3시간의 증가 속도가 일치합니다. 비활성 복제 슬롯 뒤의 트랜잭션 로그나 임시 파일이 흔한 원인입니다. 스토리지 자동 조정은 상한까지만, 마지막 변경 후 6시간이 지나야 동작합니다.',
    },
  },
  {
    ...common,
    id: 'rds_storage_full_slow',
    severity: 'warning',
    fact: 'storage_days_left',
    unit: 'days',
    worse: 'below',
    threshold: 14,
    clear: 21,
    forSeconds: 3600,
    title: { en: 'Storage is full within days', ko: '며칠 안에 스토리지가 가득 찹니다' },
    condition: {
      en: 'full in less than {threshold} days at the pace of weeks',
      ko: '몇 주의 추세로 {threshold}일 안에 가득 참',
    },
    documentation: {
      en: 'A steady growth over weeks. Enlarge the storage or raise the ceiling of its autoscaling; storage of RDS cannot be made smaller again.',
      ko: '몇 주에 걸친 꾸준한 증가입니다. 스토리지를 늘리거나 자동 조정 상한을 올리세요. RDS 스토리지는 다시 줄일 수 없습니다.',
    },
  },
  {
    ...common,
    id: 'rds_connections',
    fact: 'connections_percent',
    unit: 'percent',
    threshold: 85,
    clear: 75,
    title: { en: 'Connections run out', ko: '연결이 바닥납니다' },
    condition: {
      en: 'more than {threshold} % of max_connections are taken',
      ko: 'max_connections의 {threshold} %를 넘게 사용',
    },
    documentation: {
      en: 'New connections will be refused. It is the number of tasks times their pool, and while a rollout runs both revisions hold theirs.',
      ko: '새 연결이 거부됩니다. 태스크 수와 풀 크기의 곱이며, 배포 중에는 두 리비전이 모두 연결을 잡고 있습니다.',
    },
  },
  {
    ...common,
    id: 'replica_lag',
    severity: 'warning',
    fact: 'replica_lag_seconds',
    unit: 'seconds',
    threshold: 60,
    clear: 20,
    title: { en: 'A replica lags behind', ko: '복제본이 뒤처집니다' },
    condition: {
      en: 'the replica is more than {threshold} s behind',
      ko: '복제본이 {threshold}초 넘게 뒤처짐',
    },
    documentation: {
      en: 'Readers see old data. A long statement on the replica, a burst of writes, or a smaller class than the source are the usual causes.',
      ko: '읽는 쪽이 오래된 데이터를 봅니다. 복제본의 긴 쿼리, 쓰기 폭주, 원본보다 작은 클래스가 흔한 원인입니다.',
    },
  },
  {
    ...common,
    id: 'transaction_ids_high',
    severity: 'warning',
    fact: 'transaction_ids',
    unit: 'transactions',
    threshold: 500_000_000,
    clear: 400_000_000,
    title: { en: 'Transaction ids are used up', ko: '트랜잭션 ID가 소모되고 있습니다' },
    condition: {
      en: 'more than {threshold} transaction ids are in use',
      ko: '사용 중인 트랜잭션 ID가 {threshold}개를 넘음',
    },
    documentation: {
      en: 'Autovacuum does not keep up: a long transaction, a prepared one, or a replication slot holds it back. At 2,000 million PostgreSQL stops accepting writes.',
      ko: '자동 vacuum이 따라가지 못합니다. 긴 트랜잭션, 준비된 트랜잭션, 복제 슬롯이 막고 있습니다. 20억에서 PostgreSQL은 쓰기를 거부합니다.',
    },
  },
  {
    ...common,
    id: 'transaction_ids_critical',
    fact: 'transaction_ids',
    unit: 'transactions',
    threshold: 1_000_000_000,
    clear: 900_000_000,
    title: { en: 'Transaction ids run out', ko: '트랜잭션 ID가 바닥납니다' },
    condition: {
      en: 'more than {threshold} transaction ids are in use',
      ko: '사용 중인 트랜잭션 ID가 {threshold}개를 넘음',
    },
    documentation: {
      en: 'Half of what there is is used. End what holds vacuum back today and vacuum the oldest tables.',
      ko: '전체의 절반을 사용했습니다. 오늘 vacuum을 막는 것을 끝내고 가장 오래된 테이블을 vacuum하세요.',
    },
  },
];

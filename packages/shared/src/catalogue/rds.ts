import type { Unit } from '../contracts/metrics.js';
import type { CatalogueMetric } from './metric.js';

const common = {
  kind: 'rds_instance',
  namespace: 'AWS/RDS',
  factor: 1,
  total: false,
  period: 60,
  delaySeconds: 300,
  dimensions: { DBInstanceIdentifier: 'nativeId' },
} as const;

interface Row {
  metric: string;
  stats: readonly string[];
  awsUnit: string;
  unit: Unit;
  en: string;
  ko: string;
  when?: CatalogueMetric['when'];
  period?: number;
  total?: boolean;
}

const HIGH = ['Average', 'Maximum'];
/** Free space and memory hurt at their lowest. */
const LOW = ['Average', 'Minimum'];

const ROWS: readonly Row[] = [
  {
    metric: 'CPUUtilization',
    stats: HIGH,
    awsUnit: 'Percent',
    unit: 'percent',
    en: 'CPU utilisation',
    ko: 'CPU 사용률',
  },
  {
    metric: 'DatabaseConnections',
    stats: HIGH,
    awsUnit: 'Count',
    unit: 'count',
    en: 'Connections',
    ko: '연결 수',
  },
  {
    metric: 'FreeableMemory',
    stats: LOW,
    awsUnit: 'Bytes',
    unit: 'bytes',
    en: 'Freeable memory',
    ko: '사용 가능 메모리',
  },
  {
    metric: 'FreeStorageSpace',
    stats: LOW,
    awsUnit: 'Bytes',
    unit: 'bytes',
    en: 'Free storage',
    ko: '남은 스토리지',
    when: ['not_aurora'],
  },
  { metric: 'SwapUsage', stats: HIGH, awsUnit: 'Bytes', unit: 'bytes', en: 'Swap used', ko: '스왑 사용량' },
  {
    metric: 'ReadIOPS',
    stats: HIGH,
    awsUnit: 'Count/Second',
    unit: 'count/s',
    en: 'Read IOPS',
    ko: '읽기 IOPS',
  },
  {
    metric: 'WriteIOPS',
    stats: HIGH,
    awsUnit: 'Count/Second',
    unit: 'count/s',
    en: 'Write IOPS',
    ko: '쓰기 IOPS',
  },
  { metric: 'ReadLatency', stats: HIGH, awsUnit: 'Seconds', unit: 's', en: 'Read latency', ko: '읽기 지연' },
  {
    metric: 'WriteLatency',
    stats: HIGH,
    awsUnit: 'Seconds',
    unit: 's',
    en: 'Write latency',
    ko: '쓰기 지연',
  },
  {
    metric: 'ReadThroughput',
    stats: HIGH,
    awsUnit: 'Bytes/Second',
    unit: 'bytes/s',
    en: 'Read throughput',
    ko: '읽기 처리량',
  },
  {
    metric: 'WriteThroughput',
    stats: HIGH,
    awsUnit: 'Bytes/Second',
    unit: 'bytes/s',
    en: 'Write throughput',
    ko: '쓰기 처리량',
  },
  {
    metric: 'DiskQueueDepth',
    stats: HIGH,
    awsUnit: 'Count',
    unit: 'count',
    en: 'Disk queue depth',
    ko: '디스크 대기열',
  },
  {
    metric: 'NetworkReceiveThroughput',
    stats: ['Average'],
    awsUnit: 'Bytes/Second',
    unit: 'bytes/s',
    en: 'Network in',
    ko: '네트워크 수신',
  },
  {
    metric: 'NetworkTransmitThroughput',
    stats: ['Average'],
    awsUnit: 'Bytes/Second',
    unit: 'bytes/s',
    en: 'Network out',
    ko: '네트워크 송신',
  },
  {
    metric: 'ReplicaLag',
    stats: HIGH,
    awsUnit: 'Seconds',
    unit: 's',
    en: 'Replica lag',
    ko: '복제 지연',
    when: ['replica'],
  },
  {
    metric: 'MaximumUsedTransactionIDs',
    stats: ['Maximum'],
    awsUnit: 'Count',
    unit: 'count',
    en: 'Transaction ids used',
    ko: '사용한 트랜잭션 ID',
    when: ['postgres'],
  },
  {
    metric: 'TransactionLogsDiskUsage',
    stats: HIGH,
    awsUnit: 'Bytes',
    unit: 'bytes',
    en: 'WAL on disk',
    ko: 'WAL 디스크 사용량',
    when: ['postgres', 'not_aurora'],
  },
  {
    metric: 'OldestReplicationSlotLag',
    stats: ['Maximum'],
    awsUnit: 'Bytes',
    unit: 'bytes',
    en: 'Oldest replication slot lag',
    ko: '가장 오래된 복제 슬롯 지연',
    when: ['postgres', 'not_aurora'],
  },
  {
    metric: 'FreeLocalStorage',
    stats: LOW,
    awsUnit: 'Bytes',
    unit: 'bytes',
    en: 'Free local storage',
    ko: '남은 로컬 스토리지',
    when: ['aurora'],
  },
  {
    metric: 'Deadlocks',
    stats: HIGH,
    awsUnit: 'Count/Second',
    unit: 'count/s',
    en: 'Deadlocks',
    ko: '교착 상태',
    when: ['aurora'],
  },
  {
    metric: 'BufferCacheHitRatio',
    stats: LOW,
    awsUnit: 'Percent',
    unit: 'percent',
    en: 'Buffer cache hits',
    ko: '버퍼 캐시 적중률',
    when: ['aurora'],
  },
  {
    metric: 'DBLoad',
    stats: HIGH,
    awsUnit: 'None',
    unit: 'load',
    en: 'Database load (active sessions)',
    ko: 'DB 부하(활성 세션)',
    when: ['performance_insights'],
  },
  {
    metric: 'BurstBalance',
    stats: LOW,
    awsUnit: 'Percent',
    unit: 'percent',
    en: 'Storage burst balance',
    ko: '스토리지 버스트 잔액',
    when: ['gp2'],
  },
  {
    metric: 'CPUCreditUsage',
    stats: ['Sum'],
    awsUnit: 'Count',
    unit: 'credits',
    en: 'CPU credits used',
    ko: '사용한 CPU 크레딧',
    when: ['burstable'],
    period: 300,
    total: true,
  },
  {
    metric: 'CPUCreditBalance',
    stats: LOW,
    awsUnit: 'Count',
    unit: 'credits',
    en: 'CPU credit balance',
    ko: 'CPU 크레딧 잔액',
    when: ['burstable'],
    period: 300,
  },
];

export const RDS_METRICS: readonly CatalogueMetric[] = ROWS.map(({ en, ko, when, ...row }) => ({
  ...common,
  ...row,
  when: when ?? [],
  label: { en, ko },
}));

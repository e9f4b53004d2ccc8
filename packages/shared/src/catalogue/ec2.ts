import type { CatalogueMetric } from './metric.js';

const common = {
  kind: 'ec2_instance',
  namespace: 'AWS/EC2',
  factor: 1,
  period: 300,
  delaySeconds: 600,
  dimensions: { InstanceId: 'nativeId' },
  when: [],
} as const;
/** Detailed monitoring brings these each minute; credits and EBS balances stay at five minutes. */
const fast = { ...common, detailedPeriod: 60 } as const;
const status = { ...common, period: 60, delaySeconds: 180, stats: ['Maximum'], total: false } as const;

function bytes(metric: string, en: string, ko: string, when: CatalogueMetric['when'] = []): CatalogueMetric {
  return {
    ...fast,
    metric,
    stats: ['Sum'],
    awsUnit: 'Bytes',
    unit: 'bytes',
    total: true,
    when,
    label: { en, ko },
  };
}

function operations(metric: string, en: string, ko: string): CatalogueMetric {
  return {
    ...fast,
    metric,
    stats: ['Sum'],
    awsUnit: 'Count',
    unit: 'count',
    total: true,
    when: ['nitro'],
    label: { en, ko },
  };
}

function check(metric: string, en: string, ko: string): CatalogueMetric {
  return { ...status, metric, awsUnit: 'Count', unit: 'none', label: { en, ko } };
}

export const EC2_METRICS: readonly CatalogueMetric[] = [
  {
    ...fast,
    metric: 'CPUUtilization',
    stats: ['Average', 'Maximum'],
    awsUnit: 'Percent',
    unit: 'percent',
    total: false,
    label: { en: 'CPU utilisation', ko: 'CPU 사용률' },
  },
  bytes('NetworkIn', 'Network in', '네트워크 수신'),
  bytes('NetworkOut', 'Network out', '네트워크 송신'),
  bytes('EBSReadBytes', 'EBS bytes read', 'EBS 읽은 바이트', ['nitro']),
  bytes('EBSWriteBytes', 'EBS bytes written', 'EBS 쓴 바이트', ['nitro']),
  operations('EBSReadOps', 'EBS reads', 'EBS 읽기 횟수'),
  operations('EBSWriteOps', 'EBS writes', 'EBS 쓰기 횟수'),
  check('StatusCheckFailed', 'Status check failed', '상태 검사 실패'),
  check('StatusCheckFailed_Instance', 'Instance check failed', '인스턴스 상태 검사 실패'),
  check('StatusCheckFailed_System', 'System check failed', '시스템 상태 검사 실패'),
  {
    ...common,
    metric: 'CPUCreditUsage',
    stats: ['Sum'],
    awsUnit: 'Count',
    unit: 'credits',
    total: true,
    when: ['burstable'],
    label: { en: 'CPU credits used', ko: '사용한 CPU 크레딧' },
  },
  {
    ...common,
    metric: 'CPUCreditBalance',
    stats: ['Average', 'Minimum'],
    awsUnit: 'Count',
    unit: 'credits',
    total: false,
    when: ['burstable'],
    label: { en: 'CPU credit balance', ko: 'CPU 크레딧 잔액' },
  },
];

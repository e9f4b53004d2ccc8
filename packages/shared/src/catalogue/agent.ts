import { percentOf, rowsOf, type CatalogueRow } from './row.js';

const BOTH = ['Average', 'Maximum'];
const level = (metric: string, en: string, ko: string): CatalogueRow => ({
  metric,
  stats: ['Average'],
  awsUnit: 'Count',
  unit: 'count',
  en,
  ko,
});

/**
 * The CloudWatch agent in its default namespace. Which dimensions it sends is its own configuration, so they are
 * discovered by ListMetrics and joined to the instance by InstanceId.
 */
export const AGENT_METRICS = rowsOf(
  {
    kind: 'ec2_instance',
    namespace: 'CWAgent',
    period: 60,
    delaySeconds: 180,
    dimensions: { InstanceId: 'nativeId' },
    discovered: true,
    optional: true,
  },
  [
    percentOf('mem_used_percent', BOTH, 'Memory used', '메모리 사용률'),
    percentOf('swap_used_percent', BOTH, 'Swap used', '스왑 사용률'),
    percentOf('disk_used_percent', BOTH, 'Disk used', '디스크 사용률'),
    level('disk_inodes_free', 'Free inodes', '남은 inode'),
    percentOf('cpu_usage_iowait', ['Average'], 'CPU waiting for disks', 'CPU 입출력 대기'),
    percentOf('cpu_usage_steal', ['Average'], 'CPU taken by the host', 'CPU 스틸'),
    level('netstat_tcp_established', 'TCP connections', 'TCP 연결'),
    level('processes_total', 'Processes', '프로세스'),
  ],
);

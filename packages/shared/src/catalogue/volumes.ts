import { countOf, percentOf, rowsOf, type CatalogueRow } from './row.js';

const bytes = (metric: string, en: string, ko: string): CatalogueRow => ({
  ...countOf(metric, en, ko),
  awsUnit: 'Bytes',
  unit: 'bytes',
});
/** CloudWatch gives these by volume and instance, the rest by volume alone. */
const byInstance = { VolumeId: 'nativeId', InstanceId: 'parentNativeId' } as const;
const milliseconds = (metric: string, en: string, ko: string): CatalogueRow => ({
  metric,
  stats: ['Average', 'Maximum'],
  awsUnit: 'Milliseconds',
  dimensions: byInstance,
  unit: 's',
  factor: 0.001,
  en,
  ko,
});
const check = (metric: string, en: string, ko: string): CatalogueRow => ({
  metric,
  stats: ['Maximum'],
  awsUnit: 'None',
  dimensions: byInstance,
  unit: 'none',
  en,
  ko,
});

/** AWS/EBS is published while a volume is attached. */
export const VOLUME_METRICS = rowsOf(
  {
    kind: 'ebs_volume',
    namespace: 'AWS/EBS',
    period: 60,
    delaySeconds: 600,
    dimensions: { VolumeId: 'nativeId' },
    optional: true,
  },
  [
    countOf('VolumeReadOps', 'Reads', '읽기 횟수'),
    countOf('VolumeWriteOps', 'Writes', '쓰기 횟수'),
    bytes('VolumeReadBytes', 'Bytes read', '읽은 바이트'),
    bytes('VolumeWriteBytes', 'Bytes written', '쓴 바이트'),
    {
      metric: 'VolumeQueueLength',
      stats: ['Average', 'Maximum'],
      awsUnit: 'Count',
      unit: 'count',
      en: 'Queue length',
      ko: '대기열 길이',
    },
    {
      ...percentOf('BurstBalance', ['Average', 'Minimum'], 'Burst balance', '버스트 잔액'),
      when: ['burst_volume'],
    },
    milliseconds('VolumeAvgReadLatency', 'Read latency', '읽기 지연'),
    milliseconds('VolumeAvgWriteLatency', 'Write latency', '쓰기 지연'),
    check('VolumeStalledIOCheck', 'Stalled', '입출력 멈춤'),
    check('VolumeIOPSExceededCheck', 'IOPS limit reached', 'IOPS 한도 도달'),
    check('VolumeThroughputExceededCheck', 'Throughput limit reached', '처리량 한도 도달'),
  ],
);

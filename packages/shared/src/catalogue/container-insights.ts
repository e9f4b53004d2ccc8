import type { Unit } from '../contracts/metrics.js';
import { rowsOf, type CatalogueRow } from './row.js';

const common = {
  namespace: 'ECS/ContainerInsights',
  period: 60,
  delaySeconds: 180,
  when: ['container_insights'],
  optional: true,
} as const;

const level = (
  metric: string,
  [awsUnit, unit, factor]: readonly [awsUnit: string, unit: Unit, factor: number],
  en: string,
  ko: string,
): CatalogueRow => ({ metric, stats: ['Average'], awsUnit, unit, factor, en, ko });

const UNITS = {
  cpu: ['None', 'count', 1],
  /** CloudWatch says Megabytes; what is sent is MiB. */
  memory: ['Megabytes', 'bytes', 1_048_576],
  disk: ['Gigabytes', 'bytes', 1_000_000_000],
  speed: ['Bytes/Second', 'bytes/s', 1],
  count: ['Count', 'count', 1],
} as const;

const SHARED = [
  level('CpuUtilized', UNITS.cpu, 'CPU units used', '사용한 CPU 유닛'),
  level('CpuReserved', UNITS.cpu, 'CPU units reserved', '예약한 CPU 유닛'),
  level('MemoryUtilized', UNITS.memory, 'Memory used', '사용한 메모리'),
  level('MemoryReserved', UNITS.memory, 'Memory reserved', '예약한 메모리'),
  level('NetworkRxBytes', UNITS.speed, 'Network in', '네트워크 수신'),
  level('NetworkTxBytes', UNITS.speed, 'Network out', '네트워크 송신'),
];

/** Published for clusters with Container Insights on, and billed there as custom metrics. */
export const CONTAINER_INSIGHTS_METRICS = [
  ...rowsOf(
    { ...common, kind: 'ecs_service', dimensions: { ClusterName: 'parentName', ServiceName: 'name' } },
    [
      ...SHARED,
      level('EphemeralStorageUtilized', UNITS.disk, 'Task storage used', '사용한 태스크 스토리지'),
      level('DesiredTaskCount', UNITS.count, 'Desired tasks', '희망 태스크'),
      level('RunningTaskCount', UNITS.count, 'Running tasks', '실행 중인 태스크'),
      level('PendingTaskCount', UNITS.count, 'Pending tasks', '대기 중인 태스크'),
      level('DeploymentCount', UNITS.count, 'Deployments', '배포'),
    ],
  ),
  ...rowsOf({ ...common, kind: 'ecs_cluster', dimensions: { ClusterName: 'name' } }, [
    ...SHARED,
    level('TaskCount', UNITS.count, 'Tasks', '태스크'),
    level('ServiceCount', UNITS.count, 'Services', '서비스'),
    level('ContainerInstanceCount', UNITS.count, 'Container instances in use', '사용 중인 컨테이너 인스턴스'),
  ]),
];

import type { CatalogueMetric } from './metric.js';

/** Delay: ECS publishes within two to three minutes (docs/adr: publication delays are seeds, the histogram learns). */
const common = { namespace: 'AWS/ECS', factor: 1, total: false, period: 60, delaySeconds: 180 } as const;
const service = { ...common, kind: 'ecs_service' } as const;
const serviceDimensions = { ClusterName: 'parentName', ServiceName: 'name' } as const;
const cluster = { ...common, kind: 'ecs_cluster', dimensions: { ClusterName: 'name' } } as const;

export const ECS_METRICS: readonly CatalogueMetric[] = [
  {
    ...service,
    metric: 'CPUUtilization',
    stats: ['Average', 'Maximum'],
    awsUnit: 'Percent',
    unit: 'percent',
    dimensions: serviceDimensions,
    when: [],
    label: { en: 'CPU utilisation', ko: 'CPU 사용률' },
  },
  {
    ...service,
    metric: 'MemoryUtilization',
    stats: ['Average', 'Maximum'],
    awsUnit: 'Percent',
    unit: 'percent',
    dimensions: serviceDimensions,
    when: [],
    label: { en: 'Memory utilisation', ko: '메모리 사용률' },
  },
  {
    ...service,
    metric: 'LiveTaskCount',
    stats: ['Average'],
    awsUnit: 'Count',
    unit: 'count',
    dimensions: serviceDimensions,
    when: [],
    label: { en: 'Running tasks', ko: '실행 중인 태스크' },
  },
  {
    ...cluster,
    metric: 'CPUReservation',
    stats: ['Average'],
    awsUnit: 'Percent',
    unit: 'percent',
    when: ['has_instances'],
    label: { en: 'CPU reservation', ko: 'CPU 예약률' },
  },
  {
    ...cluster,
    metric: 'MemoryReservation',
    stats: ['Average'],
    awsUnit: 'Percent',
    unit: 'percent',
    when: ['has_instances'],
    label: { en: 'Memory reservation', ko: '메모리 예약률' },
  },
  {
    ...cluster,
    metric: 'CPUUtilization',
    stats: ['Average', 'Maximum'],
    awsUnit: 'Percent',
    unit: 'percent',
    when: ['has_instances'],
    label: { en: 'CPU utilisation', ko: 'CPU 사용률' },
  },
  {
    ...cluster,
    metric: 'MemoryUtilization',
    stats: ['Average', 'Maximum'],
    awsUnit: 'Percent',
    unit: 'percent',
    when: ['has_instances'],
    label: { en: 'Memory utilisation', ko: '메모리 사용률' },
  },
];

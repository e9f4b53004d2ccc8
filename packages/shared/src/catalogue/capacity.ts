import { rowsOf, type CatalogueRow } from './row.js';

const groupCount = (metric: string, en: string, ko: string): CatalogueRow => ({
  metric,
  stats: ['Average'],
  awsUnit: 'None',
  unit: 'count',
  en,
  ko,
});

/** AWS/AutoScaling is published only for groups whose group metrics somebody has enabled. */
const AUTO_SCALING = rowsOf(
  {
    kind: 'auto_scaling_group',
    namespace: 'AWS/AutoScaling',
    period: 60,
    delaySeconds: 180,
    dimensions: { AutoScalingGroupName: 'name' },
    when: ['group_metrics'],
    optional: true,
  },
  [
    groupCount('GroupDesiredCapacity', 'Desired capacity', '희망 용량'),
    groupCount('GroupInServiceInstances', 'Instances in service', '서비스 중인 인스턴스'),
    groupCount('GroupMinSize', 'Minimum size', '최소 크기'),
    groupCount('GroupMaxSize', 'Maximum size', '최대 크기'),
    groupCount('GroupPendingInstances', 'Pending instances', '시작 중인 인스턴스'),
    groupCount('GroupTerminatingInstances', 'Terminating instances', '종료 중인 인스턴스'),
    groupCount('GroupTotalInstances', 'Instances', '인스턴스'),
  ],
);

const managed = {
  kind: 'capacity_provider',
  namespace: 'AWS/ECS/ManagedScaling',
  period: 60,
  delaySeconds: 180,
  dimensions: { CapacityProviderName: 'name', ClusterName: 'clusterNames' },
  when: ['managed_scaling'],
} as const;

/** What managed scaling steers by: 100 is as many instances as the tasks need. */
const MANAGED_SCALING = [
  ...rowsOf(managed, [
    {
      metric: 'CapacityProviderReservation',
      stats: ['Average'],
      awsUnit: 'Percent',
      unit: 'percent',
      en: 'Capacity provider reservation',
      ko: '용량 공급자 예약률',
    },
  ]),
];

export const CAPACITY_METRICS = [...AUTO_SCALING, ...MANAGED_SCALING];

import { describe, expect, it } from '@jest/globals';
import type { FleetResource, MetricKind } from './resource-facts.js';
import { wantedSeries } from './wanted-series.js';

const CREATED = '2026-11-01T00:00:00.000Z';
const ATTRIBUTES: Record<MetricKind, Record<string, unknown>> = {
  ecs_cluster: { capacityProviders: ['FARGATE'], launchTypes: ['FARGATE'], registeredInstances: 0 },
  ecs_service: { desired: 2, running: 2, pending: 0, createdAt: CREATED },
  ec2_instance: {
    instanceType: 'm5.large',
    monitoring: 'basic',
    launchTime: CREATED,
    autoScalingGroup: null,
  },
  rds_instance: {
    engine: 'mysql',
    instanceClass: 'db.m6g.large',
    storageType: 'gp3',
    performanceInsights: false,
    replicaOf: null,
    createdAt: CREATED,
  },
};

function resource(
  kind: MetricKind,
  attributes: Record<string, unknown> = {},
  row: Partial<FleetResource> = {},
): FleetResource {
  return {
    id: `${kind}-1`,
    kind,
    name: 'checkout',
    nativeId: 'native-1',
    parentName: 'prod',
    state: kind === 'ec2_instance' ? 'running' : 'ACTIVE',
    deletedAt: null,
    attributes: { ...ATTRIBUTES[kind], ...attributes },
    ...row,
  };
}

const metricsOf = (one: FleetResource): string[] => [
  ...new Set(wantedSeries([one]).map(({ metric }) => metric)),
];

describe('the series that a fleet calls for', () => {
  it('names a service by its cluster and itself, statistics of one metric side by side', () => {
    const series = wantedSeries([resource('ecs_service')]);
    expect(series.map(({ metric, stat }) => `${metric} ${stat}`)).toEqual([
      'CPUUtilization Average',
      'CPUUtilization Maximum',
      'MemoryUtilization Average',
      'MemoryUtilization Maximum',
      'LiveTaskCount Average',
    ]);
    expect(series[0]).toMatchObject({
      namespace: 'AWS/ECS',
      awsDimensions: [
        { Name: 'ClusterName', Value: 'prod' },
        { Name: 'ServiceName', Value: 'checkout' },
      ],
      dimensions: '',
      period: 60,
      live: true,
      since: Date.parse(CREATED),
    });
  });

  it('asks nothing of a resource whose dimension is unknown', () => {
    expect(wantedSeries([resource('ecs_service', {}, { parentName: null })])).toEqual([]);
  });

  it('asks a cluster only where it has EC2 capacity', () => {
    expect(wantedSeries([resource('ecs_cluster')])).toEqual([]);
    expect(metricsOf(resource('ecs_cluster', { registeredInstances: 3 }))).toContain('CPUReservation');
    const asleep = wantedSeries([resource('ecs_cluster', { capacityProviders: ['FARGATE', 'asg-main'] })]);
    expect(asleep.length).toBeGreaterThan(0);
    expect(asleep.every(({ live }) => !live)).toBe(true);
  });

  it.each([
    ['m5.large', ['EBSReadBytes'], ['CPUCreditBalance']],
    ['m4.large', [], ['EBSReadBytes', 'CPUCreditBalance']],
    ['t3.medium', ['EBSReadBytes', 'CPUCreditBalance'], []],
    ['t2.medium', ['CPUCreditBalance'], ['EBSReadBytes']],
  ])('asks %s what its family publishes', (instanceType, present, absent) => {
    const metrics = metricsOf(resource('ec2_instance', { instanceType }));
    expect(metrics).toEqual(expect.arrayContaining(present));
    for (const metric of absent) expect(metrics).not.toContain(metric);
  });

  it('asks each minute where an instance is monitored in detail, credits still each five', () => {
    const period = (monitoring: string, metric: string): number | undefined =>
      wantedSeries([resource('ec2_instance', { monitoring, instanceType: 't3.medium' })]).find(
        (series) => series.metric === metric,
      )?.period;
    expect(period('basic', 'CPUUtilization')).toBe(300);
    expect(period('detailed', 'CPUUtilization')).toBe(60);
    expect(period('detailed', 'CPUCreditBalance')).toBe(300);
    expect(period('basic', 'StatusCheckFailed')).toBe(60);
  });

  it('asks a database what its engine, storage and class publish', () => {
    const plain = metricsOf(resource('rds_instance'));
    const special = ['ReplicaLag', 'MaximumUsedTransactionIDs', 'BurstBalance', 'CPUCreditBalance', 'DBLoad'];
    for (const metric of special) expect(plain).not.toContain(metric);
    const all = metricsOf(
      resource('rds_instance', {
        engine: 'postgres',
        instanceClass: 'db.t4g.medium',
        storageType: 'gp2',
        performanceInsights: true,
        replicaOf: 'orders',
      }),
    );
    expect(all).toEqual(expect.arrayContaining(special));
  });

  it.each([
    ['a service scaled to 0', resource('ecs_service', { desired: 0, running: 0 })],
    ['a stopped instance', resource('ec2_instance', {}, { state: 'stopped' })],
    ['a stopped database', resource('rds_instance', {}, { state: 'stopped' })],
    ['a deleted service', resource('ecs_service', {}, { deletedAt: 1 })],
  ])('knows that %s does not publish', (_what, one) => {
    const series = wantedSeries([one]);
    expect(series.length).toBeGreaterThan(0);
    expect(series.every(({ live }) => !live)).toBe(true);
  });

  it('still listens to a service that is being scaled to 0', () => {
    expect(wantedSeries([resource('ecs_service', { desired: 0, running: 1 })])[0]?.live).toBe(true);
  });

  it('takes the launch for the beginning only where an instance is never stopped', () => {
    expect(wantedSeries([resource('ec2_instance')])[0]?.since).toBeNull();
    const member = resource('ec2_instance', { autoScalingGroup: 'web' });
    expect(wantedSeries([member])[0]?.since).toBe(Date.parse(CREATED));
  });
});

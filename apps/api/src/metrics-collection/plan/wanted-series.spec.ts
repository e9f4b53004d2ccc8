import { describe, expect, it } from '@jest/globals';
import { MetricCatalogue, type ResourceKind } from '@danji/shared';
import { DiscoveredDimensions, type ListedMetric } from './discovered-dimensions.js';
import type { FleetResource } from './resource-facts.js';
import { chosenSeries, wantedSeries as wantedOf, type WantedSeries } from './wanted-series.js';

const CREATED = '2026-11-01T00:00:00.000Z';
const ATTRIBUTES: Partial<Record<ResourceKind, Record<string, unknown>>> = {
  ecs_cluster: {
    capacityProviders: ['FARGATE'],
    launchTypes: ['FARGATE'],
    registeredInstances: 0,
    containerInsights: null,
  },
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
  ebs_volume: { volumeType: 'gp3' },
  auto_scaling_group: { metrics: ['GroupDesiredCapacity'] },
  capacity_provider: {
    managedScaling: {
      enabled: true,
      targetCapacity: 90,
      minimumStep: 1,
      maximumStep: 2,
      warmupSeconds: null,
    },
  },
};

const CATALOGUE = new MetricCatalogue();

/** What is always collected. */
function wantedSeries(fleet: readonly FleetResource[]): WantedSeries[] {
  return wantedOf(fleet, CATALOGUE).filter(({ group }) => group === null);
}

function resource(
  kind: ResourceKind,
  attributes: Record<string, unknown> = {},
  row: Partial<FleetResource> = {},
): FleetResource {
  return {
    id: `${kind}-1`,
    kind,
    name: 'checkout',
    nativeId: 'native-1',
    arn: `arn:aws:test:::${kind}/1`,
    parentName: 'prod',
    parentNativeId: null,
    parentInsights: null,
    clusterNames: [],
    tags: {},
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

const named = (series: readonly WantedSeries[]): string[] => [
  ...new Set(series.map(({ namespace, metric, dimensions }) => `${namespace}/${metric}{${dimensions}}`)),
];

describe('the series of load balancers and their target groups', () => {
  const group = (parentNativeId: string | null): FleetResource =>
    resource('target_group', {}, { nativeId: 'targetgroup/checkout/73e2', parentNativeId });

  it('names a target group by itself and its load balancer', () => {
    const series = wantedSeries([group('app/front/50dc')]);
    expect(new Set(series.map(({ namespace }) => namespace))).toEqual(new Set(['AWS/ApplicationELB']));
    expect(series[0]?.awsDimensions).toEqual([
      { Name: 'TargetGroup', Value: 'targetgroup/checkout/73e2' },
      { Name: 'LoadBalancer', Value: 'app/front/50dc' },
    ]);
    expect(series.filter(({ metric }) => metric === 'TargetResponseTime').map(({ stat }) => stat)).toEqual([
      'Average',
      'p95',
      'p99',
    ]);
  });

  it('asks the namespace of its load balancer only, and nothing of a group that none uses', () => {
    expect(new Set(wantedSeries([group('net/inner/1a2b')]).map(({ namespace }) => namespace))).toEqual(
      new Set(['AWS/NetworkELB']),
    );
    expect(wantedOf([group(null)], CATALOGUE)).toEqual([]);
  });
});

describe('a capacity provider', () => {
  it('has a series in each of its clusters, told apart by the cluster', () => {
    const provider = resource('capacity_provider', {}, { name: 'ec2-main', clusterNames: ['prod', 'stage'] });
    expect(named(wantedSeries([provider]))).toEqual([
      'AWS/ECS/ManagedScaling/CapacityProviderReservation{ClusterName=prod}',
      'AWS/ECS/ManagedScaling/CapacityProviderReservation{ClusterName=stage}',
    ]);
  });
});

describe('what publishes nothing', () => {
  it.each([
    ['a group whose metrics nobody enabled', resource('auto_scaling_group', { metrics: [] })],
    [
      'a provider without managed scaling',
      resource('capacity_provider', { managedScaling: null }, { clusterNames: ['prod'] }),
    ],
  ])('%s is not asked', (_what, one) => {
    expect(wantedOf([one], CATALOGUE)).toEqual([]);
  });

  it('is not taken for that where AWS did not say', () => {
    expect(wantedOf([resource('auto_scaling_group', { metrics: null })], CATALOGUE)).toHaveLength(7);
  });
});

describe('optional groups', () => {
  const instance = resource('ec2_instance', {}, { nativeId: 'i-1' });
  const volume = resource('ebs_volume', {}, { state: 'in-use' });
  const chosen = (fleet: FleetResource[], enabled: string[]): WantedSeries[] =>
    chosenSeries(wantedOf(fleet, CATALOGUE), fleet, CATALOGUE, new Set(enabled));

  it('are known with their group and collected once they are on', () => {
    expect(wantedOf([volume], CATALOGUE).every(({ group }) => group === 'aws-ebs.ebs_volume')).toBe(true);
    expect(chosen([volume], [])).toEqual([]);
    expect(chosen([volume], ['aws-ebs.ebs_volume']).length).toBeGreaterThan(4);
  });

  it('know that a loose volume publishes nothing and that only some types burst', () => {
    const loose = resource('ebs_volume', { volumeType: 'gp2' }, { state: 'available' });
    expect(wantedOf([loose], CATALOGUE).every(({ live }) => !live)).toBe(true);
    expect(named(wantedOf([loose], CATALOGUE))).toContain('AWS/EBS/BurstBalance{}');
    expect(named(wantedOf([volume], CATALOGUE))).not.toContain('AWS/EBS/BurstBalance{}');
  });

  it('ask Container Insights where the cluster has it', () => {
    const of = (parentInsights: string | null): string[] =>
      named(wantedOf([resource('ecs_service', {}, { parentInsights })], CATALOGUE));
    expect(of('disabled').some((name) => name.startsWith('ECS/ContainerInsights'))).toBe(false);
    expect(of(null).some((name) => name.startsWith('ECS/ContainerInsights'))).toBe(false);
    expect(of('enhanced')).toContain('ECS/ContainerInsights/CpuUtilized{}');
  });

  it('take the dimensions of the agent as they were discovered, joined by the instance', () => {
    const disk = (instanceId: string, path: string): ListedMetric => ({
      metric: 'disk_used_percent',
      dimensions: [
        { Name: 'path', Value: path },
        { Name: 'InstanceType', Value: 'm5.large' },
        { Name: 'InstanceId', Value: instanceId },
        { Name: 'fstype', Value: 'xfs' },
      ],
    });
    const discovered = new DiscoveredDimensions(
      new Map([['CWAgent', [disk('i-1', '/'), disk('i-1', '/data,a'), disk('i-2', '/')]]]),
    );
    const series = wantedOf([instance], CATALOGUE, discovered).filter(
      ({ namespace }) => namespace === 'CWAgent',
    );
    expect(named(series)).toEqual([
      'CWAgent/disk_used_percent{fstype=xfs,path=/}',
      'CWAgent/disk_used_percent{fstype=xfs,path=/data%2Ca}',
    ]);
    expect(series[0]?.awsDimensions).toHaveLength(4);
    expect(wantedOf([instance], CATALOGUE).some(({ namespace }) => namespace === 'CWAgent')).toBe(false);
  });
});

describe('what an alarm or a scaling policy names', () => {
  const service = resource('ecs_service', {}, { id: 'svc-1' });
  const alarm = (attributes: Record<string, unknown>): FleetResource =>
    resource(
      'alarm',
      {
        namespace: 'Shop',
        metric: 'Orders',
        stat: 'p99.9',
        dimensions: { Stage: 'prod' },
        subjectId: null,
        ...attributes,
      },
      { id: 'alm-1', name: 'orders' },
    );
  const added = (fleet: FleetResource[]): WantedSeries[] => {
    const always = new Set(wantedSeries(fleet).map((one) => JSON.stringify(one)));
    return chosenSeries(wantedOf(fleet, CATALOGUE), fleet, CATALOGUE, new Set()).filter(
      (one) => !always.has(JSON.stringify(one)),
    );
  };

  it('is collected with its own statistic and dimensions, on the alarm when it is of nothing that is kept', () => {
    expect(added([service, alarm({})])).toMatchObject([
      {
        resourceId: 'alm-1',
        namespace: 'Shop',
        metric: 'Orders',
        stat: 'p99.9',
        dimensions: 'Stage=prod',
        awsDimensions: [{ Name: 'Stage', Value: 'prod' }],
        period: 60,
        live: true,
      },
    ]);
  });

  it('belongs to the resource that it is of, without the dimensions that are the resource itself', () => {
    const own = alarm({
      namespace: 'AWS/ECS',
      metric: 'CPUUtilization',
      stat: 'Minimum',
      dimensions: { ClusterName: 'prod', ServiceName: 'checkout' },
      subjectId: 'svc-1',
    });
    expect(added([service, own])).toMatchObject([
      { resourceId: 'svc-1', metric: 'CPUUtilization', stat: 'Minimum', dimensions: '' },
    ]);
    const all = chosenSeries(wantedOf([service, own], CATALOGUE), [service, own], CATALOGUE, new Set());
    const cpu = all.map(({ metric }, at) => (metric === 'CPUUtilization' ? at : -1)).filter((at) => at >= 0);
    expect(cpu).toEqual([0, 1, 2]);
  });

  it('is not collected twice, and takes a metric out of a group that is off', () => {
    const known = alarm({
      namespace: 'AWS/ECS',
      metric: 'CPUUtilization',
      stat: 'Average',
      dimensions: { ServiceName: 'checkout', ClusterName: 'prod' },
      subjectId: 'svc-1',
    });
    expect(added([service, known])).toEqual([]);
    const volume = resource('ebs_volume', {}, { id: 'vol-1', state: 'in-use' });
    const queue = alarm({
      namespace: 'AWS/EBS',
      metric: 'VolumeQueueLength',
      stat: 'Average',
      dimensions: { VolumeId: 'native-1' },
      subjectId: 'vol-1',
    });
    expect(added([volume, queue])).toMatchObject([
      { resourceId: 'vol-1', metric: 'VolumeQueueLength', stat: 'Average', group: null },
    ]);
  });

  it.each([
    ['a composite alarm', { namespace: null, metric: null, stat: null }],
    ['a trimmed mean, which cannot be rolled up', { stat: 'tm90' }],
  ])('leaves out %s', (_what, attributes) => {
    expect(added([service, alarm(attributes)])).toEqual([]);
  });

  it.each([
    ['service', 'ecs_service', (policies: object[]) => ({ scaling: { policies } })],
    ['group', 'auto_scaling_group', (policies: object[]) => ({ policies })],
  ] as const)('takes the customised metric of a policy of a %s', (_what, kind, scaled) => {
    const customMetric = {
      namespace: 'Shop',
      metric: 'QueuePerTask',
      stat: 'Average',
      dimensions: { Queue: 'orders' },
    };
    const owner = resource(kind, scaled([{ customMetric }, {}]), { id: 'owner-1' });
    expect(added([owner])).toMatchObject([
      { resourceId: 'owner-1', namespace: 'Shop', metric: 'QueuePerTask', dimensions: 'Queue=orders' },
    ]);
  });
});

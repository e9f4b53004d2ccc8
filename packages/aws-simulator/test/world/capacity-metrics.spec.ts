import { describe, expect, it } from '@jest/globals';
import type { AwsRecord, MetricSeries } from '../../src/world/types.js';
import {
  all,
  average,
  date,
  fleet,
  MINUTE,
  number,
  series,
  serviceSeries,
  STARTED_AT,
  text,
} from './fleet.js';

const busy = fleet([
  { kind: 'scale', at: '-2h', on: { service: 'OrderWorkerService' }, parameters: { desired: 40 } },
]);
const { region } = busy;
const insights = (metric: string, cluster: string, service?: string): MetricSeries =>
  series(region, 'ECS/ContainerInsights', metric, [
    { Name: 'ClusterName', Value: cluster },
    ...(service === undefined ? [] : [{ Name: 'ServiceName', Value: service }]),
  ]);
const minutes = Array.from({ length: 90 }, (_, i) => STARTED_AT - (i + 5) * MINUTE);
const sum = (of: MetricSeries, at: number) => region.datapoint(of, at)?.sum ?? 0;

describe('Container Insights', () => {
  it('tells the same use as AWS/ECS: used over reserved is the utilisation, a sample for each task', () => {
    for (const name of ['checkout-api', 'order-worker', 'search-api']) {
      for (const [used, reserved, utilisation] of [
        ['CpuUtilized', 'CpuReserved', 'CPUUtilization'],
        ['MemoryUtilized', 'MemoryReserved', 'MemoryUtilization'],
      ] as const) {
        const one = serviceSeries(region, 'prod-kr', name, utilisation);
        for (const at of minutes.slice(0, 30)) {
          const point = region.datapoint(one, at);
          const share =
            (100 * sum(insights(used, 'prod-kr', name), at)) / sum(insights(reserved, 'prod-kr', name), at);
          expect(share).toBeCloseTo(number(average(region, one, at)), 6);
          expect(region.datapoint(insights(used, 'prod-kr', name), at)?.sampleCount).toBe(point?.sampleCount);
        }
      }
    }
  });

  it('adds the services up to the cluster, and counts the tasks that AWS/ECS counts', () => {
    const services = all(region, 'services').filter((one) => text(one.clusterArn).endsWith('/prod-kr'));
    for (const at of minutes.slice(0, 20)) {
      const parts = services.map((one) => sum(insights('CpuUtilized', 'prod-kr', text(one.serviceName)), at));
      expect(sum(insights('CpuUtilized', 'prod-kr'), at)).toBeCloseTo(
        parts.reduce((total, part) => total + part, 0),
        6,
      );
    }
    for (const one of services) {
      const name = text(one.serviceName);
      const running = average(region, insights('RunningTaskCount', 'prod-kr', name), minutes[0] ?? 0);
      expect(running).toBe(
        average(region, serviceSeries(region, 'prod-kr', name, 'LiveTaskCount'), minutes[0] ?? 0) ?? 0,
      );
    }
  });

  it('exists where a cluster has it switched on, and in percent only where it is enhanced', () => {
    const found = region.metricSeries().filter((one) => one.namespace === 'ECS/ContainerInsights');
    const clusters = (metric: string) =>
      new Set(
        found
          .filter((one) => one.metricName === metric)
          .map((one) => one.dimensions.find(({ Name }) => Name === 'ClusterName')?.Value),
      );
    expect(clusters('CpuUtilized')).toEqual(new Set(['prod-kr', 'prod-kr-ec2']));
    expect(clusters('TaskCpuUtilization')).toEqual(new Set(['prod-kr']));
  });
});

describe('capacity', () => {
  const group = (name: string) =>
    region.autoScalingGroups().find((one) => one.AutoScalingGroupName === name) as AwsRecord;
  const ofGroup = (metric: string, name: string) =>
    series(region, 'AWS/AutoScaling', metric, [{ Name: 'AutoScalingGroupName', Value: name }]);

  it('rises above 100 while tasks wait for instances, and is what is needed over what runs', () => {
    const reservation = series(region, 'AWS/ECS/ManagedScaling', 'CapacityProviderReservation', [
      { Name: 'ClusterName', Value: 'prod-kr-ec2' },
      { Name: 'CapacityProviderName', Value: 'prod-kr-ec2-general' },
    ]);
    const launched = region.scaling
      .groupActivities()
      .filter(
        (one) => text(one.AutoScalingGroupName).endsWith('-general') && /AlarmHigh/.test(text(one.Cause)),
      )
      .map((one) => date(one.StartTime));
    expect(launched.length).toBeGreaterThan(0);
    const at = Math.floor((launched.at(-1) ?? 0) / MINUTE) * MINUTE;
    expect(average(region, reservation, at)).toBeGreaterThan(100);
    const inService = ofGroup('GroupInServiceInstances', 'ecs-prod-kr-ec2-general');
    const needed = (number(average(region, reservation, at)) / 100) * number(average(region, inService, at));
    expect(needed).toBeCloseTo(Math.round(needed), 6);
  });

  it('counts the instances of a group as DescribeAutoScalingGroups does, where its metrics are enabled', () => {
    const general = group('ecs-prod-kr-ec2-general');
    const last = STARTED_AT - MINUTE;
    expect((general.EnabledMetrics as AwsRecord[]).length).toBe(8);
    expect(average(region, ofGroup('GroupDesiredCapacity', 'ecs-prod-kr-ec2-general'), last)).toBe(
      general.DesiredCapacity,
    );
    expect(average(region, ofGroup('GroupTotalInstances', 'ecs-prod-kr-ec2-general'), last)).toBe(
      (general.Instances as unknown[]).length,
    );
    expect(group('ecs-prod-kr-ec2-burst').EnabledMetrics).toEqual([]);
    expect(
      region.findSeries('AWS/AutoScaling', 'GroupMaxSize', [
        { Name: 'AutoScalingGroupName', Value: 'ecs-prod-kr-ec2-burst' },
      ]),
    ).toBeUndefined();
  });
});

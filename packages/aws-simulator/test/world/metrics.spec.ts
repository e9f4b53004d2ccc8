import { describe, expect, it } from '@jest/globals';
import type { MetricSeries, Region } from '../../src/world/types.js';
import {
  all,
  average,
  databaseSeries,
  DAY,
  fleet,
  HOUR,
  MINUTE,
  number,
  series,
  serviceSeries,
  STARTED_AT,
  text,
} from './fleet.js';

const demo = fleet([
  {
    kind: 'instance-cpu',
    at: '-30h',
    duration: '30h',
    on: { instance: 'jenkins-runner' },
    parameters: { percent: 14 },
  },
  {
    kind: 'metric',
    at: '-5h',
    on: { cluster: 'prod-kr', service: 'search-api', metric: 'CPUUtilization' },
    parameters: { mode: 'value', value: 97.25, statistic: 'maximum' },
  },
  {
    kind: 'metric',
    at: '-4h',
    duration: '10m',
    on: { database: 'users-db', metric: 'CPUUtilization' },
    parameters: { mode: 'gap' },
  },
  {
    kind: 'metric',
    at: '-4h',
    duration: '10m',
    on: { database: 'users-db', metric: 'ReadIOPS' },
    parameters: { mode: 'factor', value: 10 },
  },
  {
    kind: 'cpu',
    at: '-3h',
    duration: '1h',
    on: { service: 'OrderWorkerService' },
    parameters: { factor: 4 },
  },
  {
    kind: 'cpu',
    at: '-3h',
    duration: '1h',
    on: { cluster: 'prod-kr', service: 'image-resizer' },
    parameters: { factor: 3 },
  },
]);
const { region } = demo;
const instance = (name: string) =>
  text(
    region
      .instances()
      .find((one) =>
        (one.Tags as { Key: string; Value: string }[]).some(
          (tag) => tag.Key === 'Name' && tag.Value === name,
        ),
      )?.InstanceId,
  );
const points = (of: MetricSeries, from: number, to: number, where: Region = region) => {
  const out: (number | undefined)[] = [];
  for (let at = from; at < to; at += of.period * 1000) out.push(average(where, of, at));
  return out;
};

describe('metrics behave as those of CloudWatch', () => {
  it('answers the same value whenever and however often it is asked', () => {
    const again = fleet([], { startedAt: STARTED_AT, historyDays: 2 });
    const sample = again.region.metricSeries().filter((_, i) => i % 7 === 0);
    const ask = (where: Region) =>
      sample.flatMap((one) => {
        const own = where.findSeries(one.namespace, one.metricName, one.dimensions);
        return own ? [0, 1, 2].map((i) => where.datapoint(own, STARTED_AT - DAY + i * 3 * HOUR)) : [];
      });
    const before = ask(again.region);
    again.forward(5 * HOUR);
    for (const one of again.region.metricSeries()) again.region.datapoint(one, STARTED_AT - 30 * HOUR);
    expect(ask(again.region)).toEqual(before);
    expect(before.filter((point) => point !== undefined).length).toBeGreaterThan(100);
  });

  it('tells nothing of a minute that is not over, and asking early changes nothing', () => {
    const asked = fleet([], { historyDays: 1 });
    const calm = fleet([], { historyDays: 1 });
    const of = (where: Region) =>
      ['CPUUtilization', 'MemoryUtilization', 'LiveTaskCount'].map((metric) =>
        serviceSeries(where, 'prod-kr', 'checkout-api', metric),
      );
    const early = of(asked.region).flatMap((one) =>
      points(one, STARTED_AT, STARTED_AT + 2 * HOUR, asked.region),
    );
    expect(early.every((value) => value === undefined)).toBe(true);
    asked.forward(2 * HOUR);
    calm.forward(2 * HOUR);
    const late = of(asked.region).map((one) => points(one, STARTED_AT, STARTED_AT + 2 * HOUR, asked.region));
    expect(late).toEqual(
      of(calm.region).map((one) => points(one, STARTED_AT, STARTED_AT + 2 * HOUR, calm.region)),
    );
    expect(late.flat().every((value) => value !== undefined)).toBe(true);
  });

  it('publishes one sample per running task, and LiveTaskCount is their number', () => {
    const at = STARTED_AT - 2 * HOUR;
    const cpu = region.datapoint(serviceSeries(region, 'prod-kr', 'checkout-api', 'CPUUtilization'), at);
    const live = region.datapoint(serviceSeries(region, 'prod-kr', 'checkout-api', 'LiveTaskCount'), at);
    expect(cpu?.sampleCount).toBe(live?.sum);
    const running = (demo.truth().tasks ?? []).filter(
      (task) =>
        task.group === 'service:checkout-api' &&
        task.startedAt &&
        Date.parse(text(task.startedAt)) <= at + 30_000 &&
        (!task.executionStoppedAt || Date.parse(text(task.executionStoppedAt)) > at + 30_000),
    );
    expect(live?.sum).toBe(running.length);
    expect(number(cpu?.minimum)).toBeLessThan(number(cpu?.maximum));
  });

  it('has no AWS/ECS point at 0 tasks, and no such point is a zero', () => {
    const asleep = serviceSeries(region, 'stage-kr', 'stg-checkout-api', 'CPUUtilization');
    const night = STARTED_AT - 17 * HOUR;
    expect(points(asleep, night, night + 10 * MINUTE)).toEqual(Array.from({ length: 10 }, () => undefined));
    expect(average(region, asleep, STARTED_AT - 5 * HOUR)).toBeGreaterThan(0);
    const parked = serviceSeries(region, 'stage-kr', 'stg-order-worker', 'MemoryUtilization');
    expect(
      points(parked, STARTED_AT - DAY, STARTED_AT - DAY + HOUR).every((value) => value === undefined),
    ).toBe(true);
  });

  it('has cluster reservation only where there are container instances', () => {
    const of = (cluster: string) =>
      region.findSeries('AWS/ECS', 'CPUReservation', [{ Name: 'ClusterName', Value: cluster }]);
    expect(of('prod-kr-ec2')).toBeDefined();
    expect(of('stage-kr')).toBeDefined();
    expect(of('prod-kr')).toBeUndefined();
  });

  it('publishes basic EC2 metrics every five minutes, detailed ones every minute, credits always every five', () => {
    const of = (id: string, metric: string) =>
      series(region, 'AWS/EC2', metric, [{ Name: 'InstanceId', Value: id }]);
    expect(of(instance('bastion'), 'CPUUtilization').period).toBe(300);
    expect(of(instance('jenkins-runner'), 'CPUUtilization').period).toBe(60);
    expect(of(instance('jenkins-runner'), 'CPUCreditBalance').period).toBe(300);
    expect(of(instance('jenkins-runner'), 'StatusCheckFailed').period).toBe(60);
    expect(
      region.findSeries('AWS/EC2', 'CPUCreditBalance', [
        { Name: 'InstanceId', Value: instance('legacy-ftp-01') },
      ]),
    ).toBeUndefined();
    const basic = region.datapoint(of(instance('bastion'), 'CPUUtilization'), STARTED_AT - HOUR);
    expect(basic?.sampleCount).toBe(5);
  });

  it('makes a point visible one to three minutes after its minute, basic EC2 five to ten', () => {
    const ecs = serviceSeries(region, 'prod-kr', 'checkout-api', 'CPUUtilization');
    const ec2 = series(region, 'AWS/EC2', 'CPUUtilization', [
      { Name: 'InstanceId', Value: instance('bastion') },
    ]);
    const delays = Array.from(
      { length: 200 },
      (_, i) => region.visibleAt(ecs, STARTED_AT - i * MINUTE) - (STARTED_AT - i * MINUTE),
    );
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(MINUTE);
    expect(Math.max(...delays)).toBeLessThanOrEqual(3 * MINUTE);
    expect(new Set(delays).size).toBeGreaterThan(100);
    const late = region.visibleAt(ec2, STARTED_AT - HOUR) - (STARTED_AT - HOUR);
    expect(late).toBeGreaterThan(5 * MINUTE);
    expect(late).toBeLessThan(11 * MINUTE);
  });

  it('passes 100 percent: EC2 tasks without task-level CPU far, the maximum of Fargate tasks a little', () => {
    const unlimited = serviceSeries(region, 'prod-kr-ec2', 'OrderWorkerService', 'CPUUtilization');
    const during = points(unlimited, STARTED_AT - 150 * MINUTE, STARTED_AT - 130 * MINUTE).map(number);
    expect(Math.max(...during)).toBeGreaterThan(130);
    expect(Math.max(...during)).toBeLessThan(400);
    const fargate = serviceSeries(region, 'prod-kr', 'image-resizer', 'CPUUtilization');
    const maxima = Array.from(
      { length: 40 },
      (_, i) => region.datapoint(fargate, STARTED_AT - 170 * MINUTE + i * MINUTE)?.maximum ?? 0,
    );
    expect(Math.max(...maxima)).toBeGreaterThan(104);
    expect(Math.max(...maxima)).toBeLessThanOrEqual(127);
  });

  it('counts as database connections what the pools of the running tasks hold, and two more', () => {
    const at = STARTED_AT - 90 * MINUTE;
    const pools = new Map<string, number>();
    for (const one of all(region, 'services')) {
      const cluster = text(one.clusterArn).split('/').at(-1) ?? '';
      const live =
        average(region, serviceSeries(region, cluster, text(one.serviceName), 'LiveTaskCount'), at) ?? 0;
      pools.set(`${cluster}/${text(one.serviceName)}`, live);
    }
    const connections = number(
      average(region, databaseSeries(region, 'users-db', 'DatabaseConnections'), at),
    );
    const users = ['prod-kr/user-api', 'prod-kr-ec2/UserApiService'].reduce(
      (sum, key) => sum + (pools.get(key) ?? 0),
      0,
    );
    expect(connections - 2).toBeGreaterThanOrEqual(users * 5);
    expect(connections - 2).toBeLessThanOrEqual(users * 10);
    expect(Number.isInteger(connections)).toBe(true);
  });

  it('shows a planted one-minute maximum, a gap and a factor exactly where they were placed', () => {
    const peak = region.datapoint(
      serviceSeries(region, 'prod-kr', 'search-api', 'CPUUtilization'),
      STARTED_AT - 5 * HOUR,
    );
    expect(peak?.maximum).toBe(97.25);
    expect(number(peak?.sum) / number(peak?.sampleCount)).toBeLessThan(60);
    const gap = databaseSeries(region, 'users-db', 'CPUUtilization');
    expect(
      points(gap, STARTED_AT - 4 * HOUR - 2 * MINUTE, STARTED_AT - 4 * HOUR + 12 * MINUTE).map(
        (value) => value === undefined,
      ),
    ).toEqual([false, false, ...Array.from({ length: 10 }, () => true), false, false]);
    const reads = databaseSeries(region, 'users-db', 'ReadIOPS');
    const [before = 0] = points(reads, STARTED_AT - 4 * HOUR - MINUTE, STARTED_AT - 4 * HOUR);
    const [during = 0] = points(reads, STARTED_AT - 4 * HOUR, STARTED_AT - 4 * HOUR + MINUTE);
    expect(number(during) / number(before)).toBeGreaterThan(5);
  });

  it('has daily seasons: the evening of a shop is far above its night', () => {
    const cpu = databaseSeries(region, 'orders-db', 'CPUUtilization');
    const evening = number(average(region, cpu, STARTED_AT - 15 * MINUTE));
    const night = number(average(region, cpu, STARTED_AT - 16 * HOUR));
    expect(evening).toBeGreaterThan(1.8 * night);
  });

  it('keeps an idle machine under five percent and five megabytes a day, and a T machine pays with credits', () => {
    const idle = instance('legacy-ftp-01');
    const of = (id: string, metric: string) =>
      series(region, 'AWS/EC2', metric, [{ Name: 'InstanceId', Value: id }]);
    const cpu = points(of(idle, 'CPUUtilization'), STARTED_AT - DAY, STARTED_AT).map((value) => value ?? 0);
    expect(Math.max(...cpu)).toBeLessThan(5);
    let bytes = 0;
    for (const metric of ['NetworkIn', 'NetworkOut']) {
      for (let at = STARTED_AT - DAY - HOUR; at < STARTED_AT - HOUR; at += 300_000)
        bytes += region.datapoint(of(idle, metric), at)?.sum ?? 0;
    }
    expect(bytes).toBeGreaterThan(1e6);
    expect(bytes).toBeLessThan(10e6);
    const at = Math.floor((STARTED_AT - HOUR) / 300_000) * 300_000;
    const runner = instance('jenkins-runner');
    const [balance, next, usage] = [
      average(region, of(runner, 'CPUCreditBalance'), at),
      average(region, of(runner, 'CPUCreditBalance'), at + 300_000),
      average(region, of(runner, 'CPUCreditUsage'), at + 300_000),
    ].map(number);
    expect(number(next)).toBeCloseTo(Math.max(0, number(balance) + 24 / 12 - number(usage)), 6);
  });

  it('answers datapoints fast enough to back-fill: 300,000 a second on an idle core, a tenth of it under load', () => {
    // Container Insights is never part of the first back-fill.
    const few = region
      .metricSeries()
      .filter((one) => one.namespace !== 'ECS/ContainerInsights')
      .slice(0, 60);
    const begin = performance.now();
    let asked = 0;
    for (const one of few) {
      for (let at = STARTED_AT - DAY; at < STARTED_AT; at += one.period * 1000) {
        region.datapoint(one, at);
        asked += 1;
      }
    }
    expect(asked / ((performance.now() - begin) / 1000)).toBeGreaterThan(30_000);
  });
});

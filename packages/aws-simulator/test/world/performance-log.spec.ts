import { describe, expect, it } from '@jest/globals';
import type { AwsRecord, LogEvent } from '../../src/world/types.js';
import { all, average, fleet, MINUTE, number, series, serviceSeries, STARTED_AT, text } from './fleet.js';

const GROUP = '/aws/ecs/containerinsights/prod-kr-ec2/performance';
const BEGINS = STARTED_AT - 40 * MINUTE;
const noisy = fleet([
  {
    kind: 'cpu',
    at: '-40m',
    duration: '2h',
    on: { cluster: 'prod-kr-ec2', service: 'ReportWorkerService' },
    parameters: { factor: 40 },
  },
]);
const { region } = noisy;

interface Told {
  Type: string;
  TaskId: string;
  ServiceName?: string;
  EC2InstanceId: string;
  Timestamp: number;
  CpuUtilized: number;
  CpuReserved: number;
  MemoryUtilized: number;
  NetworkRxBytes: number;
}
const read = (from: number, to: number, rest: object = {}): LogEvent[] =>
  region.logEvents({ logGroupName: GROUP, from, to, ...rest });
const told = (events: readonly LogEvent[], type: string): Told[] =>
  events.map(({ message }) => JSON.parse(message) as Told).filter(({ Type }) => Type === type);

const hosts = all(region, 'containerInstances').filter((one) =>
  text(one.containerInstanceArn).includes('/prod-kr-ec2/'),
);
const cpuOf = (instance: string, at: number): number | undefined =>
  average(region, series(region, 'AWS/EC2', 'CPUUtilization', [{ Name: 'InstanceId', Value: instance }]), at);

describe('the performance log', () => {
  it('adds up to the CPU of each instance, within what the instance needs for itself, calm and crowded', () => {
    let crowded = 0;
    for (const at of [BEGINS - 20 * MINUTE, BEGINS + 20 * MINUTE]) {
      const tasks = told(read(at, at + 1), 'Task');
      for (const host of hosts.map((one) => text(one.ec2InstanceId))) {
        const cpu = cpuOf(host, at);
        if (cpu === undefined) continue;
        const used = tasks
          .filter(({ EC2InstanceId }) => EC2InstanceId === host)
          .reduce((sum, { CpuUtilized }) => sum + CpuUtilized, 0);
        const own = cpu - (100 * used) / 2048;
        expect(own).toBeGreaterThan(0);
        expect(own).toBeLessThan(3);
        if (cpu > 95) crowded += 1;
      }
    }
    expect(crowded).toBeGreaterThan(0);
  });

  it('says of each service what AWS/ECS says', () => {
    const at = BEGINS + 10 * MINUTE;
    for (const name of ['ReportWorkerService', 'PaymentApiService', 'OrderWorkerService']) {
      const tasks = told(read(at, at + 1), 'Task').filter(({ ServiceName }) => ServiceName === name);
      const point = region.datapoint(serviceSeries(region, 'prod-kr-ec2', name, 'CPUUtilization'), at);
      expect(tasks).toHaveLength(number(point?.sampleCount));
      const percent = tasks.reduce((sum, one) => sum + (100 * one.CpuUtilized) / one.CpuReserved, 0);
      expect(percent).toBeCloseTo(number(point?.sum), 6);
    }
  });

  it('tells an instance in a stream of its own, and the same however it is asked', () => {
    const id = text(hosts[0]?.containerInstanceArn).split('/').at(-1);
    const prefix = `AgentTelemetry-${id}`;
    const whole = read(BEGINS, BEGINS + 5 * MINUTE).filter(({ logStreamName }) => logStreamName === prefix);
    expect(whole.length).toBeGreaterThan(10);
    expect(read(BEGINS, BEGINS + 5 * MINUTE, { logStreamNamePrefix: prefix })).toEqual(whole);
    expect(new Set(whole.map(({ eventId }) => eventId)).size).toBe(whole.length);
    expect(new Set(whole.map(({ message }) => (JSON.parse(message) as Told).Type))).toEqual(
      new Set(['Task', 'Container']),
    );
    expect(region.logStreams(GROUP).map(({ name }) => name)).toContain(prefix);
  });

  it('is a minute or two late, kept for a day, and absent where Container Insights is off', () => {
    expect(read(STARTED_AT - MINUTE, STARTED_AT)).toEqual([]);
    expect(read(STARTED_AT - 5 * MINUTE, STARTED_AT - 4 * MINUTE).length).toBeGreaterThan(0);
    expect(read(STARTED_AT - 30 * 60 * MINUTE, STARTED_AT - 29 * 60 * MINUTE)).toEqual([]);
    const groups = region.logGroups().map((one) => text(one.logGroupName));
    expect(groups).toContain(GROUP);
    expect(groups.some((name) => name.includes('containerinsights/stage-kr'))).toBe(false);
    const named = (one: AwsRecord) => one.logGroupName === GROUP;
    expect(region.logGroups().find(named)?.retentionInDays).toBe(1);
  });

  it('has victims: requests to tasks beside the culprit become slower, and others do not', () => {
    const rise = (service: string): number => {
      const group = text(all(region, 'services').find((one) => one.serviceName === service)?.serviceArn);
      expect(group).toContain(service);
      const found = region
        .metricSeries()
        .find(
          ({ metricName, dimensions }) =>
            metricName === 'TargetResponseTime' &&
            dimensions.some(({ Value }) =>
              Value.startsWith(`targetgroup/${service.slice(0, 24).toLowerCase()}-tg/`),
            ),
        );
      if (!found) throw new Error(`no response time of ${service}`);
      const mean = (from: number) =>
        Array.from({ length: 15 }, (_, i) => number(average(region, found, from + i * MINUTE))).reduce(
          (sum, value) => sum + value,
        ) / 15;
      return mean(BEGINS + 5 * MINUTE) / mean(BEGINS - 20 * MINUTE);
    };
    expect(rise('PaymentApiService')).toBeGreaterThan(1.5);
    expect(rise('UserApiService')).toBeLessThan(1.2);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { AwsRecord } from '../../src/world/types.js';
import {
  all,
  average,
  date,
  fleet,
  HOUR,
  history,
  MINUTE,
  number,
  series,
  serviceSeries,
  STARTED_AT,
  text,
} from './fleet.js';

const busy = fleet([
  {
    kind: 'traffic',
    at: '-6h',
    duration: '40m',
    on: { cluster: 'prod-kr', service: 'user-api' },
    parameters: { factor: 4, ramp: 'step' },
  },
  {
    kind: 'scaling-bounds',
    at: '-7h',
    on: { cluster: 'prod-kr', service: 'web-gateway' },
    parameters: { min: 2, max: 5 },
  },
  { kind: 'traffic', at: '-3h', on: { service: 'OrderWorkerService' }, parameters: { factor: 1 } },
  { kind: 'scale', at: '-2h', on: { service: 'ReportWorkerService' }, parameters: { desired: 40 } },
]);
const activities = busy.region.scalingActivities();
const of = (name: string) => activities.filter((one) => text(one.ResourceId).endsWith(`/${name}`));
const onset = STARTED_AT - 6 * HOUR;

describe('services scale as Application Auto Scaling does', () => {
  it('names the alarms of a target-tracking policy after target, side and a UUID', () => {
    const policies = busy.region.scalingPolicies();
    expect(policies.length).toBeGreaterThan(4);
    for (const policy of policies.filter((one) => one.PolicyType === 'TargetTrackingScaling')) {
      const target = text(policy.ResourceId);
      const names = (policy.Alarms as { AlarmName: string }[]).map((alarm) => alarm.AlarmName);
      expect(names).toHaveLength(2);
      expect(names[0]).toMatch(new RegExp(`^TargetTracking-${target}-AlarmHigh-[0-9a-f-]{36}$`));
      expect(names[1]).toMatch(new RegExp(`^TargetTracking-${target}-AlarmLow-[0-9a-f-]{36}$`));
      expect(policy.PolicyARN).toMatch(
        new RegExp(
          `^arn:aws:autoscaling:[a-z0-9-]+:\\d{12}:scalingPolicy:[0-9a-f-]{36}:resource/ecs/${target}:policyName/`,
        ),
      );
    }
  });

  it('writes activities in the words of AWS, ended 30 to 120 s after the start, never among service events', () => {
    const done = activities.filter(
      (one) => text(one.Cause).includes('monitor alarm') && one.StatusCode === 'Successful',
    );
    expect(done.length).toBeGreaterThan(20);
    for (const one of done) {
      const count = /^Setting desired count to (\d+)\.$/.exec(text(one.Description))?.[1];
      expect(one.StatusMessage).toBe(
        `Successfully set desired count to ${count}. Change successfully fulfilled by ecs.`,
      );
      expect(one.Cause).toMatch(/^monitor alarm TargetTracking-\S+ in state ALARM triggered policy \S+$/);
      const seconds = (date(one.EndTime) - date(one.StartTime)) / 1000;
      expect(seconds).toBeGreaterThanOrEqual(30);
      expect(seconds).toBeLessThanOrEqual(120);
    }
    const lines = all(busy.region, 'services').flatMap((one) =>
      (one.events as { message: string }[]).map((event) => event.message),
    );
    expect(lines.filter((line) => line.includes('desired count'))).toEqual([]);
    const times = activities.map((one) => date(one.StartTime));
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  it('waits for the change at first', () => {
    const running = fleet(
      [
        {
          kind: 'scaling-bounds',
          at: '-5s',
          on: { cluster: 'prod-kr', service: 'user-api' },
          parameters: { min: 9, max: 12 },
        },
      ],
      { historyDays: 1 },
    );
    const newest = running.region
      .scalingActivities()
      .find((one) => text(one.ResourceId).endsWith('prod-kr/user-api')) as AwsRecord;
    expect(newest.StatusCode).toBe('InProgress');
    expect(newest.EndTime).toBeUndefined();
    expect(newest.StatusMessage).toBe(
      'Successfully set desired count to 9. Waiting for change to be fulfilled by ecs.',
    );
    expect(newest.Cause).toBe('minimum capacity was set to 9');
  });

  it('goes out in one step to ceil(n x metric / target), three to six minutes after the crossing', () => {
    const out = of('user-api')
      .filter((one) => date(one.StartTime) > onset)
      .at(-1) as AwsRecord;
    const cpu = serviceSeries(busy.region, 'prod-kr', 'user-api', 'CPUUtilization');
    const live = serviceSeries(busy.region, 'prod-kr', 'user-api', 'LiveTaskCount');
    const minutes = Array.from({ length: 15 }, (_, i) => onset + i * MINUTE);
    const crossing = minutes.find((at) => number(average(busy.region, cpu, at)) > 60) ?? 0;
    const delay = date(out.StartTime) - crossing;
    expect(delay).toBeGreaterThan(3 * MINUTE);
    expect(delay).toBeLessThan(6 * MINUTE);
    const seenAt = Math.floor((date(out.StartTime) - 20_000) / MINUTE) * MINUTE - 2 * MINUTE;
    const candidates = [-1, 0, 1].map((shift) => {
      const at = seenAt + shift * MINUTE;
      return Math.ceil((number(average(busy.region, live, at)) * number(average(busy.region, cpu, at))) / 60);
    });
    const target = busy.region
      .scalableTargets()
      .find((one) => text(one.ResourceId).endsWith('prod-kr/user-api'));
    const to = Number(/to (\d+)\./.exec(text(out.Description))?.[1]);
    expect(candidates.map((count) => Math.min(count, number(target?.MaxCapacity)))).toContain(to);
  });

  it('comes in by small steps, not before 15 minutes below nine tenths of the target', () => {
    const cpu = serviceSeries(busy.region, 'prod-kr', 'user-api', 'CPUUtilization');
    const end = onset + 40 * MINUTE;
    const ins = of('user-api').filter(
      (one) => text(one.Cause).includes('AlarmLow') && date(one.StartTime) > end,
    );
    expect(ins.length).toBeGreaterThan(0);
    for (const one of ins) {
      const start = Math.floor(date(one.StartTime) / MINUTE) * MINUTE;
      const before = Array.from({ length: 15 }, (_, i) =>
        number(average(busy.region, cpu, start - (i + 2) * MINUTE)),
      );
      expect(Math.max(...before)).toBeLessThan(0.9 * 60);
    }
    const times = ins.map((one) => date(one.StartTime)).reverse();
    for (let i = 1; i < times.length; i++)
      expect((times[i] ?? 0) - (times[i - 1] ?? 0)).toBeGreaterThan(4 * MINUTE);
  });

  it('tells AlreadyAtMaxCapacity as an activity that failed, with the capacity', () => {
    const refused = of('web-gateway').filter((one) => one.NotScaledReasons);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({
      Description: 'Attempting to scale due to alarm triggered',
      StatusCode: 'Failed',
      NotScaledReasons: [{ Code: 'AlreadyAtMaxCapacity', MaxCapacity: 5, CurrentCapacity: 5 }],
    });
  });

  it('puts the stage cluster to sleep by scheduled actions', () => {
    const asleep = fleet([], { startedAt: STARTED_AT + 6 * HOUR, historyDays: 2 });
    const stage = asleep.region.clusters().find((cluster) => cluster.clusterName === 'stage-kr') as AwsRecord;
    expect(stage.runningTasksCount).toBe(0);
    const causes = asleep.region
      .scalingActivities()
      .map((one) => `${text(one.Cause)} | ${text(one.Description)}`);
    expect(causes).toContain(
      'scheduled action name stage-sleep was triggered | Setting min capacity to 0 and max capacity to 0',
    );
    expect(causes).toContain('maximum capacity was set to 0 | Setting desired count to 0.');
    expect(
      busy.region.clusters().find((cluster) => cluster.clusterName === 'stage-kr')?.runningTasksCount,
    ).toBeGreaterThan(10);
  });

  it('lets waiting tasks call for instances, told with two spaces between the sentences', () => {
    const causes = (busy.truth().scaling ?? [])
      .filter((one) => one.kind === 'auto-scaling-group')
      .map((one) => text(one.cause));
    const out = causes.find((cause) => cause.includes('AlarmHigh'));
    expect(out).toMatch(
      /^At \S+Z a monitor alarm TargetTracking-\S+-AlarmHigh-[0-9a-f-]{36} in state ALARM triggered policy ECSManagedAutoScalingPolicy-[0-9a-f-]{36} changing the desired capacity from \d+ to \d+\. {2}At \S+Z an instance was started in response to a difference between desired and actual capacity, increasing the capacity from \d+ to \d+\.$/,
    );
    expect(
      history(busy, 'ReportWorkerService').some(
        ({ message }) =>
          message.includes('no container instance met all of its requirements') ||
          message.includes('has started'),
      ),
    ).toBe(true);
  });

  it('reserves what its tasks reserve: CPUReservation is their sum over what is registered', () => {
    const at = STARTED_AT - 30 * MINUTE;
    const cluster = busy.region.clusters().find((one) => one.clusterName === 'prod-kr-ec2') as AwsRecord;
    const hosts = busy.region.containerInstances(text(cluster.clusterArn));
    const resource = (host: AwsRecord, list: string, name: string) =>
      number(
        (host[list] as { name: string; integerValue: number }[]).find((one) => one.name === name)
          ?.integerValue,
      );
    for (const [metric, name] of [
      ['CPUReservation', 'CPU'],
      ['MemoryReservation', 'MEMORY'],
    ] as const) {
      const total = hosts.reduce((sum, host) => sum + resource(host, 'registeredResources', name), 0);
      const left = hosts.reduce((sum, host) => sum + resource(host, 'remainingResources', name), 0);
      const reserved = series(busy.region, 'AWS/ECS', metric, [
        { Name: 'ClusterName', Value: 'prod-kr-ec2' },
      ]);
      const now = number(average(busy.region, reserved, STARTED_AT - MINUTE));
      expect(Math.abs(now - (100 * (total - left)) / total)).toBeLessThan(0.5);
      expect(average(busy.region, reserved, at)).toBeGreaterThan(10);
    }
  });
});

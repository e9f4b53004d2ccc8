import { describe, expect, it } from '@jest/globals';
import type { AwsRecord } from '../../src/world/types.js';
import {
  average,
  date,
  fleet,
  HOUR,
  MINUTE,
  number,
  serviceSeries,
  STARTED_AT,
  text,
} from '../world/fleet.js';

const onset = STARTED_AT - 6 * HOUR;
const of = fleet([
  {
    kind: 'traffic',
    at: '-6h',
    duration: '40m',
    on: { cluster: 'prod-kr', service: 'user-api' },
    parameters: { factor: 4, ramp: 'step' },
  },
  {
    kind: 'cpu',
    at: '-6h',
    duration: '30m',
    on: { cluster: 'prod-kr', service: 'image-resizer' },
    parameters: { factor: 2.5 },
  },
  { kind: 'deployment', at: '-300m', on: { cluster: 'prod-kr', service: 'catalog-api' } },
]);
const { region } = of;
const activities = (name: string, from = 0) =>
  region
    .scalingActivities()
    .filter((one) => text(one.ResourceId).endsWith(`/prod-kr/${name}`) && date(one.StartTime) >= from)
    .reverse();
const cpu = (name: string, at: number) =>
  average(region, serviceSeries(region, 'prod-kr', name, 'CPUUtilization'), at);
const tasks = (name: string, at: number) =>
  average(region, serviceSeries(region, 'prod-kr', name, 'LiveTaskCount'), at);
const to = (activity: AwsRecord) => Number(/to (\d+)\./.exec(text(activity.Description))?.[1]);
const minuteOf = (activity: AwsRecord) => Math.floor(date(activity.StartTime) / MINUTE) * MINUTE;

describe('detail 08: the shape of scaling', () => {
  it('goes out in one step to n x metric / target, three minutes of crossing and its publication later', () => {
    const [out] = activities('user-api', onset);
    if (!out) throw new Error('user-api never scaled out');
    const minutes = Array.from({ length: 15 }, (_, i) => onset + i * MINUTE);
    const crossing = minutes.find((at) => (cpu('user-api', at) ?? 0) > 60) ?? 0;
    expect(date(out.StartTime) - crossing).toBeGreaterThan(3 * MINUTE);
    expect(date(out.StartTime) - crossing).toBeLessThan(6 * MINUTE);
    const asked = [1, 2, 3].map((back) => {
      const at = minuteOf(out) - back * MINUTE;
      return Math.ceil((number(tasks('user-api', at)) * number(cpu('user-api', at))) / 60);
    });
    expect(asked).toContain(to(out));
  });

  it('comes in one small step at a time, after 15 minutes below nine tenths of the target and 300 s apart', () => {
    const ins = activities('user-api', onset + 40 * MINUTE).filter((one) =>
      text(one.Cause).includes('AlarmLow'),
    );
    expect(ins.length).toBeGreaterThan(1);
    ins.forEach((one, i) => {
      const before = Array.from({ length: 15 }, (_, back) =>
        number(cpu('user-api', minuteOf(one) - (back + 2) * MINUTE)),
      );
      expect(Math.max(...before)).toBeLessThan(0.9 * 60);
      const earlier = ins[i - 1];
      if (!earlier) return;
      expect(date(one.StartTime) - date(earlier.StartTime)).toBeGreaterThanOrEqual(270_000);
      expect(to(earlier) - to(one)).toBe(1);
    });
  });

  it('never comes in while a rollout runs', () => {
    const rollouts = (of.truth().deployments ?? []).map((one) => ({
      arn: text(one.serviceArn),
      from: Date.parse(text(one.createdAt)),
      to: Date.parse(text(one.completedAt ?? one.updatedAt)),
    }));
    const ins = region.scalingActivities().filter((one) => text(one.Cause).includes('AlarmLow'));
    expect(ins.length).toBeGreaterThan(10);
    for (const one of ins) {
      const during = rollouts.filter(
        ({ arn, from, to: until }) =>
          arn.endsWith(text(one.ResourceId).slice('service'.length)) &&
          // Decided up to a minute before it is told.
          date(one.StartTime) - MINUTE > from &&
          date(one.StartTime) < until,
      );
      expect(during).toEqual([]);
    }
  });

  it('takes the largest of several policies', () => {
    const policies = region
      .scalingPolicies()
      .filter((one) => text(one.ResourceId).endsWith('/prod-kr/image-resizer'));
    expect(policies.map((one) => one.PolicyType).sort()).toEqual(['StepScaling', 'TargetTrackingScaling']);
    const outs = activities('image-resizer', onset).filter(
      (one) => date(one.StartTime) < onset + 30 * MINUTE,
    );
    expect(outs.some((one) => text(one.Cause).includes('triggered policy image-resizer-burst'))).toBe(true);
    const max = number(
      region.scalableTargets().find((one) => text(one.ResourceId).endsWith('/prod-kr/image-resizer'))
        ?.MaxCapacity,
    );
    for (const one of outs.filter((activity) => text(activity.Cause).includes('image-resizer-burst'))) {
      // What target tracking would have asked for in the minutes that were seen.
      const tracking = [1, 2, 3].map((back) => {
        const at = minuteOf(one) - back * MINUTE;
        return Math.ceil((number(tasks('image-resizer', at)) * number(cpu('image-resizer', at))) / 65);
      });
      expect(to(one)).toBeGreaterThanOrEqual(Math.min(max, ...tracking));
    }
  });
});

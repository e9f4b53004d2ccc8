import { describe, expect, it } from '@jest/globals';
import { date, fleet, MINUTE, STARTED_AT, text } from '../world/fleet.js';

const of = fleet([
  {
    kind: 'scale',
    at: '-3h',
    duration: '1h',
    on: { service: 'OrderWorkerService' },
    parameters: { desired: 40 },
  },
  { kind: 'instance-spot-interruption', at: '-1h', on: { cluster: 'prod-kr-ec2', spot: true, pick: 1 } },
]);
const activities = of.region.scaling.groupActivities();
const T = '(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ)';
const OUT = new RegExp(
  `^At ${T} a monitor alarm TargetTracking-([\\w-]+)-AlarmHigh-[0-9a-f-]{36} in state ALARM triggered policy ECSManagedAutoScalingPolicy-[0-9a-f-]{36} changing the desired capacity from (\\d+) to (\\d+)\\.  At ${T} an instance was started in response to a difference between desired and actual capacity, increasing the capacity from (\\d+) to (\\d+)\\.$`,
);
const IN = new RegExp(
  `^At ${T} a monitor alarm TargetTracking-([\\w-]+)-AlarmLow-[0-9a-f-]{36} in state ALARM triggered policy ECSManagedAutoScalingPolicy-[0-9a-f-]{36} changing the desired capacity from (\\d+) to (\\d+)\\.  At ${T} an instance was taken out of service in response to a difference between desired and actual capacity, shrinking the capacity from (\\d+) to (\\d+)\\.  At ${T} instance (i-[0-9a-f]{17}) was selected for termination\\.$`,
);

describe('detail 09: causes of an Auto Scaling group', () => {
  const outs = activities.flatMap((one) => {
    const found = OUT.exec(text(one.Cause));
    return found ? [{ one, found }] : [];
  });

  it('launches by policy: two sentences, two spaces between them, seven seconds apart', () => {
    expect(outs.length).toBeGreaterThan(2);
    for (const { one, found } of outs) {
      const [, decided = '', group, from, to, started = '', before, after] = found;
      expect(group).toBe(one.AutoScalingGroupName);
      expect(Date.parse(started) - Date.parse(decided)).toBe(7000);
      expect([before, after]).toEqual([from, to]);
      expect(Number(to)).toBeGreaterThan(Number(from));
      expect(one.Description).toMatch(/^Launching a new EC2 instance: i-[0-9a-f]{17}$/);
    }
  });

  it('is successful minutes later: about five and a half with the warm-up', () => {
    for (const { one } of outs) {
      const minutes = (date(one.EndTime) - date(one.StartTime)) / MINUTE;
      expect(minutes).toBeGreaterThan(5.2);
      expect(minutes).toBeLessThan(5.8);
      expect([one.StatusCode, one.Progress]).toEqual(['Successful', 100]);
    }
  });

  it('is in progress before, without an end', () => {
    const young = fleet([
      { kind: 'scale', at: '-4m', on: { service: 'OrderWorkerService' }, parameters: { desired: 40 } },
    ]);
    const open = young.region.scaling
      .groupActivities()
      .filter((one) => date(one.StartTime) > STARTED_AT - 4 * MINUTE);
    expect(open.length).toBeGreaterThan(0);
    for (const one of open) expect([one.StatusCode, one.EndTime]).toEqual(['InProgress', undefined]);
  });

  it('names what it takes out, and why an interrupted instance went', () => {
    const ins = activities.filter((one) => text(one.Cause).includes('AlarmLow'));
    for (const one of ins) {
      const [, , , from, to, , , , , instance] = IN.exec(text(one.Cause)) ?? [];
      expect(Number(from) - Number(to)).toBe(1);
      expect(one.Description).toBe(`Terminating EC2 instance: ${instance}`);
    }
    const reclaimed = activities.filter((one) => text(one.Cause).includes('health check'));
    expect(reclaimed.length).toBeGreaterThan(0);
    for (const one of reclaimed)
      expect(one.Cause).toMatch(
        /^At \S+Z an instance was taken out of service in response to an EC2 health check indicating it has been terminated or stopped\.$/,
      );
  });

  it('is told newest first, with zone and subnet among the details', () => {
    const starts = activities.map((one) => date(one.StartTime));
    expect(starts).toEqual([...starts].sort((a, b) => b - a));
    const subnets = new Map(of.region.network.subnets().map((one) => [one.SubnetId, one.AvailabilityZone]));
    for (const one of activities) {
      const details = JSON.parse(text(one.Details)) as Record<string, string>;
      expect(subnets.get(details['Subnet ID'] ?? '')).toBe(details['Availability Zone']);
    }
  });
});

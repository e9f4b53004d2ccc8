import { describe, expect, it } from '@jest/globals';
import type { AwsRecord } from '../../src/world/types.js';
import { date, fleet, number, text } from '../world/fleet.js';

describe('detail 06: target-tracking alarms', () => {
  const demo = fleet([], { historyDays: 3 });
  const alarms = demo.region.alarms.list().map((alarm) => alarm.describe());
  const tracking = alarms.filter((alarm) => text(alarm.AlarmName).startsWith('TargetTracking-service/'));
  const policies = demo.region.scalingPolicies();

  it('belong to every target-tracking policy, under the names that the policy gives', () => {
    const named = policies
      .filter((policy) => policy.PolicyType === 'TargetTrackingScaling')
      .flatMap((policy) => (policy.Alarms as AwsRecord[]).map((alarm) => text(alarm.AlarmName)));
    expect(named.length).toBeGreaterThan(4);
    expect(tracking.map((alarm) => text(alarm.AlarmName)).sort()).toEqual([...named].sort());
    for (const name of named)
      expect(name).toMatch(/^TargetTracking-service\/[^/]+\/[^/]+-Alarm(High|Low)-[0-9a-f-]{36}$/);
  });

  it('are above the target for 3 minutes, and below 0.9 times the target for 15', () => {
    for (const alarm of tracking) {
      const isHigh = text(alarm.AlarmName).includes('-AlarmHigh-');
      const policy = policies.find((one) =>
        (one.Alarms as AwsRecord[]).some(({ AlarmName }) => AlarmName === alarm.AlarmName),
      );
      const { TargetValue } = policy?.TargetTrackingScalingPolicyConfiguration as AwsRecord;
      expect(alarm.Period).toBe(60);
      expect(alarm.EvaluationPeriods).toBe(isHigh ? 3 : 15);
      expect(alarm.ComparisonOperator).toBe(isHigh ? 'GreaterThanThreshold' : 'LessThanThreshold');
      expect(alarm.Threshold).toBeCloseTo(isHigh ? number(TargetValue) : 0.9 * number(TargetValue), 6);
    }
  });

  it('say that nobody may edit them, and for which policy they are', () => {
    for (const alarm of tracking) {
      expect(alarm.AlarmDescription).toMatch(
        /^DO NOT EDIT OR DELETE\. For TargetTrackingScaling policy arn:aws:autoscaling:[^:]+:\d{12}:scalingPolicy:[0-9a-f-]{36}:resource\/ecs\/service\/[^/]+\/[^:]+:policyName\/[^:]+:createdBy\/[0-9a-f-]{36}\.$/,
      );
      expect(alarm.ActionsEnabled).toBe(true);
    }
  });

  it('are in ALARM on the low side all night, for services at their minimum', () => {
    // 03:00 in Seoul.
    const night = fleet([], { historyDays: 2, startedAt: Date.parse('2026-11-24T18:00:00Z') });
    const targets = night.region.scalableTargets();
    const lows = night.region.alarms
      .list()
      .filter(({ name }) => name.includes('prod-kr/') && name.includes('-AlarmLow-'));
    const resting = lows.filter(({ name }) => {
      const resource = /TargetTracking-(service\/[^/]+\/[^/]+)-AlarmLow/.exec(name)?.[1];
      const target = targets.find(({ ResourceId }) => ResourceId === resource);
      const desired = night.region
        .clusters()
        .flatMap((cluster) => night.region.services(text(cluster.clusterArn)))
        .find((service) => resource?.endsWith(`/${text(service.serviceName)}`))?.desiredCount;
      return target?.MinCapacity === desired;
    });
    expect(resting.length).toBeGreaterThan(0);
    for (const alarm of resting) expect(alarm.state()).toBe('ALARM');
  });

  it('give the datapoints that crossed as their reason', () => {
    const fired = demo.region.alarms
      .list()
      .filter(({ name }) => name.includes('-AlarmHigh-'))
      .flatMap((alarm) => alarm.history())
      .map(({ data }) => JSON.parse(data) as { newState?: { stateValue: string; stateReason: string } })
      .filter(({ newState }) => newState?.stateValue === 'ALARM');
    expect(fired.length).toBeGreaterThan(0);
    for (const { newState } of fired)
      expect(newState?.stateReason).toMatch(
        /^Threshold Crossed: 3 datapoints \[([\d.]+ \(\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d\)(, )?){3}\] were greater than the threshold \(\d+\.\d+\)\.$/,
      );
  });

  it('go into ALARM before the policy acts on them', () => {
    const activities = demo.region
      .scalingActivities()
      .filter((activity) => text(activity.Description).startsWith('Setting desired count'))
      .slice(0, 60);
    let checked = 0;
    for (const activity of activities) {
      const name = /monitor alarm (\S+) in state ALARM/.exec(text(activity.Cause))?.[1];
      const alarm = demo.region.alarms.list().find((one) => one.name === name);
      if (!alarm || date(activity.StartTime) < demo.world.startedAt - 2 * 86_400_000) continue;
      const at = date(activity.StartTime);
      const before = alarm.history().find((item) => item.type === 'StateUpdate' && item.at <= at);
      if (!before) continue;
      checked += 1;
      expect({ name, at, summary: before.summary }).toEqual({
        name,
        at,
        summary: expect.stringMatching(/ to ALARM$/),
      });
    }
    expect(checked).toBeGreaterThan(10);
  });
});

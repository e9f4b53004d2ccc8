import { describe, expect, it } from '@jest/globals';
import type { GroupActivity } from '../../aws/index.js';
import { groupActivityWrites, readGroupCause } from './group-activities.js';

const GROUP = 'asg-aaaaaaaaaaaaaaaa';
const ALARM_CAUSE =
  'At 2026-11-20T01:00:00Z a monitor alarm TargetTracking-workers-AlarmHigh-4f0f2c1e-1111-2222-3333-444455556666 in ' +
  'state ALARM triggered policy ECSManagedAutoScalingPolicy-9a9a changing the desired capacity from 1 to 3.  At ' +
  '2026-11-20T01:00:07Z an instance was started in response to a difference between desired and actual capacity, ' +
  'increasing the capacity from 1 to 2.';

function activity(extra: Partial<GroupActivity> = {}): GroupActivity {
  return {
    ActivityId: 'a-1',
    AutoScalingGroupName: 'workers',
    AutoScalingGroupARN: undefined,
    Description: 'Launching a new EC2 instance: i-0123456789abcdef0',
    Cause: ALARM_CAUSE,
    StartTime: new Date(60_000),
    EndTime: 391_000,
    StatusCode: 'Successful',
    StatusMessage: null,
    ...extra,
  };
}
const write = (activities: GroupActivity[], id: string | null = GROUP) =>
  groupActivityWrites(activities, { scopeId: 'demo', labelsOf: () => undefined, idOf: () => id });

describe("the cause of a group's activity", () => {
  it('names the step of this instance rather than the whole change, the alarm and the policy', () => {
    expect(readGroupCause(ALARM_CAUSE)).toEqual({
      from: 1,
      to: 2,
      alarm: 'TargetTracking-workers-AlarmHigh-4f0f2c1e-1111-2222-3333-444455556666',
      policy: 'ECSManagedAutoScalingPolicy-9a9a',
    });
  });

  it('is read for instances that were taken away', () => {
    const cause =
      'At 2026-11-20T04:00:00Z an instance was taken out of service in response to a difference between desired and ' +
      'actual capacity, shrinking the capacity from 3 to 2.';
    expect(readGroupCause(cause)).toEqual({ from: 3, to: 2, alarm: null, policy: null });
  });

  it('leaves open what it does not say', () => {
    const cause =
      'At 2026-11-20T04:00:00Z an instance was taken out of service in response to an EC2 health check indicating ' +
      'it has been terminated or stopped.';
    expect(readGroupCause(cause)).toEqual({ from: null, to: null, alarm: null, policy: null });
  });
});

describe('what a group did', () => {
  it('is a row and a line of the timeline, with the instance', () => {
    const { rows, events } = write([activity()]);
    expect(rows[0]).toMatchObject({ resource_id: GROUP, activity_id: 'a-1', from_count: 1, to_count: 2 });
    expect(events[0]).toMatchObject({
      resourceId: GROUP,
      at: 60_000,
      type: 'instance_launched',
      severity: 'info',
      params: { instanceId: 'i-0123456789abcdef0', from: 1, to: 2 },
    });
  });

  it('is a warning where it failed', () => {
    const failed = activity({ StatusCode: 'Failed', StatusMessage: 'Could not launch Spot Instances.' });
    expect(write([failed]).events[0]).toMatchObject({ type: 'scaling_failed', severity: 'warning' });
  });

  it('is left out where nobody knows the group', () => {
    expect(write([activity()], null)).toEqual({ rows: [], events: [] });
  });
});

import { describe, expect, it } from '@jest/globals';
import type { ScalingActivity } from '../../aws/index.js';
import { readActivity, scalingWrites } from './scaling-activities.js';

const SERVICE = {
  id: 'svc-aaaaaaaaaaaaaaaa',
  clusterId: 'clu-aaaaaaaaaaaaaaaa',
  labels: { environment: 'prod', team: null, tier: null } as const,
};
const ALARM = 'TargetTracking-service/prod/api-AlarmHigh-4f0f2c1e-0000-0000-0000-000000000000';

function activity(
  id: string,
  minute: number,
  description: string,
  extra: Partial<ScalingActivity> = {},
): ScalingActivity {
  return {
    ActivityId: id,
    ResourceId: 'service/prod/api',
    Description: description,
    Cause: `monitor alarm ${ALARM} in state ALARM triggered policy cpu-70`,
    StartTime: new Date(minute * 60_000),
    EndTime: minute * 60_000 + 45_000,
    StatusCode: 'Successful',
    StatusMessage: null,
    NotScaledReasons: [],
    ...extra,
  };
}

describe('readActivity', () => {
  it('reads the count, the alarm and the policy out of the words', () => {
    expect(readActivity(activity('a', 0, 'Setting desired count to 6.'))).toEqual({
      to: 6,
      alarm: ALARM,
      policy: 'cpu-70',
    });
  });

  it('leaves open what the words do not say', () => {
    const scheduled = { Description: 'Setting min capacity to 4', Cause: 'minimum capacity was set to 4' };
    expect(readActivity(scheduled)).toEqual({ to: null, alarm: null, policy: null });
  });
});

describe('scalingWrites', () => {
  it('takes the count before from the activity before, in order of time', () => {
    const newestFirst = [
      activity('c', 30, 'Setting desired count to 5.'),
      activity('b', 20, 'Attempting to scale due to alarm triggered', {
        StatusCode: 'Failed',
        NotScaledReasons: [
          { Code: 'AlreadyAtMaxCapacity', MaxCapacity: 8, MinCapacity: 2, CurrentCapacity: 8 },
        ],
      }),
      activity('a', 10, 'Setting desired count to 8.'),
    ];
    const { rows, events } = scalingWrites(newestFirst, SERVICE, 'demo', 4);
    expect(rows.map((row) => [row['activity_id'], row['from_count'], row['to_count']])).toEqual([
      ['a', 4, 8],
      ['b', 8, null],
      ['c', 8, 5],
    ]);
    expect(events.map(({ type, severity }) => [type, severity])).toEqual([
      ['desired_changed', 'info'],
      ['not_scaled', 'warning'],
      ['desired_changed', 'info'],
    ]);
  });

  it('does not take a failed activity for a count that was reached', () => {
    const rows = scalingWrites(
      [
        activity('a', 1, 'Setting desired count to 9.', { StatusCode: 'Failed' }),
        activity('b', 2, 'Setting desired count to 5.'),
      ],
      SERVICE,
      'demo',
      4,
    ).rows;
    expect(rows.map((row) => row['from_count'])).toEqual([4, 4]);
  });
});

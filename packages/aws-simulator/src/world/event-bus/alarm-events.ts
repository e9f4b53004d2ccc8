import { MINUTE } from '../calendar.js';
import type { Alarm, AlarmState, AlarmsView } from '../alarms/alarms-view.js';
import type { RegionState } from '../simulation/region-state.js';
import type { AwsRecord, Millis } from '../types.js';
import { busEvent } from './bus-event.js';
import type { BusEvent } from './event-bus-view.js';

/** CloudWatch Alarm State Change. Alarms are functions of their series, so a change is seen by looking once a minute. */
export class AlarmWatch {
  private readonly states = new Map<string, AlarmState>();
  private lookedAt = -Infinity;

  constructor(
    private readonly state: RegionState,
    private readonly alarms: AlarmsView,
  ) {}

  /** Changes since the last look; the first look only learns how things are. */
  changes(now: Millis): BusEvent[] {
    const minute = Math.floor(now / MINUTE) * MINUTE;
    if (minute <= this.lookedAt) return [];
    const first = this.lookedAt === -Infinity;
    this.lookedAt = minute;
    return this.alarms.list().flatMap((alarm) => {
      const before = this.states.get(alarm.name);
      const state = alarm.state();
      this.states.set(alarm.name, state);
      return first || before === undefined || before === state ? [] : [this.tell(alarm, before, state, now)];
    });
  }

  private tell(alarm: Alarm, before: AlarmState, state: AlarmState, now: Millis): BusEvent {
    const record = alarm.describe();
    const stamp = (at: unknown): string =>
      (at instanceof Date ? at : new Date(now)).toISOString().replace('Z', '+0000');
    return busEvent(this.state, {
      source: 'aws.cloudwatch',
      detailType: 'CloudWatch Alarm State Change',
      at: now,
      resources: [String(record['AlarmArn'])],
      key: `${now} ${state}`,
      detail: {
        alarmName: alarm.name,
        configuration: configuration(alarm, record),
        previousState: { value: before, timestamp: stamp(record['StateTransitionedTimestamp']) },
        state: {
          value: state,
          reason: record['StateReason'],
          ...(record['StateReasonData'] !== undefined && { reasonData: record['StateReasonData'] }),
          timestamp: stamp(record['StateUpdatedTimestamp']),
        },
      },
    });
  }
}

function configuration(alarm: Alarm, record: AwsRecord): AwsRecord {
  const description = record['AlarmDescription'];
  if (alarm.composite)
    return { description, alarmRule: record['AlarmRule'], actionsEnabled: record['ActionsEnabled'] };
  const dimensions = (record['Dimensions'] ?? []) as { Name: string; Value: string }[];
  return {
    description,
    metrics: [
      {
        id: 'm1',
        metricStat: {
          metric: {
            namespace: record['Namespace'],
            name: record['MetricName'],
            dimensions: Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, Value])),
          },
          period: record['Period'],
          stat: record['Statistic'],
        },
        returnData: true,
      },
    ],
  };
}

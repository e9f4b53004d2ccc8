import {
  AwsCallError,
  type AlarmHistoryItem,
  type AwsPlace,
  type CompositeAlarm,
  type MetricAlarm,
} from '../../../aws/index.js';
import { describeCompositeAlarm, describeMetricAlarm, isScalingAlarm } from '../../describe/alarm.js';
import type { TimelineEvent } from '../../history/timeline-event.js';
import type { Observed } from '../../observed.js';
import { resourceId } from '../../resource-id.js';
import type { AutoScalingGroupsPart } from '../auto-scaling-groups.js';
import { InventoryPart, type PartContext, type PartEventContext, type ReadOptions } from '../part.js';
import { alarmEvents } from './alarm-events.js';
import { AlarmSubjects } from './alarm-subject.js';

const DAY = 86_400_000;
/** CloudWatch keeps 30 days; charts reach two weeks back. */
const HISTORY_MS = 14 * DAY;
/** Histories that one read asks for at most: each alarm is a call of its own. */
const HISTORIES_PER_READ = 10;

export interface AlarmsAnswer {
  metric: MetricAlarm[];
  composite: CompositeAlarm[];
  /** New changes by ARN, of alarms that are no scaling's. */
  changes: Map<string, AlarmHistoryItem[]>;
}

/**
 * CloudWatch alarms, mirrored, and the history of those that people made: asked once in whole, and again when the time
 * of the last change has moved. What scaling alarms do is told by the scaling activities.
 */
export class AlarmsPart extends InventoryPart<AlarmsAnswer> {
  readonly name = 'alarms';
  readonly everyMs = 55_000;
  readonly kinds = ['alarm'] as const;
  private readonly subjects = new AlarmSubjects();
  /** Last change of each alarm up to which its history was read, by ARN. */
  private readonly historyOf = new Map<string, number>();
  /** What an alarm watches, for its events. */
  private readonly subjectOf = new Map<string, string | null>();

  constructor(private readonly groups: AutoScalingGroupsPart) {
    super();
  }

  async read(place: AwsPlace, { now }: ReadOptions): Promise<AlarmsAnswer> {
    const { metric, composite } = await place.alarms.all();
    return { metric, composite, changes: await this.history(place, [...metric, ...composite], now) };
  }

  private async history(
    place: AwsPlace,
    alarms: readonly (MetricAlarm | CompositeAlarm)[],
    now: number,
  ): Promise<Map<string, AlarmHistoryItem[]>> {
    const changed = alarms.filter(
      (alarm) =>
        !isScalingAlarm(alarm) &&
        this.historyOf.get(alarm.AlarmArn) !== (alarm.StateTransitionedTimestamp ?? 0),
    );
    const found = new Map<string, AlarmHistoryItem[]>();
    for (const alarm of changed.slice(0, HISTORIES_PER_READ)) {
      const { AlarmName, AlarmArn, StateTransitionedTimestamp } = alarm;
      const since = this.historyOf.get(AlarmArn) ?? now - HISTORY_MS;
      try {
        found.set(AlarmArn, await place.alarms.changes(AlarmName, 'AlarmRule' in alarm, since));
      } catch (error) {
        // The alarms themselves are there all the same; their history is asked for again with the next read.
        if (error instanceof AwsCallError) return found;
        throw error;
      }
      this.historyOf.set(AlarmArn, StateTransitionedTimestamp ?? 0);
    }
    return found;
  }

  override observe({ metric, composite }: AlarmsAnswer, context: PartContext): Observed[] {
    const groups = new Map(
      (this.groups.latest ?? []).map((group) => [group.AutoScalingGroupName, group.AutoScalingGroupARN]),
    );
    this.subjects.note(context.seen, context.complete, groups);
    const describing = {
      accountId: context.accountId,
      subjectOf: (namespace: string | null, dimensions: Readonly<Record<string, string>>) =>
        this.subjects.subjectOf(namespace, dimensions, context),
    };
    const observed = [
      ...metric.map((alarm) => describeMetricAlarm(alarm, describing)),
      ...composite.map((alarm) => describeCompositeAlarm(alarm, describing)),
    ];
    for (const { id, parentId } of observed) this.subjectOf.set(id, parentId);
    return observed;
  }

  override events({ metric, composite, changes }: AlarmsAnswer, context: PartEventContext): TimelineEvent[] {
    return [...metric, ...composite].flatMap((alarm) => {
      const id = resourceId('alarm', alarm.AlarmArn);
      const parentId = this.subjectOf.get(id) ?? null;
      const labels = (parentId === null ? undefined : context.labelsOf(parentId)) ?? context.labelsOf(id);
      return alarmEvents(changes.get(alarm.AlarmArn) ?? [], { id, parentId, labels });
    });
  }
}

import type { AwsPlace, GroupActivity } from '../../aws/index.js';
import type { Row } from '../../database/index.js';
import { ActivityReader } from '../history/activity-reader.js';
import { groupActivityWrites, type GroupActivityWrites } from '../history/group-activities.js';
import type { TimelineEvent } from '../history/timeline-event.js';
import { resourceId } from '../resource-id.js';
import type { AutoScalingGroupsPart } from './auto-scaling-groups.js';
import { InventoryPart, type PartEventContext } from './part.js';

/** What Auto Scaling groups did: instances launched and ended, and why. */
export class AutoScalingActivitiesPart extends InventoryPart<GroupActivity[]> {
  readonly name = 'Auto Scaling activities';
  readonly everyMs = 25_000;
  readonly kinds = [] as const;
  /** Activities that have ended: they do not change again. */
  private readonly ended = new Set<string>();
  private readonly reader = new ActivityReader<GroupActivity>((id) => this.ended.has(id));

  constructor(private readonly groups: AutoScalingGroupsPart) {
    super();
  }

  async read(place: AwsPlace): Promise<GroupActivity[]> {
    const found = await this.reader.read((token) => place.autoScaling.activities(token));
    return found.filter(({ ActivityId }) => !this.ended.has(ActivityId));
  }

  override events(activities: GroupActivity[], context: PartEventContext): TimelineEvent[] {
    const { events } = this.writes(activities, context);
    return events;
  }

  override scalings(activities: GroupActivity[], context: PartEventContext): Row[] {
    const { rows } = this.writes(activities, context);
    for (const { ActivityId, EndTime } of activities) if (EndTime !== null) this.ended.add(ActivityId);
    return rows;
  }

  private writes(activities: readonly GroupActivity[], context: PartEventContext): GroupActivityWrites {
    const arns = new Map(
      (this.groups.latest ?? []).map((group) => [group.AutoScalingGroupName, group.AutoScalingGroupARN]),
    );
    const idOf = ({ AutoScalingGroupARN, AutoScalingGroupName }: GroupActivity): string | null => {
      const arn = AutoScalingGroupARN ?? arns.get(AutoScalingGroupName);
      return arn === undefined ? null : resourceId('auto_scaling_group', arn);
    };
    return groupActivityWrites(activities, { ...context, idOf });
  }
}

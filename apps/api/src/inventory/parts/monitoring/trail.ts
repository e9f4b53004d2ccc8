import type { AwsPlace, TrailChange } from '../../../aws/index.js';
import { actorChange, type ActorChange } from '../../history/actor.js';
import { ActivityReader } from '../../history/activity-reader.js';
import { ruleEvent } from '../../history/rule-events.js';
import type { TimelineEvent } from '../../history/timeline-event.js';
import type { AutoScalingGroupsPart } from '../auto-scaling-groups.js';
import { InventoryPart, type PartEventContext, type ReadOptions } from '../part.js';

const DAY = 86_400_000;
/** Revisions older than that were made before Danji looked. */
const LOOK_BACK_MS = 14 * DAY;
/** A change may be seen this much later than CloudTrail tells of it: until then it is joined again. */
const JOINED_FOR_MS = 30 * 60_000;

/** Security groups are read once a minute. */
const SWEPT_WITHIN_MS = 2 * 60_000;

type Read = TrailChange & { ActivityId: string };

/** Who changed what: CloudTrail's event history, a page a minute once the past has been read. */
export class TrailPart extends InventoryPart<TrailChange[]> {
  readonly name = 'CloudTrail';
  readonly everyMs = 60_000;
  readonly kinds = [] as const;
  private readonly known = new Set<string>();
  private readonly reader = new ActivityReader<Read>((id) => this.known.has(id));
  /** Pages belong to one question, so its beginning stays. */
  private since: number | null = null;
  private recent: TrailChange[] = [];

  constructor(private readonly groups: AutoScalingGroupsPart) {
    super();
  }

  async read(place: AwsPlace, { now }: ReadOptions): Promise<TrailChange[]> {
    const since = (this.since ??= now - LOOK_BACK_MS);
    const found = await this.reader.read(async (token) => {
      const { items, next } = await place.trail.changes(since, token);
      return { items: items.map((item) => ({ ...item, ActivityId: item.id })), next };
    });
    const fresh = found.filter(({ id }) => !this.known.has(id));
    for (const { id } of fresh) this.known.add(id);
    const again = this.recent.filter(({ at }) => now - at < JOINED_FOR_MS);
    this.recent = [...again, ...fresh.filter(({ at }) => now - at < JOINED_FOR_MS)];
    return [...again, ...fresh];
  }

  override changes(answer: TrailChange[], context: PartEventContext): ActorChange[] {
    const arns = new Map(
      (this.groups.latest ?? []).map((group) => [group.AutoScalingGroupName, group.AutoScalingGroupARN]),
    );
    const place = { ...context, groupArnOf: (name: string) => arns.get(name) };
    return answer.flatMap((change) => actorChange(change, place) ?? []);
  }

  override told(answer: TrailChange[], context: PartEventContext): TimelineEvent[] {
    // One that a sweep is about to see is told by that sweep.
    const settled = answer.filter(({ at }) => context.now - at >= SWEPT_WITHIN_MS);
    return settled.flatMap((change) => ruleEvent(change, context) ?? []);
  }
}

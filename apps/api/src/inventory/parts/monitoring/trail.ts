import type { AwsPlace, TrailChange } from '../../../aws/index.js';
import { actorChange, type ActorChange } from '../../history/actor.js';
import { ActivityReader } from '../../history/activity-reader.js';
import { InventoryPart, type PartEventContext, type ReadOptions } from '../part.js';

const DAY = 86_400_000;
/** Revisions older than that were made before Danji looked. */
const LOOK_BACK_MS = 14 * DAY;
/** A change may be seen this much later than CloudTrail tells of it: until then it is joined again. */
const JOINED_FOR_MS = 30 * 60_000;

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
    return answer.flatMap((change) => actorChange(change, context) ?? []);
  }
}

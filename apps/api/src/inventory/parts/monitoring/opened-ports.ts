import type { AwsPlace, TrailChange } from '../../../aws/index.js';
import { RULE_CALLS, ruleEvent } from '../../history/rule-events.js';
import type { TimelineEvent } from '../../history/timeline-event.js';
import { InventoryPart, type PartEventContext, type ReadOptions } from '../part.js';

const DAY = 86_400_000;
/** CloudTrail keeps 90 days of its event history. */
const KEPT_MS = 90 * DAY;
/** Pages of one read: two a second is all that AWS gives an account. */
const PAGES_PER_READ = 3;

/**
 * Who opened and closed ports in the 90 days that CloudTrail keeps: asked by the names of the calls, since all changes of
 * 90 days are thousands of pages. Once per process; what comes later is among the changes that TrailPart reads.
 */
export class OpenedPortsPart extends InventoryPart<TrailChange[]> {
  readonly name = 'CloudTrail, opened ports';
  readonly everyMs = 60_000;
  readonly kinds = [] as const;
  private readonly calls: string[] = [...RULE_CALLS];
  private token: string | null = null;
  private since: number | null = null;

  async read(place: AwsPlace, { now }: ReadOptions): Promise<TrailChange[]> {
    const since = (this.since ??= now - KEPT_MS);
    const found: TrailChange[] = [];
    for (let page = 0; page < PAGES_PER_READ; page += 1) {
      const [call] = this.calls;
      if (call === undefined) return found;
      const token = this.token;
      // A token that AWS no longer takes: the call is asked from its newest again.
      this.token = null;
      const { items, next } = await place.trail.calls(call, since, token);
      found.push(...items);
      this.token = next;
      if (next === null) this.calls.shift();
    }
    return found;
  }

  override told(answer: TrailChange[], context: PartEventContext): TimelineEvent[] {
    return answer.flatMap((change) => ruleEvent(change, context) ?? []);
  }
}

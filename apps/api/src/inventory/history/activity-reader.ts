import type { AwsPlace, ScalingActivity } from '../../aws/index.js';

/** Pages of history that one sweep reads; of the newest, until it meets one that is known. */
const PAGES_PER_SWEEP = 3;

/**
 * Reads scaling activities so that a sweep never waits for six weeks of them: the newest pages each time, and the
 * older ones a few pages a sweep, once per process (a start may have been cut off in the middle of them).
 */
export class ActivityReader {
  /** Where the older pages go on; null: they were all read; undefined: not begun. */
  private older: string | null | undefined;

  constructor(private readonly isKnown: (activityId: string) => boolean) {}

  async read(place: Pick<AwsPlace, 'serviceScaling'>): Promise<ScalingActivity[]> {
    const first = await place.serviceScaling.activities(null);
    const found = [...first.items];
    if (this.older === undefined) this.older = first.next;
    let next = first.next;
    for (let page = 1; page < PAGES_PER_SWEEP && next !== null && !this.meetsKnown(found); page += 1) {
      const more = await place.serviceScaling.activities(next);
      found.push(...more.items);
      next = more.next;
    }
    await this.readOlder(place, found);
    return [...new Map(found.map((activity) => [activity.ActivityId, activity])).values()];
  }

  private async readOlder(place: Pick<AwsPlace, 'serviceScaling'>, found: ScalingActivity[]): Promise<void> {
    for (let page = 0; page < PAGES_PER_SWEEP && this.older != null; page += 1) {
      const token = this.older;
      // A token that AWS no longer takes: begin again with the next sweep.
      this.older = undefined;
      const more = await place.serviceScaling.activities(token);
      found.push(...more.items);
      this.older = more.next;
    }
  }

  private meetsKnown(activities: readonly ScalingActivity[]): boolean {
    return activities.some(({ ActivityId }) => this.isKnown(ActivityId));
  }
}

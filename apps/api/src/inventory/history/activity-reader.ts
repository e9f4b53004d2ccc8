/** Pages of history that one sweep reads; of the newest, until it meets one that is known. */
const PAGES_PER_SWEEP = 3;

interface Page<T> {
  items: T[];
  next: string | null;
}
type ReadPage<T> = (token: string | null) => Promise<Page<T>>;

/**
 * Reads scaling activities so that a sweep never waits for six weeks of them: the newest pages each time, and the
 * older ones a few pages a sweep, once per process (a start may have been cut off in the middle of them).
 */
export class ActivityReader<T extends { ActivityId: string }> {
  /** Where the older pages go on; null: they were all read; undefined: not begun. */
  private older: string | null | undefined;

  constructor(private readonly isKnown: (activityId: string) => boolean) {}

  async read(page: ReadPage<T>): Promise<T[]> {
    const first = await page(null);
    const found = [...first.items];
    if (this.older === undefined) this.older = first.next;
    let next = first.next;
    for (let read = 1; read < PAGES_PER_SWEEP && next !== null && !this.meetsKnown(found); read += 1) {
      const more = await page(next);
      found.push(...more.items);
      next = more.next;
    }
    await this.readOlder(page, found);
    return [...new Map(found.map((activity) => [activity.ActivityId, activity])).values()];
  }

  private async readOlder(page: ReadPage<T>, found: T[]): Promise<void> {
    for (let read = 0; read < PAGES_PER_SWEEP && this.older != null; read += 1) {
      const token = this.older;
      // A token that AWS no longer takes: begin again with the next sweep.
      this.older = undefined;
      const more = await page(token);
      found.push(...more.items);
      this.older = more.next;
    }
  }

  private meetsKnown(activities: readonly T[]): boolean {
    return activities.some(({ ActivityId }) => this.isKnown(ActivityId));
  }
}

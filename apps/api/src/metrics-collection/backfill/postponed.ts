const POSTPONE_MS = 10 * 60_000;

/** Series whose history AWS could not give just now: left alone for ten minutes, so that they hold up nobody. */
export class Postponed {
  private readonly until = new Map<number, number>();

  add(seriesId: number, now: number): void {
    this.until.set(seriesId, now + POSTPONE_MS);
  }

  /** Ids that are to be left alone. `now`: epoch ms. */
  at(now: number): number[] {
    for (const [id, until] of this.until) if (until <= now) this.until.delete(id);
    return [...this.until.keys()];
  }
}

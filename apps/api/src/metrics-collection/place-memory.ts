import { Postponed } from './backfill/postponed.js';
import type { SeriesFault } from './fetch/fetch-metrics.js';
import { SlotMemory } from './store/slot-memory.js';

/** What the process remembers of a place between polls. All of it may be lost. */
export class PlaceMemory {
  readonly slots = new SlotMemory();
  readonly postponed = new Postponed();
  private readonly suspects = new Set<number>();

  /** Series that broke a call are asked apart from then on. */
  suspect(faults: readonly SeriesFault<{ id: number }>[]): void {
    for (const { kind, series } of faults) if (kind === 'rejected') this.suspects.add(series.id);
  }

  splitSuspects<S extends { id: number }>(series: readonly S[]): [suspects: S[], others: S[]] {
    return [
      series.filter(({ id }) => this.suspects.has(id)),
      series.filter(({ id }) => !this.suspects.has(id)),
    ];
  }
}

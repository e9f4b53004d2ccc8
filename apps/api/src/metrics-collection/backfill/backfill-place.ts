import { notifyChanges } from '../../database/index.js';
import { inParallel } from '../fetch/in-parallel.js';
import { packBatches } from '../fetch/pack-batches.js';
import { ANSWER_POINTS, CALLS_AT_ONCE, HistoryReader, type HistoryParts } from '../history/history-reader.js';
import { placeName } from '../place-key.js';
import type { PlannedSeries } from '../plan/join-series.js';
import { closeGaps, dropHopelessGaps, gapsAfter, gapTotals } from './gap.repository.js';
import { pointsIn, retentionMs, sliceStart, type Gap } from './gap.js';
import type { Postponed } from './postponed.js';
import { addProgress, finishProgress, noteRemaining } from './progress.repository.js';

export interface BackfillParts extends HistoryParts {
  postponed: Postponed;
  /** Epoch ms after which no further call is begun. */
  deadline: number;
}

interface Slice {
  from: number;
  to: number;
}

/**
 * Fills the gaps of a place, newest first: the last 24 hours of everything, then day by day. What is left stands in
 * the database, so that it goes on where it was after any end of the process.
 */
export class PlaceBackfill {
  private readonly reader: HistoryReader;
  private stopped = false;
  private countedUntil: number;

  constructor(private readonly parts: BackfillParts) {
    this.reader = new HistoryReader(parts);
    this.countedUntil = parts.clock.now();
  }

  /** `readPlan` is asked only when there is a gap. @returns whether there is more that could be read at once */
  async run(readPlan: () => Promise<PlannedSeries[]>): Promise<boolean> {
    const { database, place, clock, postponed } = this.parts;
    const { pool } = database;
    let plan: PlannedSeries[] | null = null;
    for (;;) {
      const now = clock.now();
      const left = await gapTotals(pool, place, postponed.at(now));
      if (left.newest === null || left.oldest === null) {
        await finishProgress(pool, place, now);
        return false;
      }
      if (plan === null) {
        plan = await readPlan();
        const known = plan.map((series) => series.id);
        await dropHopelessGaps(pool, place, known, now);
        continue;
      }
      await noteRemaining(
        pool,
        place,
        { points: left.points, from: left.oldest, reachedBackTo: left.newest },
        now,
      );
      if (left.newestReadable === null || this.stopped) return false;
      if (this.isOver) return true;
      await this.fill(plan, { from: sliceStart(left.newestReadable, now), to: left.newestReadable });
    }
  }

  private async fill(plan: readonly PlannedSeries[], slice: Slice): Promise<void> {
    const { database, place, postponed, clock } = this.parts;
    const waiting = new Set(postponed.at(clock.now()));
    const gaps = new Map<number, Gap[]>();
    for (const gap of await gapsAfter(database.pool, place, slice.from)) {
      if (!waiting.has(gap.seriesId)) gaps.set(gap.seriesId, [...(gaps.get(gap.seriesId) ?? []), gap]);
    }
    const batches = packBatches(
      plan.filter((series) => gaps.has(series.id)),
      { spanMs: slice.to - slice.from, maxPoints: ANSWER_POINTS },
    );
    const changed = new Set<string>();
    await inParallel(batches, CALLS_AT_ONCE, (batch) => this.fillBatch(batch, gaps, slice, changed));
    await notifyChanges(database.pool, 'metrics', [...changed]);
    await notifyChanges(database.pool, 'collection', [placeName(place)]);
  }

  private async fillBatch(
    batch: readonly PlannedSeries[],
    gaps: ReadonlyMap<number, readonly Gap[]>,
    slice: Slice,
    changed: Set<string>,
  ): Promise<void> {
    if (this.isOver || this.stopped) return;
    const { place, clock, postponed, report } = this.parts;
    const range = rangeOf(batch, gaps, slice, clock.now());
    const result = await this.reader.read(batch, range, async (client, { complete, faults }, rows) => {
      // What AWS refuses for good is named and not asked for ever.
      const final = [
        ...complete,
        ...faults.filter(({ kind }) => kind !== 'incomplete').map(({ series }) => series),
      ];
      const ids = final.map(({ id }) => id);
      await closeGaps(client, ids, slice);
      const done = ids.reduce((sum, id) => sum + pointsWithin(gaps.get(id) ?? [], slice), 0);
      await addProgress(
        client,
        place,
        { done, stored: rows.points, seconds: this.secondsSince() },
        clock.now(),
      );
    });
    report.items += result.complete.length;
    for (const { resourceId } of result.complete) changed.add(resourceId);
    for (const { kind, series } of result.faults) {
      if (kind === 'incomplete') postponed.add(series.id, clock.now());
    }
    if (result.stopped) this.stopped = true;
  }

  private get isOver(): boolean {
    return this.parts.signal?.aborted === true || this.parts.clock.now() >= this.parts.deadline;
  }

  /** Seconds of work that were not counted yet; calls overlap, so each second counts once. */
  private secondsSince(): number {
    const now = this.parts.clock.now();
    const seconds = (now - this.countedUntil) / 1000;
    this.countedUntil = now;
    return seconds;
  }
}

/** What is asked: from the oldest gap of the batch within the slice and within what CloudWatch keeps. */
function rangeOf(
  batch: readonly PlannedSeries[],
  gaps: ReadonlyMap<number, readonly Gap[]>,
  slice: Slice,
  now: number,
): Slice {
  const period = (batch[0] as PlannedSeries).period;
  const step = period * 1000;
  const oldest = Math.min(...batch.flatMap(({ id }) => (gaps.get(id) ?? []).map((gap) => gap.from)));
  const from = Math.max(slice.from, oldest, now - retentionMs(period));
  return { from: Math.min(Math.floor(from / step) * step, slice.to - step), to: slice.to };
}

function pointsWithin(gaps: readonly Gap[], slice: Slice): number {
  return gaps.reduce((sum, gap) => sum + pointsIn({ ...gap, from: Math.max(gap.from, slice.from) }), 0);
}

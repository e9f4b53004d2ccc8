import { isSilent } from './silent-series.js';
import type { KnownSeries, SeriesChange } from './series.repository.js';
import { seriesKey, type WantedSeries } from './wanted-series.js';

/** A wanted series with its row. */
export interface PlannedSeries extends WantedSeries {
  id: number;
  /** Epoch ms before which everything has been read, except the gaps; null: it was never polled. */
  fetchedUntil: number | null;
  /** Asked in this poll: its resource is live, or stopped so lately that the last points are still to come. */
  polled: boolean;
}

interface SeriesPlan {
  series: PlannedSeries[];
  changes: SeriesChange[];
}

/** How long after it stopped a resource's last datapoints are awaited: the poll window. */
export const TAIL_MS = 30 * 60_000;

/** Wanted series without a row: those are to be created, except for resources that are gone. */
export function missingSeries(
  wanted: readonly WantedSeries[],
  known: ReadonlyMap<string, KnownSeries>,
): WantedSeries[] {
  return wanted.filter((one) => !one.deleted && !known.has(seriesKey(one)));
}

/** Joins what is wanted with its rows, and says which rows no longer tell the truth. `now`: epoch ms. */
export function joinSeries(
  wanted: readonly WantedSeries[],
  known: ReadonlyMap<string, KnownSeries>,
  now: number,
): SeriesPlan {
  const plan: SeriesPlan = { series: [], changes: [] };
  const seen = new Set<number>();
  const joined = wanted.flatMap((one) => {
    const row = known.get(seriesKey(one));
    return row === undefined ? [] : [{ one, row }];
  });
  const publishing = new Set(
    joined.filter(({ row }) => row.lastPointAt !== null).map(({ one }) => one.resourceId),
  );
  for (const { one, row } of joined) {
    seen.add(row.id);
    const retiredAt = one.live ? null : (row.retiredAt ?? now);
    if (retiredAt !== row.retiredAt || one.period !== row.period) {
      plan.changes.push({ id: row.id, period: one.period, retiredAt });
    }
    const ending = retiredAt !== null && row.fetchedUntil !== null && now - retiredAt < TAIL_MS;
    const silent = publishing.has(one.resourceId) && isSilent(row, one.since, now);
    const polled = (one.live || ending) && !silent;
    plan.series.push({ ...one, id: row.id, fetchedUntil: row.fetchedUntil, polled });
  }
  for (const row of known.values()) {
    if (row.retiredAt === null && !seen.has(row.id)) {
      plan.changes.push({ id: row.id, period: row.period, retiredAt: now });
    }
  }
  return plan;
}

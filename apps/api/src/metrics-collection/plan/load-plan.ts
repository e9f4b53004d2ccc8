import type { Database } from '../../database/index.js';
import type { PlaceKey } from '../place-key.js';
import { joinSeries, missingSeries, TAIL_MS, type PlannedSeries } from './join-series.js';
import { changeSeries, createSeries, readFleet, readSeries } from './series.repository.js';
import { wantedSeries } from './wanted-series.js';

interface PlanTime {
  /** Epoch ms. */
  now: number;
  /** Epoch ms; resources deleted since still take part, not polled. */
  deletedAfter: number;
}

/** The series of a place as its stored inventory calls for them now. Rows are created, retired and revived first. */
export async function keepPlan(
  { pool }: Pick<Database, 'pool'>,
  place: PlaceKey,
  { now, deletedAfter }: PlanTime,
): Promise<PlannedSeries[]> {
  const wanted = wantedSeries(await readFleet(pool, place, deletedAfter));
  let known = await readSeries(pool, place);
  const missing = missingSeries(wanted, known);
  if (missing.length > 0) {
    // What sleeps when it is first seen stopped before: no last points are awaited.
    await createSeries(pool, place, missing, { now, sleepingSince: now - TAIL_MS });
    known = await readSeries(pool, place);
  }
  const { series, changes } = joinSeries(wanted, known, now);
  await changeSeries(pool, changes);
  return series;
}

/** The same without writing: series that have no row yet are left out. */
export async function readPlan(
  { pool }: Pick<Database, 'pool'>,
  place: PlaceKey,
  { now, deletedAfter }: PlanTime,
): Promise<PlannedSeries[]> {
  const wanted = wantedSeries(await readFleet(pool, place, deletedAfter));
  return joinSeries(wanted, await readSeries(pool, place), now).series;
}

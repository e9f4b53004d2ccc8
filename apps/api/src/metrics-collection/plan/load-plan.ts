import { inTransaction, type Database } from '../../database/index.js';
import type { PlaceKey } from '../place-key.js';
import { joinSeries, missingSeries, TAIL_MS, type PlannedSeries } from './join-series.js';
import { changeSeries, createSeries, readFleet, readSeries } from './series.repository.js';
import { wantedSeries } from './wanted-series.js';

/**
 * The series of a place as its stored inventory calls for them now; rows are created, retired and revived on the way.
 * @param deletedAfter epoch ms; resources deleted since still take part, not polled
 */
export async function loadPlan(
  { pool }: Pick<Database, 'pool'>,
  place: PlaceKey,
  { now, deletedAfter }: { now: number; deletedAfter: number },
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
  if (changes.length > 0) await inTransaction(pool, (client) => changeSeries(client, changes));
  return series;
}

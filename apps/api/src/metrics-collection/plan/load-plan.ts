import type { MetricCatalogue } from '@danji/shared';
import type { Database } from '../../database/index.js';
import { writeGroupCounts } from '../groups/group.repository.js';
import { countGroups } from '../groups/count-groups.js';
import type { PlaceKey } from '../place-key.js';
import type { DiscoveredDimensions } from './discovered-dimensions.js';
import { joinSeries, missingSeries, TAIL_MS, type PlannedSeries } from './join-series.js';
import { changeSeries, createSeries, readFleet, readSeries } from './series.repository.js';
import { chosenSeries, wantedSeries, type WantedSeries } from './wanted-series.js';

export interface PlanFacts {
  catalogue: MetricCatalogue;
  /** Ids of the optional groups that are on. */
  enabled: ReadonlySet<string>;
  discovered: DiscoveredDimensions;
  /** Epoch ms. */
  now: number;
  /** Epoch ms; resources deleted since still take part, not polled. */
  deletedAfter: number;
}

type Pool = Pick<Database, 'pool'>;

/**
 * The series of a place as its stored inventory calls for them now. Rows are created, retired and revived first, and
 * what each optional group would be is counted, whether it is on or not.
 */
export async function keepPlan({ pool }: Pool, place: PlaceKey, facts: PlanFacts): Promise<PlannedSeries[]> {
  const { now } = facts;
  const { all, wanted } = await readWanted({ pool }, place, facts);
  let known = await readSeries(pool, place);
  const missing = missingSeries(wanted, known);
  if (missing.length > 0) {
    // What sleeps when it is first seen stopped before: no last points are awaited.
    await createSeries(pool, place, missing, { now, sleepingSince: now - TAIL_MS });
    known = await readSeries(pool, place);
  }
  const { series, changes } = joinSeries(wanted, known, now);
  await changeSeries(pool, changes);
  await writeGroupCounts(pool, place, countGroups(all), now);
  return series;
}

/** The same without writing: series that have no row yet are left out. */
export async function readPlan({ pool }: Pool, place: PlaceKey, facts: PlanFacts): Promise<PlannedSeries[]> {
  const { wanted } = await readWanted({ pool }, place, facts);
  return joinSeries(wanted, await readSeries(pool, place), facts.now).series;
}

/** What the stored inventory calls for, whether it has a row or not: `all` with every optional group, `wanted` as chosen. */
export async function readWanted(
  { pool }: Pool,
  place: PlaceKey,
  { catalogue, enabled, discovered, deletedAfter }: PlanFacts,
): Promise<{ all: WantedSeries[]; wanted: WantedSeries[] }> {
  const fleet = await readFleet(pool, place, { kinds: [...catalogue.kinds, 'alarm'], deletedAfter });
  const all = wantedSeries(fleet, catalogue, discovered);
  return { all, wanted: chosenSeries(all, fleet, catalogue, enabled) };
}

import { bucketGrid, carryThroughPeriod } from '@danji/analysis';
import type { MetricBuckets } from '../metrics/index.js';
import type { Watched } from './watched.repository.js';
import { fill, MINUTE_MS, placeOf, type FactRequest, type FactSources, type ObservedFacts } from './fact.js';

/** Nothing to tell of a minute with a datapoint; NaN of one without. */
export const zeroOf = (value: number): number => (Number.isNaN(value) ? NaN : 0);

/** A series as the catalogue names it, by a key of its own. */
interface Wanted {
  key: string;
  metric: string;
  stat: string;
}

/** How a fact is computed from metrics alone. */
export interface MetricFact {
  wanted: readonly Wanted[];
  /** Minutes that are needed before the first one that is answered. */
  lead: number;
  applies: (one: Watched) => boolean;
  /** Answers a value for each minute after the lead; `values(key)` has one for each minute with the lead, NaN: none. */
  compute: (values: (key: string) => Float64Array, one: Watched, lead: number) => Float64Array;
}

export const one = (metric: string, stat: string): Wanted[] => [{ key: 'value', metric, stat }];
/** The series of each resource on the grid and its lead, and what they make of each minute. */
export async function observe(
  request: FactRequest,
  { readMetrics, repository, pollSeconds }: FactSources,
  definition: MetricFact,
): Promise<ObservedFacts> {
  const { grid, now, ctx } = request;
  const watched = request.watched.filter(definition.applies);
  const { wanted, lead, compute } = definition;
  const from = grid.from - lead * MINUTE_MS;
  const to = grid.from + grid.count * MINUTE_MS;
  const queries = watched.flatMap(({ id }) =>
    wanted.map(({ key, metric, stat }) => ({ id: `${id} ${key}`, resource: id, metric, stat })),
  );
  if (queries.length === 0) return new Map();
  const [found, polls] = await Promise.all([
    readMetrics.run(ctx, queries, bucketGrid({ from, to, step: 60, tz: 'UTC' })),
    repository.lastPolls(now),
  ]);
  const facts: ObservedFacts = new Map();
  for (const subject of watched) {
    const first = found.get(`${subject.id} ${wanted[0]?.key}`);
    // A series that was never stored is no gap: the metric does not exist there.
    if (first === undefined) continue;
    const series = (key: string): Float64Array =>
      minuteValues(found.get(`${subject.id} ${key}`), lead + grid.count);
    const values = compute(series, subject, lead);
    const delay =
      (first.item?.delaySeconds ?? 0) * 2000 + (pollSeconds + first.buckets.period) * 1000 + MINUTE_MS;
    const polled = polls.get(placeOf(subject)) ?? -Infinity;
    facts.set(subject.id, withoutUnborn(values, { grid, now, delay, polled }));
  }
  return facts;
}

function minuteValues(found: MetricBuckets | undefined, length: number): Float64Array {
  if (found === undefined) return new Float64Array(length).fill(NaN);
  const factor = found.item?.factor ?? 1;
  const values = found.buckets.values.map((value) => value * factor);
  return carryThroughPeriod(values.subarray(0, length), found.buckets.period);
}

/**
 * Leaves out the newest minutes of which a datapoint cannot be there yet, and marks as not seen what is missing since the
 * last poll that succeeded.
 */
function withoutUnborn(
  values: Float64Array,
  { grid, now, delay, polled }: { grid: FactRequest['grid']; now: number; delay: number; polled: number },
): { values: Float64Array; seen: Uint8Array } {
  let known = values.length;
  while (
    known > 0 &&
    Number.isNaN(values[known - 1] as number) &&
    grid.from + (known - 1) * MINUTE_MS > now - delay
  ) {
    known -= 1;
  }
  const kept = values.slice(0, known);
  const seen = fill(known, 1);
  for (let i = 0; i < known; i += 1) {
    const at = grid.from + i * MINUTE_MS;
    if (Number.isNaN(kept[i] as number) && at > polled - delay && now - polled > delay) seen[i] = 0;
  }
  return { values: kept, seen };
}

import {
  bucketGrid,
  carryThroughPeriod,
  countsWithin,
  daysToEmpty,
  hoursToEmpty,
  hoursToEmptyByHour,
  lastKnown,
  quantile,
} from '@danji/analysis';
import type { AlertFact } from '@danji/shared';
import type { MetricBuckets } from '../metrics/index.js';
import type { Watched } from './watched.repository.js';
import {
  fill,
  HOUR_MS,
  MINUTE_MS,
  placeOf,
  type FactRequest,
  type FactSources,
  type ObservedFacts,
} from './fact.js';

/** Nothing to tell of a minute with a datapoint; NaN of one without. */
const zeroOf = (value: number): number => (Number.isNaN(value) ? NaN : 0);

/** A series as the catalogue names it, by a key of its own. */
interface Wanted {
  key: string;
  metric: string;
  stat: string;
}

/** How a fact is computed from metrics alone. */
interface MetricFact {
  wanted: readonly Wanted[];
  /** Minutes that are needed before the first one that is answered. */
  lead: number;
  applies: (one: Watched) => boolean;
  /** Answers a value for each minute after the lead; `values(key)` has one for each minute with the lead, NaN: none. */
  compute: (values: (key: string) => Float64Array, one: Watched, lead: number) => Float64Array;
}

const one = (metric: string, stat: string): Wanted[] => [{ key: 'value', metric, stat }];
const plain: MetricFact['compute'] = (values, _one, lead) => values('value').subarray(lead);
const number = ({ attributes }: Watched, name: string): number | null =>
  typeof attributes[name] === 'number' ? attributes[name] : null;
const running = ({ state }: Watched): boolean => state === 'running';
const available = ({ state }: Watched): boolean => state !== 'stopped' && state !== 'deleting';
const meant = ({ attributes }: Watched): boolean => attributes['desired'] !== 0;

const FREE: Wanted[] = one('FreeStorageSpace', 'Minimum');

const METRIC_FACTS: Partial<Record<AlertFact, MetricFact>> = {
  memory_maximum_percent: {
    wanted: one('MemoryUtilization', 'Maximum'),
    lead: 0,
    applies: meant,
    compute: plain,
  },
  status_check_failed: {
    wanted: one('StatusCheckFailed', 'Maximum'),
    lead: 0,
    applies: running,
    compute: plain,
  },
  credit_hours_left: {
    wanted: one('CPUCreditBalance', 'Minimum'),
    lead: 60,
    applies: running,
    compute: (values, _one, lead) => hoursToEmptyByHour(values('value'), lead),
  },
  storage_hours_left: {
    wanted: FREE,
    lead: 180,
    applies: available,
    compute: (values, _one, lead) => hoursToEmpty(values('value'), lead),
  },
  connections_percent: {
    wanted: one('DatabaseConnections', 'Maximum'),
    lead: 0,
    applies: (db) => available(db) && (number(db, 'maxConnections') ?? 0) > 0,
    compute: (values, db) =>
      values('value').map((used) => (100 * used) / (number(db, 'maxConnections') ?? NaN)),
  },
  replica_lag_seconds: {
    wanted: one('ReplicaLag', 'Average'),
    lead: 0,
    applies: (db) => available(db) && typeof db.attributes['replicaOf'] === 'string',
    compute: plain,
  },
  transaction_ids: {
    wanted: one('MaximumUsedTransactionIDs', 'Maximum'),
    lead: 0,
    applies: available,
    compute: plain,
  },
  target_5xx_percent: {
    wanted: [
      { key: 'requests', metric: 'RequestCount', stat: 'Sum' },
      { key: 'errors', metric: 'HTTPCode_Target_5XX_Count', stat: 'Sum' },
    ],
    lead: 0,
    applies: () => true,
    // CloudWatch has no point of an error count where there was none.
    compute: (values) => {
      const errors = values('errors');
      return values('requests').map((requests, i) =>
        requests > 0 ? (100 * (Number.isNaN(errors[i]) ? 0 : (errors[i] as number))) / requests : NaN,
      );
    },
  },
};

/** Facts of one minute by the metrics of that minute and of some before. @returns null for another kind of fact */
export async function readMetricFact(
  request: FactRequest,
  sources: FactSources,
): Promise<ObservedFacts | null> {
  const { fact } = request;
  if (fact === 'storage_days_left') return storageDays(request, sources);
  if (fact === 'target_latency_ratio') return latencyRatio(request, sources);
  if (fact === 'above_target_at_maximum') return aboveTarget(request, sources);
  if (fact === 'unhealthy_targets_percent') return unhealthyTargets(request, sources);
  const definition = METRIC_FACTS[fact];
  if (definition === undefined) return null;
  return observe(request, sources, definition);
}

/** The series of each resource on the grid and its lead, and what they make of each minute. */
async function observe(
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

const DAYS_BACK = 28;

/** Days until storage is full, by the slope of weeks; a new one each hour. */
async function storageDays(request: FactRequest, sources: FactSources): Promise<ObservedFacts> {
  const { grid, ctx } = request;
  const watched = request.watched.filter(available);
  const from = Math.floor(grid.from / HOUR_MS) * HOUR_MS - DAYS_BACK * 24 * HOUR_MS;
  const to = grid.from + grid.count * MINUTE_MS;
  const hours = bucketGrid({ from, to, step: 3600, tz: 'UTC' });
  const queries = watched.map(({ id }) => ({
    id,
    resource: id,
    metric: 'FreeStorageSpace',
    stat: 'Minimum',
  }));
  const found = await sources.readMetrics.run(ctx, queries, hours);
  const facts: ObservedFacts = new Map();
  for (const { id } of watched) {
    const series = found.get(id);
    if (series === undefined) continue;
    const hourly = [...series.buckets.min];
    const days = new Map<number, number>();
    const values = Float64Array.from({ length: grid.count }, (_, i) => {
      // The hours that were over by then: the one that runs may still fall.
      const whole = Math.floor((grid.from + i * MINUTE_MS - from) / HOUR_MS);
      const known = days.get(whole) ?? daysToEmpty(hourly.slice(0, whole));
      days.set(whole, known);
      return known;
    });
    facts.set(id, { values, seen: fill(grid.count, 1) });
  }
  return facts;
}

const USUAL_DAYS = 7;
const USUAL_LEAST = 3;

/** p95 latency against what is usual at this hour: the median, over the seven days before, of the highest minute of the hour. */
async function latencyRatio(request: FactRequest, sources: FactSources): Promise<ObservedFacts> {
  const { grid, ctx, watched } = request;
  const from = Math.floor(grid.from / HOUR_MS) * HOUR_MS - USUAL_DAYS * 24 * HOUR_MS;
  const hours = bucketGrid({ from, to: grid.from + grid.count * MINUTE_MS, step: 3600, tz: 'UTC' });
  const queries = watched.map(({ id }) => ({ id, resource: id, metric: 'TargetResponseTime', stat: 'p95' }));
  const hourly = await sources.readMetrics.run(ctx, queries, hours);
  const usual = new Map<string, (at: number) => number>();
  for (const [id, { buckets, item }] of hourly) {
    const known = new Map<number, number>();
    usual.set(id, (at) => {
      const hour = Math.floor((at - from) / HOUR_MS);
      const before = known.get(hour) ?? usualOf(buckets.max, hour) * (item?.factor ?? 1);
      known.set(hour, before);
      return before;
    });
  }
  return observe(request, sources, {
    wanted: one('TargetResponseTime', 'p95'),
    lead: 0,
    applies: () => true,
    compute: (values, { id }) =>
      values('value').map((p95, i) => p95 / (usual.get(id)?.(grid.from + i * MINUTE_MS) ?? NaN)),
  });
}

/** NaN with fewer than three days. */
function usualOf(hourly: ArrayLike<number>, hour: number): number {
  const same = Array.from({ length: USUAL_DAYS }, (_, day) => hourly[hour - (day + 1) * 24] ?? NaN);
  const known = same.filter((value) => value > 0);
  return known.length < USUAL_LEAST ? NaN : quantile(known, 0.5);
}

/** By how much a service at its maximum is above the target of its policy (percent points); 0 below its maximum. */
async function aboveTarget(request: FactRequest, sources: FactSources): Promise<ObservedFacts> {
  const { grid } = request;
  const scaled = request.watched.flatMap((subject) => {
    const bounds = trackedTarget(subject);
    return bounds === null || !meant(subject) ? [] : [{ subject, ...bounds }];
  });
  const to = grid.from + grid.count * MINUTE_MS;
  const counts = Map.groupBy(
    await sources.repository.counts(
      scaled.map(({ subject }) => subject.id),
      { from: grid.from, to },
    ),
    ({ resource_id }) => resource_id,
  );
  const facts: ObservedFacts = new Map();
  for (const metric of ['CPUUtilization', 'MemoryUtilization']) {
    const those = new Map(
      scaled.filter((each) => each.metric === metric).map((each) => [each.subject.id, each]),
    );
    const found = await observe(
      { ...request, watched: [...those.values()].map(({ subject }) => subject) },
      sources,
      {
        wanted: one(metric, 'Average'),
        lead: 0,
        applies: () => true,
        compute: (values, { id }) => {
          const bounds = those.get(id);
          const desired = lastKnown(
            (counts.get(id) ?? []).map(({ at, desired: value }) => ({ at, value })),
            grid,
          );
          return values('value').map((used, i) => {
            if (bounds === undefined || Number.isNaN(desired[i] as number)) return NaN;
            return (desired[i] as number) >= bounds.maximum
              ? Math.max(0, used - bounds.target)
              : zeroOf(used);
          });
        },
      },
    );
    for (const [id, fact] of found) facts.set(id, fact);
  }
  return facts;
}

const POLICY_METRICS: Readonly<Record<string, string>> = {
  ECSServiceAverageCPUUtilization: 'CPUUtilization',
  ECSServiceAverageMemoryUtilization: 'MemoryUtilization',
};

function trackedTarget({ attributes }: Watched): { maximum: number; target: number; metric: string } | null {
  const scaling = attributes['scaling'] as
    | {
        maximum: number;
        policies?: { metric: string | null; target: number | null }[];
      }
    | null
    | undefined;
  for (const { metric, target } of scaling?.policies ?? []) {
    const collected = POLICY_METRICS[metric ?? ''];
    if (scaling && collected !== undefined && target !== null)
      return { maximum: scaling.maximum, target, metric: collected };
  }
  return null;
}

const UNHEALTHY_WINDOW_MS = 5 * MINUTE_MS;

/**
 * The share of targets that are unhealthy: by the metrics, and (sooner, for they come with each sweep) by how many of the
 * desired tasks ECS reported as unhealthy within five minutes. The greater of the two.
 */
async function unhealthyTargets(request: FactRequest, sources: FactSources): Promise<ObservedFacts> {
  const { grid, watched } = request;
  const services = new Map(watched.map((group) => [group.id, serviceOf(group)]));
  const ids = [...services.values()].filter((id) => id !== null);
  const range = { from: grid.from - UNHEALTHY_WINDOW_MS, to: grid.from + grid.count * MINUTE_MS };
  const [events, counts] = await Promise.all([
    sources.repository.events(ids, ['target_unhealthy'], range),
    sources.repository.counts(ids, range),
  ]);
  const said = Map.groupBy(events, ({ resource_id }) => resource_id);
  const held = Map.groupBy(counts, ({ resource_id }) => resource_id);
  const ends = { from: grid.from + MINUTE_MS - 1, count: grid.count };
  const facts = await observe(request, sources, {
    wanted: [
      { key: 'unhealthy', metric: 'UnHealthyHostCount', stat: 'Maximum' },
      { key: 'healthy', metric: 'HealthyHostCount', stat: 'Average' },
    ],
    lead: 0,
    applies: () => true,
    compute: (values) => {
      const healthy = values('healthy');
      return values('unhealthy').map((unhealthy, i) => {
        const all = unhealthy + (Number.isNaN(healthy[i]) ? 0 : (healthy[i] as number));
        return all > 0 ? (100 * unhealthy) / all : zeroOf(unhealthy);
      });
    },
  });
  for (const group of watched) {
    const service = services.get(group.id) ?? null;
    const reported = service === null ? undefined : said.get(service);
    if (reported === undefined || service === null) continue;
    const times = countsWithin(
      reported.map(({ at }) => at),
      ends,
      UNHEALTHY_WINDOW_MS,
    );
    const desired = lastKnown(
      (held.get(service) ?? []).map(({ at, desired: value }) => ({ at, value })),
      grid,
    );
    const measured = facts.get(group.id);
    const values = times.map((count, i) => {
      const percent = count === 0 ? NaN : Math.min(100, (100 * count) / Math.max(1, desired[i] || count));
      const metric =
        measured !== undefined && i < measured.values.length ? (measured.values[i] as number) : NaN;
      return Number.isNaN(metric) ? percent : Number.isNaN(percent) ? metric : Math.max(metric, percent);
    });
    // What no metric and no event covers yet is left out at the end, as it was.
    let known = values.length;
    while (known > (measured?.values.length ?? 0) && Number.isNaN(values[known - 1] as number)) known -= 1;
    const seen = fill(known, 1);
    measured?.seen.forEach((was, i) => {
      if (Number.isNaN(times[i] as number) || times[i] === 0) seen[i] = was;
    });
    facts.set(group.id, { values: values.slice(0, known), seen });
  }
  return facts;
}

export function serviceOf({ attributes }: Watched): string | null {
  const services = attributes['services'];
  return Array.isArray(services) && typeof services[0] === 'string' ? services[0] : null;
}

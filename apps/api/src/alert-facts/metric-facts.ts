import { bucketGrid, daysToEmpty, hoursToEmpty, hoursToEmptyByHour, quantile } from '@danji/analysis';
import type { AlertFact } from '@danji/shared';
import type { Watched } from './watched.repository.js';
import { aboveTarget } from './above-target.js';
import {
  fill,
  HOUR_MS,
  isMeant,
  MINUTE_MS,
  type FactRequest,
  type FactSources,
  type ObservedFacts,
} from './fact.js';
import { observe, one, type MetricFact } from './observe-metrics.js';
import { unhealthyTargets } from './unhealthy-targets.js';

const plain: MetricFact['compute'] = (values, _one, lead) => values('value').subarray(lead);
const number = ({ attributes }: Watched, name: string): number | null =>
  typeof attributes[name] === 'number' ? attributes[name] : null;
const running = ({ state }: Watched): boolean => state === 'running';
const available = ({ state }: Watched): boolean => state !== 'stopped' && state !== 'deleting';

const GIB = 2 ** 30;
/** Less of a disk than this is no room to write into: the database stops (`storage-full`) with a little left. */
const EMPTY_SHARE = 0.005;
const FREE = one('FreeStorageSpace', 'Minimum');

const METRIC_FACTS: Partial<Record<AlertFact, MetricFact>> = {
  memory_maximum_percent: {
    wanted: one('MemoryUtilization', 'Maximum'),
    lead: 0,
    applies: isMeant,
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
    compute: (values, db, lead) =>
      hoursToEmpty(values('value'), lead, (number(db, 'allocatedGiB') ?? 0) * GIB * EMPTY_SHARE),
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

import type { MetricSeries, Region, StatisticSet } from '@danji/aws-simulator';
import type { MetricsWorld } from './metrics-world.js';

const MINUTE = 60_000;
const HOUR = 3_600_000;

const STATISTIC: Record<string, (set: StatisticSet) => number> = {
  Average: (set) => set.sum / set.sampleCount,
  Sum: (set) => set.sum,
  Minimum: (set) => set.minimum,
  Maximum: (set) => set.maximum,
};

interface SeriesRow {
  id: number;
  namespace: string;
  metric: string;
  stat: string;
  kind: string;
  name: string;
  native_id: string;
  parent: string | null;
  parent_native_id: string | null;
  /** Of what an alarm watches. */
  dimensions: Record<string, string> | null;
}

export interface Comparison {
  series: number;
  /** Points that the account has published and shown in the range. */
  published: number;
  stored: number;
  /** Published points that are not stored, or stored with another value; and stored ones that never were. */
  wrong: string[];
}

/** Compares every stored slot, those of percentiles left out, with what the simulator knows to be true, over [from, to). */
export async function compareWithTruth(world: MetricsWorld, from: number, to: number): Promise<Comparison> {
  const result: Comparison = { series: 0, published: 0, stored: 0, wrong: [] };
  const region = regionOf(world);
  const now = world.app.clock.at;
  const stored = await storedPoints(world, from, to);
  const series = await world.rows<SeriesRow>(
    `SELECT s.id, s.namespace, s.metric, s.stat, r.kind, r.name, r.native_id, p.name AS parent,
            p.native_id AS parent_native_id, r.attributes->'dimensions' AS dimensions
       FROM series s JOIN resource r ON r.id = s.resource_id LEFT JOIN resource p ON p.id = r.parent_id
      WHERE s.stat !~ '^p'`,
  );
  for (const row of series) {
    result.series += 1;
    const held = stored.get(row.id) ?? new Map<number, number>();
    result.stored += held.size;
    const one = region.findSeries(row.namespace, row.metric, dimensionsOf(row));
    const name = `${row.metric} ${row.stat} of ${row.name}`;
    for (const at of one ? slotsOf(one, from, to) : []) {
      // The newest counts of a load balancer are told low at first: what is told now.
      const set = region.datapoint(one as MetricSeries, at, now);
      if (!set || region.visibleAt(one as MetricSeries, at) > now) continue;
      result.published += 1;
      const value = Math.fround((STATISTIC[row.stat] as (set: StatisticSet) => number)(set));
      if (held.get(at) !== value)
        result.wrong.push(`${name} at ${new Date(at).toISOString()}: ${held.get(at)}, true ${value}`);
      held.delete(at);
    }
    for (const at of held.keys())
      result.wrong.push(`${name} at ${new Date(at).toISOString()} was never published`);
  }
  return result;
}

export function regionOf({ simulator }: MetricsWorld): Region {
  const { world } = simulator;
  return world.region(world.accounts()[0] as string, 'ap-northeast-2') as Region;
}

async function storedPoints(
  world: MetricsWorld,
  from: number,
  to: number,
): Promise<Map<number, Map<number, number>>> {
  const rows = await world.rows<{ series_id: number; hour: Date; slots: number[] }>(
    'SELECT series_id, hour, slots FROM metric_minutes WHERE hour >= $1 AND hour < $2',
    [new Date(Math.floor(from / HOUR) * HOUR), new Date(to)],
  );
  const points = new Map<number, Map<number, number>>();
  for (const { series_id: id, hour, slots } of rows) {
    const held = points.get(id) ?? new Map<number, number>();
    slots.forEach((value, i) => {
      const at = hour.getTime() + i * MINUTE;
      // The driver reads the shortest decimal that names a float32.
      if (!Number.isNaN(value) && at >= from && at < to) held.set(at, Math.fround(value));
    });
    points.set(id, held);
  }
  return points;
}

/** A kind that is not here has no series to compare with, and each of its points counts as wrong. */
function dimensionsOf(row: SeriesRow): { Name: string; Value: string }[] {
  const names: Record<string, Record<string, string | null>> = {
    ecs_service: { ClusterName: row.parent, ServiceName: row.name },
    ecs_cluster: { ClusterName: row.name },
    ec2_instance: { InstanceId: row.native_id },
    rds_instance: { DBInstanceIdentifier: row.native_id },
    load_balancer: { LoadBalancer: row.native_id },
    target_group: { TargetGroup: row.native_id, LoadBalancer: row.parent_native_id },
    canary: { CanaryName: row.name },
    alarm: row.dimensions ?? {},
  };
  return Object.entries(names[row.kind] ?? {}).map(([Name, Value]) => ({ Name, Value: Value ?? '' }));
}

function* slotsOf(series: MetricSeries, from: number, to: number): Generator<number> {
  const step = series.period * 1000;
  for (let at = Math.ceil(from / step) * step; at < to; at += step) yield at;
}

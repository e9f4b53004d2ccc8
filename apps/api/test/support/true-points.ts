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

export interface Comparison {
  series: number;
  /** Points that the account has published and shown in the range. */
  published: number;
  stored: number;
  /** Published points that are not stored, or stored with another value; and stored ones that never were. */
  wrong: string[];
}

/** Compares every stored slot with what the simulator knows to be true, over [from, to). */
export async function compareWithTruth(world: MetricsWorld, from: number, to: number): Promise<Comparison> {
  const result: Comparison = { series: 0, published: 0, stored: 0, wrong: [] };
  const region = regionOf(world);
  const now = world.app.clock.at;
  const stored = await storedPoints(world, from, to);
  const series = await world.rows<{
    id: number;
    namespace: string;
    metric: string;
    stat: string;
    dims: string[];
  }>(
    `SELECT s.id, s.namespace, s.metric, s.stat,
            CASE r.kind WHEN 'ecs_service' THEN ARRAY['ClusterName', p.name, 'ServiceName', r.name]
                        WHEN 'ecs_cluster' THEN ARRAY['ClusterName', r.name]
                        WHEN 'ec2_instance' THEN ARRAY['InstanceId', r.native_id]
                        ELSE ARRAY['DBInstanceIdentifier', r.native_id] END AS dims
       FROM series s JOIN resource r ON r.id = s.resource_id LEFT JOIN resource p ON p.id = r.parent_id`,
  );
  for (const row of series) {
    result.series += 1;
    const held = stored.get(row.id) ?? new Map<number, number>();
    result.stored += held.size;
    const one = region.findSeries(row.namespace, row.metric, dimensions(row.dims));
    const name = `${row.metric} ${row.stat} of ${row.dims.at(-1)}`;
    for (const at of one ? slotsOf(one, from, to) : []) {
      const set = region.datapoint(one as MetricSeries, at);
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

function dimensions(pairs: readonly string[]): { Name: string; Value: string }[] {
  const found: { Name: string; Value: string }[] = [];
  for (let i = 0; i < pairs.length; i += 2)
    found.push({ Name: pairs[i] as string, Value: pairs[i + 1] as string });
  return found;
}

function* slotsOf(series: MetricSeries, from: number, to: number): Generator<number> {
  const step = series.period * 1000;
  for (let at = Math.ceil(from / step) * step; at < to; at += step) yield at;
}

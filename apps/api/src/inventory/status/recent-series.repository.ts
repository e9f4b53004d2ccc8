import type { Pool } from '../../database/index.js';
import type { PlaceKey } from '../store/resource.repository.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const HOURS = 4;

/** One value per minute from `from`; NaN where there is no datapoint. */
export interface Recent {
  from: number;
  values: Float64Array;
}

const WANTED: readonly (readonly [metric: string, stat: string])[] = [
  ['CPUUtilization', 'Average'],
  ['MemoryUtilization', 'Maximum'],
  ['CPUCreditBalance', 'Minimum'],
  ['StatusCheckFailed_Instance', 'Maximum'],
  ['StatusCheckFailed_System', 'Maximum'],
  ['DatabaseConnections', 'Maximum'],
  ['FreeableMemory', 'Average'],
  ['SwapUsage', 'Average'],
  ['FreeStorageSpace', 'Minimum'],
  ['ReplicaLag', 'Average'],
  ['MaximumUsedTransactionIDs', 'Maximum'],
  ['BurstBalance', 'Minimum'],
];

/** The last hours of the series that statuses look at. */
export class RecentSeries {
  private constructor(private readonly series: ReadonlyMap<string, Recent>) {}

  static readonly EMPTY = new RecentSeries(new Map());

  static async read(pool: Pool, place: PlaceKey, now: number): Promise<RecentSeries> {
    const from = Math.floor(now / HOUR_MS) * HOUR_MS - (HOURS - 1) * HOUR_MS;
    const hours = Array.from({ length: HOURS }, (_, h) => new Date(from + h * HOUR_MS));
    const { rows } = await pool.query<{
      resource_id: string;
      metric: string;
      stat: string;
      hour: Date;
      slots: number[];
    }>(
      `SELECT s.resource_id, s.metric, s.stat, m.hour, m.slots
         FROM series s JOIN metric_minutes m ON m.series_id = s.id AND m.hour = ANY($3)
        WHERE s.scope_id = $1 AND s.region = $2 AND s.retired_at IS NULL AND s.dimensions = ''
          AND (s.metric, s.stat) IN (SELECT * FROM unnest($4::text[], $5::text[]))`,
      [place.scopeId, place.region, hours, WANTED.map(([metric]) => metric), WANTED.map(([, stat]) => stat)],
    );
    const series = new Map<string, Recent>();
    for (const { resource_id: id, metric, stat, hour, slots } of rows) {
      const key = keyOf(id, metric, stat);
      const recent = series.get(key) ?? { from, values: new Float64Array(HOURS * 60).fill(NaN) };
      const start = (hour.getTime() - from) / MINUTE_MS;
      for (let i = 0; i < slots.length; i += 1) recent.values[start + i] = slots[i] as number;
      series.set(key, recent);
    }
    return new RecentSeries(series);
  }

  of(resourceId: string, metric: string, stat: string): Recent | null {
    return this.series.get(keyOf(resourceId, metric, stat)) ?? null;
  }

  /** The newest datapoint that is not older than `maxAgeMs`. */
  latest(
    resourceId: string,
    metric: string,
    stat: string,
    now: number,
    maxAgeMs = 30 * MINUTE_MS,
  ): number | null {
    const recent = this.of(resourceId, metric, stat);
    if (!recent) return null;
    for (let i = recent.values.length - 1; i >= 0; i -= 1) {
      const value = recent.values[i] as number;
      if (Number.isNaN(value)) continue;
      return now - (recent.from + i * MINUTE_MS) <= maxAgeMs ? value : null;
    }
    return null;
  }

  /** The newest value and since when every datapoint has passed `holds`; null where the newest one does not. */
  heldSince(
    resourceId: string,
    metric: string,
    stat: string,
    holds: (value: number) => boolean,
  ): { value: number; since: number } | null {
    const recent = this.of(resourceId, metric, stat);
    if (!recent) return null;
    let newest: number | null = null;
    let since = 0;
    for (let i = recent.values.length - 1; i >= 0; i -= 1) {
      const value = recent.values[i] as number;
      if (Number.isNaN(value)) continue;
      if (!holds(value)) break;
      newest ??= value;
      since = recent.from + i * MINUTE_MS;
    }
    return newest === null ? null : { value: newest, since };
  }
}

function keyOf(resourceId: string, metric: string, stat: string): string {
  return `${resourceId} ${metric} ${stat}`;
}

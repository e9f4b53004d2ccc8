import type { Pool } from '../../database/index.js';
import type { CauseClass } from '@danji/analysis';
import type { PlaceKey } from '../store/resource.repository.js';
import { RecentSeries } from './recent-series.repository.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

export interface AbnormalStops {
  class: CauseClass;
  count: number;
  last15Minutes: number;
  since: number;
}

/** What AWS said about a service lately: that it cannot start or place tasks, unless it was steady since. */
export interface ServiceSignals {
  startImpairedSince: number | null;
  placement: { since: number; reason: string | null } | null;
}

export interface HostAgent {
  agentConnected: boolean;
  disconnectedSince: number | null;
  draining: boolean;
}

/** Everything stored that a status looks at. */
export interface StoredFacts {
  stops: ReadonlyMap<string, AbnormalStops[]>;
  signals: ReadonlyMap<string, ServiceSignals>;
  /** Since when a service runs fewer tasks than desired. */
  belowSince: ReadonlyMap<string, number>;
  /** By container instance. */
  agents: ReadonlyMap<string, HostAgent>;
  /** When a failover of the last hour began, by database. */
  failovers: ReadonlyMap<string, number>;
  recent: RecentSeries;
  /** Hourly minima of FreeStorageSpace over two weeks, by database. */
  storage: ReadonlyMap<string, { from: number; values: number[] }>;
  /** Services whose memory touches the top every day: their normal. */
  fullMemoryIsUsual: ReadonlySet<string>;
}

const STORAGE_EVERY_MS = 10 * 60_000;

/** Reads, in one round every half minute, what the statuses of a place look at. */
export class StatusRepository {
  private slow: Pick<StoredFacts, 'storage' | 'fullMemoryIsUsual'> | null = null;
  private slowAt = -Infinity;
  private readonly disconnectedSince = new Map<string, number>();

  constructor(
    private readonly pool: Pool,
    private readonly place: PlaceKey,
  ) {}

  async read(now: number): Promise<StoredFacts> {
    if (!this.slow || now - this.slowAt > STORAGE_EVERY_MS) {
      this.slow = { storage: await this.storage(now), fullMemoryIsUsual: await this.fullMemory(now) };
      this.slowAt = now;
    }
    return {
      ...this.slow,
      stops: await this.stops(now),
      signals: await this.signals(now),
      belowSince: await this.belowSince(),
      agents: await this.agents(now),
      failovers: await this.failovers(now),
      recent: await RecentSeries.read(this.pool, this.place, now),
    };
  }

  private async stops(now: number): Promise<Map<string, AbnormalStops[]>> {
    const { rows } = await this.pool.query<{
      service_id: string;
      cause: CauseClass;
      count: string;
      last: string;
      since: Date;
    }>(
      `SELECT service_id, cause, count(*), count(*) FILTER (WHERE stopped_at > $4) AS last, min(stopped_at) AS since
         FROM task_run
        WHERE stopped_at > $3 AND abnormal AND service_id IS NOT NULL AND scope_id = $1 AND region = $2
        GROUP BY service_id, cause`,
      [this.place.scopeId, this.place.region, new Date(now - HOUR_MS), new Date(now - HOUR_MS / 4)],
    );
    const stops = new Map<string, AbnormalStops[]>();
    for (const row of rows) {
      const list = stops.get(row.service_id) ?? [];
      list.push({
        class: row.cause,
        count: Number(row.count),
        last15Minutes: Number(row.last),
        since: row.since.getTime(),
      });
      stops.set(row.service_id, list);
    }
    return stops;
  }

  private async failovers(now: number): Promise<Map<string, number>> {
    const { rows } = await this.pool.query<{ resource_id: string; at: Date }>(
      `SELECT resource_id, max(at) AS at FROM event
        WHERE kind = 'rds' AND type = 'failover_started' AND at > $2 AND scope_id = $1 GROUP BY resource_id`,
      [this.place.scopeId, new Date(now - HOUR_MS)],
    );
    return new Map(rows.map(({ resource_id, at }) => [resource_id, at.getTime()]));
  }

  /** Messages of the last hour that came after the service was last steady. */
  private async signals(now: number): Promise<Map<string, ServiceSignals>> {
    const { rows } = await this.pool.query<{
      resource_id: string;
      type: string;
      at: Date;
      reason: string | null;
    }>(
      `SELECT resource_id, type, at, params->>'reason' AS reason FROM event
        WHERE kind = 'service_event' AND at > $2 AND scope_id = $1
          AND type IN ('steady_state', 'start_impaired', 'placement_failed', 'fargate_capacity', 'quota', 'no_instances',
                       'task_start_failed', 'launch_failed', 'tasks_not_launched')
        ORDER BY at`,
      [this.place.scopeId, new Date(now - HOUR_MS)],
    );
    const signals = new Map<string, ServiceSignals>();
    for (const { resource_id: id, type, at, reason } of rows) {
      const known = signals.get(id) ?? { startImpairedSince: null, placement: null };
      if (type === 'steady_state') {
        signals.delete(id);
        continue;
      }
      if (type === 'start_impaired') known.startImpairedSince ??= at.getTime();
      else known.placement ??= { since: at.getTime(), reason };
      signals.set(id, known);
    }
    return signals;
  }

  private async belowSince(): Promise<Map<string, number>> {
    const { rows } = await this.pool.query<{ resource_id: string; since: Date }>(
      `SELECT c.resource_id, min(c.at) AS since
         FROM service_count c
         JOIN resource r ON r.id = c.resource_id AND r.scope_id = $1 AND r.region = $2 AND r.deleted_at IS NULL
        WHERE (r.attributes->>'running')::int < (r.attributes->>'desired')::int
          AND c.at > coalesce((SELECT max(b.at) FROM service_count b
                                WHERE b.resource_id = c.resource_id AND b.running >= b.desired), '-infinity')
        GROUP BY c.resource_id`,
      [this.place.scopeId, this.place.region],
    );
    return new Map(rows.map(({ resource_id, since }) => [resource_id, since.getTime()]));
  }

  private async agents(now: number): Promise<Map<string, HostAgent>> {
    const { rows } = await this.pool.query<{ id: string; state: string; connected: boolean }>(
      `SELECT id, state, (attributes->>'agentConnected')::boolean AS connected FROM resource
        WHERE kind = 'ecs_container_instance' AND scope_id = $1 AND region = $2 AND deleted_at IS NULL`,
      [this.place.scopeId, this.place.region],
    );
    const agents = new Map<string, HostAgent>();
    for (const { id, state, connected } of rows) {
      if (connected) this.disconnectedSince.delete(id);
      else if (!this.disconnectedSince.has(id)) this.disconnectedSince.set(id, now);
      agents.set(id, {
        agentConnected: connected,
        disconnectedSince: this.disconnectedSince.get(id) ?? null,
        draining: state === 'DRAINING',
      });
    }
    return agents;
  }

  private async storage(now: number): Promise<Map<string, { from: number; values: number[] }>> {
    const from = Math.floor(now / DAY_MS) * DAY_MS - 14 * DAY_MS;
    const { rows } = await this.pool.query<{
      resource_id: string;
      day: string;
      mins: number[];
      counts: number[];
    }>(
      `SELECT s.resource_id, d.day::text AS day, d.mins, d.counts
         FROM series s JOIN metric_days d ON d.series_id = s.id
        WHERE s.scope_id = $1 AND s.region = $2 AND s.metric = 'FreeStorageSpace' AND s.stat = 'Minimum'
          AND d.day >= $3::date`,
      [this.place.scopeId, this.place.region, new Date(from).toISOString().slice(0, 10)],
    );
    const hours = Math.ceil((now - from) / HOUR_MS);
    const histories = new Map<string, { from: number; values: number[] }>();
    for (const { resource_id: id, day, mins, counts } of rows) {
      const history = histories.get(id) ?? { from, values: Array.from({ length: hours }, () => NaN) };
      const start = (Date.parse(`${day}T00:00:00Z`) - from) / HOUR_MS;
      for (let h = 0; h < 24 && start + h < hours; h += 1) {
        if ((counts[h] ?? 0) > 0) history.values[start + h] = mins[h] ?? NaN;
      }
      histories.set(id, history);
    }
    return histories;
  }

  private async fullMemory(now: number): Promise<Set<string>> {
    const { rows } = await this.pool.query<{ resource_id: string }>(
      `SELECT s.resource_id FROM series s JOIN metric_days d ON d.series_id = s.id
        WHERE s.scope_id = $1 AND s.region = $2 AND s.metric = 'MemoryUtilization' AND s.stat = 'Maximum'
          AND d.day > $3::date
          AND EXISTS (SELECT FROM unnest(d.maxs, d.counts) AS h(high, n) WHERE n > 0 AND high >= 95)
        GROUP BY s.resource_id HAVING count(*) >= 13`,
      [this.place.scopeId, this.place.region, new Date(now - 14 * DAY_MS).toISOString().slice(0, 10)],
    );
    return new Set(rows.map(({ resource_id }) => resource_id));
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';

interface Range {
  /** Epoch ms: [from, to). */
  from: number;
  to: number;
}

export interface StopFact {
  service_id: string;
  cause: string | null;
  at: number;
}

export interface DeploymentFact {
  id: string;
  native_id: string;
  service_id: string;
  rollout_state: string | null;
  status: string;
  created: number;
  updated: number;
  finished: number | null;
}

export interface CountFact {
  resource_id: string;
  at: number;
  desired: number;
  running: number;
}

const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;
const instant = (n: number): string => `to_timestamp($${n}::float8 / 1000)`;

/** What rules observe beside metrics, each kind of fact in one statement for all resources. */
@Injectable()
export class FactRepository {
  constructor(private readonly database: Database) {}

  private async rows<T extends object>(sql: string, values: unknown[]): Promise<T[]> {
    return (await this.database.pool.query<T>(sql, values)).rows;
  }

  abnormalStops(services: readonly string[], { from, to }: Range): Promise<StopFact[]> {
    return this.rows(
      `SELECT service_id, cause, ${ms('coalesce(stopped_at, stopping_at)')} AS at
         FROM task_run
        WHERE service_id = ANY($1) AND abnormal AND coalesce(stopped_at, stopping_at) >= ${instant(2)}
          AND coalesce(stopped_at, stopping_at) < ${instant(3)}
          AND (stopped_at IS NULL OR stopped_at >= ${instant(2)})`,
      [services, from, to],
    );
  }

  /** Deployments that went on at some time within a range, and those that ended up to an hour before it. */
  deployments(services: readonly string[], { from, to }: Range): Promise<DeploymentFact[]> {
    return this.rows(
      `SELECT id, native_id, service_id, rollout_state, status, ${ms('created_at')} AS created,
              ${ms('updated_at')} AS updated, ${ms('finished_at')} AS finished
         FROM deployment
        WHERE service_id = ANY($1) AND created_at < ${instant(3)}
          AND (finished_at IS NULL OR finished_at >= ${instant(2)} - interval '1 hour')
        ORDER BY created_at`,
      [services, from, to],
    );
  }

  /** When tasks of deployments became ready, and began to stop. */
  readyTasks(
    nativeIds: readonly string[],
    { from, to }: Range,
  ): Promise<{ started_by: string; at: number; ended: number | null }[]> {
    return this.rows(
      `SELECT started_by, ${ms('started_at')} AS at, ${ms('coalesce(stopping_at, stopped_at)')} AS ended FROM task_run
        WHERE started_by = ANY($1) AND started_at >= ${instant(2)} AND started_at < ${instant(3)} ORDER BY started_at`,
      [nativeIds, from, to],
    );
  }

  /** Counts as they changed within a range, and the one that held at its start; oldest first. */
  counts(services: readonly string[], { from, to }: Range): Promise<CountFact[]> {
    return this.rows(
      `SELECT resource_id, ${ms('at')} AS at, desired, running FROM (
         SELECT resource_id, at, desired, running FROM service_count
          WHERE resource_id = ANY($1) AND at >= ${instant(2)} AND at < ${instant(3)}
         UNION ALL
         SELECT b.* FROM unnest($1::text[]) AS s(id), LATERAL (
           SELECT resource_id, at, desired, running FROM service_count
            WHERE resource_id = s.id AND at < ${instant(2)} ORDER BY at DESC LIMIT 1) b) c
        ORDER BY at`,
      [services, from, to],
    );
  }

  /** When ECS said something of some type about services; one for each thing that it named. */
  events(
    services: readonly string[],
    types: readonly string[],
    { from, to }: Range,
  ): Promise<{ resource_id: string; at: number }[]> {
    return this.rows(
      `SELECT resource_id, ${ms('at')} AS at FROM event
        WHERE resource_id = ANY($1) AND type = ANY($2) AND at >= ${instant(3)} AND at < ${instant(4)}`,
      [services, types, from, to],
    );
  }

  /** Minutes in which a sweep of a place ended well, as the instant of the last one; by `scope/region`. */
  async sweeps({ from, to }: Range): Promise<Map<string, number[]>> {
    const rows = await this.rows<{ place: string; at: number }>(
      `SELECT scope_id || '/' || region AS place, ${ms('max(finished_at)')} AS at FROM collection_run
        WHERE job = 'inventory' AND status <> 'failed' AND started_at >= ${instant(1)} - interval '10 minutes'
          AND finished_at >= ${instant(1)} AND finished_at < ${instant(2)}
        GROUP BY scope_id, region, date_trunc('minute', finished_at) ORDER BY 2`,
      [from, to],
    );
    const places = new Map<string, number[]>();
    for (const { place, at } of rows) {
      const known = places.get(place);
      if (known) known.push(at);
      else places.set(place, [at]);
    }
    return places;
  }

  /** When metrics of a place were last asked for with success (epoch ms), by `scope/region`. */
  async lastPolls(now: number): Promise<Map<string, number>> {
    const rows = await this.rows<{ place: string; at: number }>(
      `SELECT scope_id || '/' || region AS place, ${ms('max(finished_at)')} AS at FROM collection_run
        WHERE job = 'metrics' AND status <> 'failed' AND started_at >= ${instant(1)} - interval '1 day'
        GROUP BY scope_id, region`,
      [now],
    );
    return new Map(rows.map(({ place, at }) => [place, at]));
  }
}

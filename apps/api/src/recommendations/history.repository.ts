import { Injectable } from '@nestjs/common';
import type { ContainerDefinitionAttributes, ServiceAttributes } from '@danji/shared';
import type { z } from 'zod';
import { Database } from '../database/index.js';

/** A resource with its attributes and whose it is. */
export interface Subject<Attributes> {
  id: string;
  scopeId: string;
  region: string;
  environment: string;
  team: string | null;
  name: string;
  nativeId: string;
  arn: string;
  state: string;
  attributes: Attributes;
}

export interface ServiceHistory {
  /** Epoch ms of the newest change of its task size; null where none was seen. */
  resizedAt: number | null;
  outOfMemoryAt: number[];
  deployments: number;
  failedDeployments: number;
  failedStarts: number;
  containers: z.infer<typeof ContainerDefinitionAttributes>[];
  operatingSystem: string | null;
}

interface HistoryRow {
  id: string;
  resized_at: Date | null;
  oom: Date[] | null;
  deployments: number;
  failed_deployments: number;
  failed_starts: number;
  containers: ServiceHistory['containers'] | null;
  operating_system: string | null;
}

/** What the rules need of the past beside metrics: everything of a kind in one statement. */
@Injectable()
export class HistoryRepository {
  constructor(private readonly database: Database) {}

  /** Live resources of a kind. */
  async subjects<Attributes>(kind: string): Promise<Subject<Attributes>[]> {
    const sql = `
      SELECT id, scope_id AS "scopeId", region, environment, team, name, native_id AS "nativeId", arn, state, attributes
        FROM resource WHERE kind = $1 AND deleted_at IS NULL ORDER BY id`;
    return (await this.database.pool.query<Subject<Attributes>>(sql, [kind])).rows;
  }

  /** The past of every live service since an instant (epoch ms), by id. */
  async services(since: number): Promise<Map<string, ServiceHistory>> {
    const sql = `
      WITH since AS (SELECT to_timestamp($1::float8 / 1000) AS at),
      resized AS (
        SELECT v.resource_id, max(v.at) AS at FROM resource_revision v, jsonb_array_elements(v.changes) c
         WHERE c->>'path' IN ('taskCpu', 'taskMemory') GROUP BY v.resource_id),
      stops AS (
        SELECT t.service_id, array_agg(t.stopped_at ORDER BY t.stopped_at) FILTER (WHERE t.cause = 'oom') AS oom,
               (count(*) FILTER (WHERE t.started_at IS NULL))::int AS failed_starts
          FROM task_run t, since WHERE t.stopped_at >= since.at AND t.abnormal GROUP BY t.service_id),
      rollouts AS (
        SELECT d.service_id, count(*)::int AS n, (count(*) FILTER (WHERE d.rollout_state = 'FAILED'))::int AS failed
          FROM deployment d, since WHERE d.created_at >= since.at GROUP BY d.service_id)
      SELECT r.id, resized.at AS resized_at, stops.oom, coalesce(rollouts.n, 0) AS deployments,
             coalesce(rollouts.failed, 0) AS failed_deployments, coalesce(stops.failed_starts, 0) AS failed_starts,
             definition.attributes->'containers' AS containers,
             definition.attributes->>'operatingSystem' AS operating_system
        FROM resource r
        LEFT JOIN resized ON resized.resource_id = r.id
        LEFT JOIN stops ON stops.service_id = r.id
        LEFT JOIN rollouts ON rollouts.service_id = r.id
        LEFT JOIN resource definition ON definition.id = r.attributes->>'taskDefinitionId'
       WHERE r.kind = 'ecs_service' AND r.deleted_at IS NULL`;
    const { rows } = await this.database.pool.query<HistoryRow>(sql, [since]);
    return new Map(rows.map((row) => [row.id, toHistory(row)]));
  }

  /** How often scaling of each service ran into its maximum since an instant (epoch ms). */
  async refusedAtMaximum(since: number): Promise<Map<string, number>> {
    const sql = `
      SELECT resource_id, count(*)::int AS n FROM scaling_activity
       WHERE at >= to_timestamp($1::float8 / 1000)
         AND not_scaled_reasons @> '[{"code": "AlreadyAtMaxCapacity"}]' GROUP BY resource_id`;
    const { rows } = await this.database.pool.query<{ resource_id: string; n: number }>(sql, [since]);
    return new Map(rows.map(({ resource_id, n }) => [resource_id, n]));
  }

  /** When the storage of each database last changed (epoch ms). */
  async storageChanges(): Promise<Map<string, number>> {
    const sql = `
      SELECT v.resource_id, max(v.at) AS at FROM resource_revision v, jsonb_array_elements(v.changes) c
       WHERE c->>'path' IN ('allocatedGiB', 'storageType', 'iops', 'throughput') GROUP BY v.resource_id`;
    const { rows } = await this.database.pool.query<{ resource_id: string; at: Date }>(sql);
    return new Map(rows.map((row) => [row.resource_id, row.at.getTime()]));
  }
}

function toHistory(row: HistoryRow): ServiceHistory {
  return {
    resizedAt: row.resized_at?.getTime() ?? null,
    outOfMemoryAt: (row.oom ?? []).map((at) => at.getTime()),
    deployments: row.deployments,
    failedDeployments: row.failed_deployments,
    failedStarts: row.failed_starts,
    containers: row.containers ?? [],
    operatingSystem: row.operating_system,
  };
}

export type ServiceSubject = Subject<ServiceAttributes>;

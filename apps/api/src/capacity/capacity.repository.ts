import { Injectable } from '@nestjs/common';
import type { Context } from '@danji/shared';
import { Database } from '../database/index.js';
import { Conditions } from '../paging/index.js';

export interface ClusterRow {
  id: string;
  kind: string;
  attributes: Record<string, unknown>;
}

export interface HostRow {
  id: string;
  name: string;
  state: string;
  attributes: Record<string, unknown>;
  instance_type: string | null;
  /** Running tasks that have an interface of their own. */
  interfaces_used: number;
}

export interface ServiceRow {
  id: string;
  name: string;
  attributes: Record<string, unknown>;
  network_mode: string | null;
  containers: { ports?: { hostPort: number | null }[] }[] | null;
}

/** Running tasks by where they run; `lifecycle` is that of the EC2 instance below, where there is one. */
export interface PlacementRow {
  provider: string | null;
  launch_type: string | null;
  lifecycle: string | null;
  count: number;
}

@Injectable()
export class CapacityRepository {
  constructor(private readonly database: Database) {}

  async cluster(ctx: Context, id: string): Promise<ClusterRow | null> {
    const where = new Conditions().equal('id', id).visibleTo(ctx, 'scope_id');
    const sql = `SELECT id, kind, attributes FROM resource WHERE ${where.toSql()}`;
    return (await this.database.pool.query<ClusterRow>(sql, where.values)).rows[0] ?? null;
  }

  async hosts(clusterId: string): Promise<HostRow[]> {
    const sql = `
      SELECT h.id, h.name, h.state, h.attributes, ec2.attributes->>'instanceType' AS instance_type,
             coalesce(t.count, 0)::int AS interfaces_used
        FROM resource h
        LEFT JOIN resource ec2 ON ec2.id = h.attributes->>'ec2ResourceId'
        LEFT JOIN (SELECT container_instance_id, count(*) AS count FROM task_run
                    WHERE cluster_id = $1 AND stopped_at IS NULL AND container_instance_id IS NOT NULL
                      AND network IS NOT NULL
                    GROUP BY container_instance_id) t ON t.container_instance_id = h.id
       WHERE h.parent_id = $1 AND h.kind = 'ecs_container_instance' AND h.deleted_at IS NULL
       ORDER BY h.name, h.id`;
    return (await this.database.pool.query<HostRow>(sql, [clusterId])).rows;
  }

  async services(clusterId: string): Promise<ServiceRow[]> {
    const sql = `
      SELECT s.id, s.name, s.attributes, d.attributes->>'networkMode' AS network_mode,
             d.attributes->'containers' AS containers
        FROM resource s LEFT JOIN resource d ON d.id = s.attributes->>'taskDefinitionId'
       WHERE s.parent_id = $1 AND s.kind = 'ecs_service' AND s.deleted_at IS NULL
       ORDER BY s.name, s.id`;
    return (await this.database.pool.query<ServiceRow>(sql, [clusterId])).rows;
  }

  async placement(clusterId: string): Promise<PlacementRow[]> {
    const sql = `
      SELECT t.capacity_provider AS provider, t.launch_type, ec2.attributes->>'lifecycle' AS lifecycle,
             count(*)::int AS count
        FROM task_run t
        LEFT JOIN resource h ON h.id = t.container_instance_id
        LEFT JOIN resource ec2 ON ec2.id = h.attributes->>'ec2ResourceId'
       WHERE t.cluster_id = $1 AND t.stopped_at IS NULL AND t.last_status = 'RUNNING'
       GROUP BY 1, 2, 3`;
    return (await this.database.pool.query<PlacementRow>(sql, [clusterId])).rows;
  }

  /** Hosts that run a task of each of the services. */
  async hostsOfServices(serviceIds: readonly string[]): Promise<Map<string, Set<string>>> {
    const sql = `
      SELECT service_id, array_agg(DISTINCT container_instance_id) AS hosts FROM task_run
       WHERE service_id = ANY($1) AND stopped_at IS NULL AND last_status = 'RUNNING'
         AND container_instance_id IS NOT NULL
       GROUP BY service_id`;
    const { rows } = await this.database.pool.query<{ service_id: string; hosts: string[] }>(sql, [
      serviceIds,
    ]);
    return new Map(rows.map((row) => [row.service_id, new Set(row.hosts)]));
  }

  /** Ids of the capacity providers that a cluster names, by name. */
  async providers(clusterId: string): Promise<Map<string, string>> {
    const sql = `
      SELECT id, name FROM resource
       WHERE kind = 'capacity_provider' AND deleted_at IS NULL AND attributes->'clusters' ? $1`;
    const { rows } = await this.database.pool.query<{ id: string; name: string }>(sql, [clusterId]);
    return new Map(rows.map((row) => [row.name, row.id]));
  }
}

import { Injectable } from '@nestjs/common';
import type { Context, Environment } from '@danji/shared';
import type { Message } from '@danji/analysis';
import { Database } from '../database/index.js';
import { Conditions } from '../paging/index.js';
import { instantOf } from './instant-of.js';

/** A resource that a review has a row for. */
export interface SubjectRow {
  id: string;
  kind: string;
  name: string;
  parent_id: string | null;
  parent_name: string | null;
  account_id: string;
  account_alias: string | null;
  region: string;
  scope_id: string;
  environment: Environment;
  team: string | null;
  attributes: Record<string, unknown>;
  first_seen: Date;
  deleted_at: Date | null;
}

export interface AgentSeriesRow {
  resource_id: string;
  metric: string;
  dimensions: string;
}

/** What was allocated before and after a change of a database's storage; GiB. */
export interface AllocationRow {
  resource_id: string;
  at: Date;
  before: number | null;
  after: number | null;
}

export interface DecisionRow {
  id: string;
  rule: string;
  scope_id: string;
  environment: Environment;
  team: string | null;
  title: Message;
  monthly_saving_usd: { low: number; expected: number; high: number } | null;
  risk: string;
  confidence: string;
  state: string;
  resource_id: string;
  resource_kind: string | null;
  resource_name: string | null;
  parent_name: string | null;
}

/** What a review is computed from, beside metrics: the whole fleet in one statement each. */
@Injectable()
export class ReviewRepository {
  constructor(private readonly database: Database) {}

  /** Clusters, services, hosts and databases that lived after an instant (epoch ms), by name. */
  async subjects(ctx: Context, since: number): Promise<SubjectRow[]> {
    const where = new Conditions().add(
      "r.kind IN ('ecs_cluster', 'ecs_service', 'ec2_instance', 'rds_instance')",
    );
    where.add(`r.deleted_at IS NULL OR r.deleted_at >= ${instantOf(where.bind(since))}`);
    where.visibleTo(ctx, 'r.scope_id');
    const sql = `
      SELECT r.id, r.kind, r.name, r.parent_id, p.name AS parent_name, r.account_id, s.alias AS account_alias, r.region,
             r.scope_id, r.environment, r.team, r.attributes, r.first_seen, r.deleted_at
        FROM resource r LEFT JOIN resource p ON p.id = r.parent_id LEFT JOIN scope s ON s.id = r.scope_id
       WHERE ${where.toSql()} ORDER BY r.name, r.id`;
    return (await this.database.pool.query<SubjectRow>(sql, where.values)).rows;
  }

  /** Memory and disks of hosts, as far as an agent on them sends any. */
  async agentSeries(ids: readonly string[]): Promise<AgentSeriesRow[]> {
    const sql = `
      SELECT resource_id, metric, dimensions FROM series
       WHERE resource_id = ANY($1) AND namespace = 'CWAgent' AND stat = 'Average'
         AND metric IN ('mem_used_percent', 'disk_used_percent') ORDER BY resource_id, metric, dimensions`;
    return (await this.database.pool.query<AgentSeriesRow>(sql, [ids])).rows;
  }

  /** Changes of allocated storage since an instant (epoch ms), oldest first. */
  async allocations(ids: readonly string[], since: number): Promise<AllocationRow[]> {
    const sql = `
      SELECT v.resource_id, v.at, (nullif(c->'before', 'null'))::float8 AS before,
             (nullif(c->'after', 'null'))::float8 AS after
        FROM resource_revision v, jsonb_array_elements(v.changes) c
       WHERE v.resource_id = ANY($1) AND v.at >= ${instantOf('$2')} AND c->>'path' = 'allocatedGiB'
         AND jsonb_typeof(c->'before') IN ('number', 'null') AND jsonb_typeof(c->'after') IN ('number', 'null')
       ORDER BY v.resource_id, v.at`;
    return (await this.database.pool.query<AllocationRow>(sql, [ids, since])).rows;
  }

  /** Recommendations that wait for somebody. */
  async decisions(ctx: Context): Promise<DecisionRow[]> {
    const where = new Conditions().oneOf('c.state', ['open', 'accepted']).visibleTo(ctx, 'c.scope_id');
    const sql = `
      SELECT c.id, c.rule, c.scope_id, c.environment, c.team, c.title, c.risk, c.confidence, c.state,
             nullif(c.monthly_saving_usd, 'null') AS monthly_saving_usd, c.resource_id, r.kind AS resource_kind,
             r.name AS resource_name, p.name AS parent_name
        FROM recommendation c LEFT JOIN resource r ON r.id = c.resource_id LEFT JOIN resource p ON p.id = r.parent_id
       WHERE ${where.toSql()} ORDER BY c.id`;
    return (await this.database.pool.query<DecisionRow>(sql, where.values)).rows;
  }

  /** The first day of which metrics are kept, and when the first resource was seen (epoch ms); null for none. */
  async extent(): Promise<{ metricsFrom: number | null; watchedFrom: number | null }> {
    const sql = `
      SELECT (SELECT (extract(epoch FROM min(day)::timestamp) * 1000)::float8 FROM metric_days) AS metrics_from,
             (SELECT (extract(epoch FROM min(first_seen)) * 1000)::float8 FROM resource) AS watched_from`;
    const { rows } = await this.database.pool.query<{
      metrics_from: number | null;
      watched_from: number | null;
    }>(sql);
    return { metricsFrom: rows[0]?.metrics_from ?? null, watchedFrom: rows[0]?.watched_from ?? null };
  }

  /** Whether history is still being read. */
  async backfilling(): Promise<boolean> {
    const sql = `SELECT EXISTS (SELECT FROM backfill_progress WHERE state = 'running') AS yes`;
    return (await this.database.pool.query<{ yes: boolean }>(sql)).rows[0]?.yes ?? false;
  }
}

import { Injectable } from '@nestjs/common';
import type { Context, DeploymentQuery } from '@danji/shared';
import { Database } from '../database/index.js';
import { addLabels, Conditions, countSql } from '../paging/index.js';
import type { DeploymentRow } from './deployment-row.js';

export interface DeploymentFilter extends Omit<DeploymentQuery, 'from' | 'to' | 'cursor' | 'limit'> {
  /** Epoch ms; deployments that were under way at some moment of [from, to). */
  from: number | null;
  to: number | null;
}

/** Epoch ms of the creation and the id of the last deployment sent. */
export type DeploymentPosition = readonly [at: number, id: string];

const SELECT_DEPLOYMENT = `
  SELECT d.*, service.name AS service_name, service.arn AS service_arn, service.region,
         cluster.name AS cluster_name,
         CASE WHEN c.comparison IS NULL THEN NULL
              ELSE jsonb_build_object('verdict', c.comparison->'verdict', 'sentence', c.comparison->'sentence')
         END AS compared
    FROM deployment d
    LEFT JOIN resource service ON service.id = d.service_id
    LEFT JOIN resource cluster ON cluster.id = d.cluster_id
    LEFT JOIN rollout_comparison c ON c.service_id = d.service_id AND c.deployment_id = d.id`;

/** Lines of one deployment; a rolling one of hundreds of tasks says no more than its first ones. */
const STEPS = 200;

@Injectable()
export class DeploymentRepository {
  constructor(private readonly database: Database) {}

  /** One page (limit + 1 rows), newest first, and the bounded count of all. */
  async page(
    ctx: Context,
    filter: DeploymentFilter,
    position: DeploymentPosition | null,
    limit: number,
  ): Promise<{ rows: DeploymentRow[]; total: number }> {
    const where = deploymentConditions(ctx, filter);
    const counted = this.database.pool.query<{ total: number }>(
      countSql(`FROM deployment d WHERE ${where.toSql()}`),
      [...where.values],
    );
    if (position !== null) {
      const [at, id] = position;
      const bound = `to_timestamp(${where.bind(at)}::float8 / 1000)`;
      where.add(`d.created_at <= ${bound}`).add(`d.created_at < ${bound} OR d.id > ${where.bind(id)}`);
    }
    const sql = `${SELECT_DEPLOYMENT} WHERE ${where.toSql()}
                  ORDER BY d.created_at DESC, d.id LIMIT ${where.bind(limit + 1)}`;
    const [count, page] = await Promise.all([
      counted,
      this.database.pool.query<DeploymentRow>(sql, where.values),
    ]);
    return { rows: page.rows, total: count.rows[0]?.total ?? 0 };
  }

  async byId(ctx: Context, id: string): Promise<DeploymentRow | null> {
    const where = new Conditions().equal('d.id', id).visibleTo(ctx, 'd.scope_id');
    const sql = `${SELECT_DEPLOYMENT} WHERE ${where.toSql()}`;
    return (await this.database.pool.query<DeploymentRow>(sql, where.values)).rows[0] ?? null;
  }

  /** What the service said from the start of a deployment to its end, oldest first. Times: epoch ms. */
  async steps(
    serviceId: string,
    range: { from: number; to: number },
  ): Promise<{ at: Date; type: string; message: string }[]> {
    const sql = `
      SELECT at, type, message FROM event
       WHERE resource_id = $1 AND kind IN ('deployment', 'service_event')
         AND at >= to_timestamp($2::float8 / 1000) AND at <= to_timestamp($3::float8 / 1000)
       ORDER BY at, id LIMIT ${STEPS}`;
    const values = [serviceId, range.from, range.to];
    return (await this.database.pool.query<{ at: Date; type: string; message: string }>(sql, values)).rows;
  }

  /** Container images of task definitions, by ARN. */
  async images(
    arns: readonly string[],
  ): Promise<{ id: string; arn: string; container: string; image: string }[]> {
    const sql = `
      SELECT r.id, r.arn, c->>'name' AS container, c->>'image' AS image
        FROM resource r, jsonb_array_elements(coalesce(r.attributes->'containers', '[]')) c
       WHERE r.arn = ANY($1::text[]) AND r.kind = 'ecs_task_definition'`;
    const { rows } = await this.database.pool.query<{
      id: string;
      arn: string;
      container: string;
      image: string;
    }>(sql, [arns]);
    return rows;
  }
}

function deploymentConditions(ctx: Context, filter: DeploymentFilter): Conditions {
  const where = new Conditions()
    .equal('d.service_id', filter.service)
    .equal('d.cluster_id', filter.cluster)
    .oneOf('d.rollout_state', filter.rolloutState);
  addLabels(where, ctx, filter, { alias: 'd', resourceId: 'service_id' });
  if (filter.to !== null) where.add(`d.created_at < to_timestamp(${where.bind(filter.to)}::float8 / 1000)`);
  if (filter.from !== null) {
    const from = `to_timestamp(${where.bind(filter.from)}::float8 / 1000)`;
    where.add(`d.finished_at >= ${from} OR (d.finished_at IS NULL AND d.updated_at >= ${from})`);
  }
  return where;
}

import { Injectable } from '@nestjs/common';
import type { Context } from '@danji/shared';
import { Database } from '../database/index.js';
import { Conditions } from '../paging/index.js';

/** What was asked for, and the container instance or service that its use is told of. */
export interface SubjectRow {
  id: string;
  kind: string;
  name: string;
  scope_id: string;
  region: string;
  /** Container instance or service; null for an instance that no ECS agent runs on. */
  subject_id: string | null;
  subject_kind: string | null;
  subject_name: string | null;
  subject_arn: string | null;
  registered: { cpu: number | null; memory: number | null } | null;
  ec2_id: string | null;
  cluster_id: string | null;
  cluster_arn: string | null;
  insights: string | null;
}

export interface RunRow {
  id: string;
  task_id: string;
  service_id: string | null;
  service_name: string | null;
  target_groups: { targetGroupArn: string | null }[] | null;
  family: string;
  revision: number;
  cpu: number | null;
  memory: number | null;
  created_at: Date;
  started_at: Date | null;
  stopped_at: Date | null;
}

/** Tasks of one answer: a host holds some dozens; a busy service may have started more in a day. */
const MOST_RUNS = 400;

/** Hosts and services whose use is asked for, and the tasks that were on them. */
@Injectable()
export class SubjectRepository {
  constructor(private readonly database: Database) {}

  async subject(ctx: Context, id: string): Promise<SubjectRow | null> {
    const where = new Conditions().equal('a.id', id).visibleTo(ctx, 'a.scope_id');
    const sql = `
      SELECT a.id, a.kind, a.name, a.scope_id, a.region, s.id AS subject_id, s.kind AS subject_kind,
             s.name AS subject_name, s.arn AS subject_arn, s.attributes->'registered' AS registered,
             CASE WHEN a.kind = 'ec2_instance' THEN a.id ELSE s.attributes->>'ec2ResourceId' END AS ec2_id,
             c.id AS cluster_id, c.arn AS cluster_arn, c.attributes->>'containerInsights' AS insights
        FROM resource a
        LEFT JOIN resource s
          ON s.id = CASE WHEN a.kind = 'ec2_instance' THEN a.attributes->>'containerInstanceId' ELSE a.id END
        LEFT JOIN resource c ON c.id = s.parent_id AND c.kind = 'ecs_cluster'
       WHERE ${where.toSql()}`;
    return (await this.database.pool.query<SubjectRow>(sql, where.values)).rows[0] ?? null;
  }

  /** Task runs of a host or a service that were there within [from, to), epoch ms, the newest first. */
  async runs({ subject_id, subject_kind }: SubjectRow, from: number, to: number): Promise<RunRow[]> {
    const column = subject_kind === 'ecs_service' ? 'service_id' : 'container_instance_id';
    const sql = `
      SELECT t.id, t.task_id, t.service_id, s.name AS service_name, s.attributes->'loadBalancers' AS target_groups,
             t.family, t.revision, coalesce(nullif(t.cpu, 0), (s.attributes->>'taskCpu')::int) AS cpu,
             coalesce(nullif(t.memory, 0), (s.attributes->>'taskMemory')::int) AS memory, t.created_at, t.started_at,
             t.stopped_at
        FROM task_run t LEFT JOIN resource s ON s.id = t.service_id
       WHERE t.${column} = $1 AND t.created_at < to_timestamp($3::float8 / 1000)
         AND (t.stopped_at IS NULL OR t.stopped_at >= to_timestamp($2::float8 / 1000))
       ORDER BY t.created_at DESC, t.id LIMIT ${MOST_RUNS}`;
    return (await this.database.pool.query<RunRow>(sql, [subject_id, from, to])).rows;
  }
}

import { Injectable } from '@nestjs/common';
import type { Context } from '@danji/shared';
import { Database } from '../database/index.js';
import { countSql, type Conditions } from '../paging/index.js';
import { eventConditions, type EventFilter } from './event-conditions.js';

/** Epoch ms, id and resource of the last event sent. */
export type EventPosition = readonly [at: number, id: string, resource: string];

export interface EventRow {
  id: string;
  resource_id: string;
  at: Date;
  kind: string;
  type: string;
  severity: string;
  environment: string;
  team: string | null;
  parent_id: string | null;
  message: string;
  params: Record<string, unknown>;
  actor: unknown;
  labels: unknown;
  resource_name: string | null;
  resource_kind: string | null;
  count: number;
}

/** Stops of one resource for one cause in the same five minutes are one line; everything else stands alone. */
const FOLD_KEY = `
  e.resource_id,
  CASE WHEN e.kind = 'task_stop'
       THEN concat_ws(' ', e.type, e.params->>'cause', floor(extract(epoch FROM e.at) / 300))
       ELSE e.id END`;

@Injectable()
export class EventRepository {
  constructor(private readonly database: Database) {}

  /** One page (limit + 1 rows), newest first, and the bounded count of all. */
  async page(
    ctx: Context,
    filter: EventFilter,
    position: EventPosition | null,
    limit: number,
  ): Promise<{ rows: EventRow[]; total: number }> {
    const where = eventConditions(ctx, filter);
    const source = filter.fold
      ? folded(where)
      : `(SELECT e.*, 1 AS count FROM event e WHERE ${where.toSql()})`;
    const counted = this.database.pool.query<{ total: number }>(
      filter.fold ? countSql(`FROM ${source} e`) : countSql(`FROM event e WHERE ${where.toSql()}`),
      [...where.values],
    );
    const after = position === null ? 'TRUE' : afterSql(position, where);
    const sql = `
      SELECT e.id, e.resource_id, e.at, e.kind, e.type, e.severity, e.environment, e.team, e.parent_id, e.message,
             e.params, e.actor, e.labels, e.count::int, r.name AS resource_name, r.kind AS resource_kind
        FROM ${source} e LEFT JOIN resource r ON r.id = e.resource_id
       WHERE ${after} ORDER BY e.at DESC, e.id, e.resource_id LIMIT ${where.bind(limit + 1)}`;
    const [count, page] = await Promise.all([counted, this.database.pool.query<EventRow>(sql, where.values)]);
    return { rows: page.rows, total: count.rows[0]?.total ?? 0 };
  }
}

/** The newest of each fold, with how many it stands for. */
function folded(where: Conditions): string {
  return `(SELECT * FROM (
      SELECT e.*, count(*) OVER (PARTITION BY ${FOLD_KEY}) AS count,
             row_number() OVER (PARTITION BY ${FOLD_KEY} ORDER BY e.at DESC, e.id) AS place
        FROM event e WHERE ${where.toSql()}) placed WHERE place = 1)`;
}

function afterSql([at, id, resource]: EventPosition, where: Conditions): string {
  const bound = `to_timestamp(${where.bind(at)}::float8 / 1000)`;
  return `e.at <= ${bound} AND (e.at < ${bound} OR (e.id, e.resource_id) > (${where.bind(id)}, ${where.bind(resource)}))`;
}

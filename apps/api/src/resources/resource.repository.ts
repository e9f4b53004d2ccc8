import { Injectable } from '@nestjs/common';
import { severityOf, type Context, type ResourceQuery } from '@danji/shared';
import { Database } from '../database/index.js';
import { addLabels, Conditions, countSql } from '../paging/index.js';
import type { ResourceRow, RevisionRow } from './resource-row.js';
import { positionSql, type ResourcePosition } from './resource-sort.js';

/**
 * A sweep that finds nothing new writes only its own run, so a live resource was last seen by the newest run that
 * listed its kind completely. As a subquery of the select list it runs for the rows of the page only.
 */
const CONFIRMED = `
  CASE WHEN r.deleted_at IS NULL THEN
    (SELECT c.finished_at FROM collection_run c
      WHERE c.job = 'inventory' AND c.scope_id = r.scope_id AND c.region = r.region AND c.kinds @> ARRAY[r.kind]
      ORDER BY c.started_at DESC LIMIT 1) END`;

/** Rows of `resource` with the names that every item shows. Tombstones are included only where asked for. */
const SELECT_RESOURCE = `
  SELECT r.id, r.kind, r.name, r.arn, r.native_id, r.account_id, r.region, r.scope_id, r.parent_id, r.state, r.status,
         r.severity, r.reasons, r.environment, r.team, r.tier, r.tags, r.attributes, r.first_seen, r.last_seen,
         r.described_at, r.deleted_at, p.name AS parent_name, s.alias AS account_alias`;
const JOINED = 'LEFT JOIN resource p ON p.id = r.parent_id LEFT JOIN scope s ON s.id = r.scope_id';
const SELECT_NOW = `${SELECT_RESOURCE}, ${CONFIRMED} AS confirmed_at FROM resource r ${JOINED}`;
const UNKNOWN_SEVERITY = severityOf('unknown');

/**
 * `resource` as it was at an instant (its placeholder): what existed, with state, attributes, tags and labels of the
 * newest revision until then. Revisions from before labels were kept with them take those of today. How it did then is
 * not kept. What changes by itself (VOLATILE in the inventory) is as of that revision.
 */
const RESOURCE_AT = (instant: string): string => `
  (SELECT one.id, one.kind, one.name, one.arn, one.native_id, one.account_id, one.region, one.scope_id, one.parent_id,
          coalesce(v.state, 'unknown') AS state, 'unknown' AS status, ${UNKNOWN_SEVERITY} AS severity,
          '[]'::jsonb AS reasons,
          coalesce(v.labels->>'environment', one.environment) AS environment,
          CASE WHEN v.labels IS NULL THEN one.team ELSE v.labels->>'team' END AS team,
          CASE WHEN v.labels IS NULL THEN one.tier ELSE v.labels->>'tier' END AS tier,
          coalesce(v.tags, one.tags) AS tags, coalesce(v.attributes, '{}'::jsonb) AS attributes, one.first_seen,
          least(one.last_seen, ${instant}) AS last_seen, coalesce(v.at, one.first_seen) AS described_at,
          NULL::timestamptz AS deleted_at
     FROM resource one
     LEFT JOIN LATERAL (SELECT at, state, attributes, tags, labels FROM resource_revision
                         WHERE resource_id = one.id AND at <= ${instant} ORDER BY at DESC LIMIT 1) v ON true
    WHERE one.first_seen <= ${instant} AND (one.deleted_at IS NULL OR one.deleted_at > ${instant}))`;

/** Where a part of a name, id, ARN, address or tag is looked for. */
const SEARCHED = [
  'r.name',
  'r.native_id',
  'r.arn',
  'r.id',
  "r.attributes->>'privateIp'",
  "r.attributes->>'publicIp'",
  "r.attributes->>'endpoint'",
  'r.tags::text',
];

export type ResourceFilter = Omit<ResourceQuery, 'cursor' | 'spark' | 'at'>;

@Injectable()
export class ResourceRepository {
  constructor(private readonly database: Database) {}

  /** One page (limit + 1 rows) and the bounded count of all. `at`: epoch ms, or null for now. */
  async page(
    ctx: Context,
    filter: ResourceFilter,
    at: number | null,
    position: ResourcePosition | null,
  ): Promise<{ rows: ResourceRow[]; total: number }> {
    const where = conditionsOf(ctx, filter);
    const source = sourceOf(filter, at, where);
    const counted = this.database.pool.query<{ total: number }>(
      countSql(`FROM ${source} r WHERE ${where.toSql()}`),
      [...where.values],
    );
    const order = positionSql(filter.sort, position, where);
    const limit = where.bind(filter.limit + 1);
    const select =
      at === null ? SELECT_NOW : `${SELECT_RESOURCE}, NULL AS confirmed_at FROM ${source} r ${JOINED}`;
    const sql = `${select} WHERE ${where.toSql()} ORDER BY ${order} LIMIT ${limit}`;
    const [count, page] = await Promise.all([
      counted,
      this.database.pool.query<ResourceRow>(sql, where.values),
    ]);
    return { rows: page.rows, total: count.rows[0]?.total ?? 0 };
  }

  async byId(ctx: Context, id: string): Promise<ResourceRow | null> {
    const where = new Conditions().equal('r.id', id).visibleTo(ctx, 'r.scope_id');
    const sql = `${SELECT_NOW} WHERE ${where.toSql()}`;
    const { rows } = await this.database.pool.query<ResourceRow>(sql, where.values);
    return rows[0] ?? null;
  }

  /** Which of the ids exist, with what the metrics layer needs to know of them. */
  async known(ctx: Context, ids: readonly string[]): Promise<{ id: string; kind: string }[]> {
    const where = new Conditions().oneOf('r.id', ids).visibleTo(ctx, 'r.scope_id');
    const sql = `SELECT r.id, r.kind FROM resource r WHERE ${where.toSql()}`;
    return (await this.database.pool.query<{ id: string; kind: string }>(sql, where.values)).rows;
  }

  /** Revisions of one resource, newest first, before an instant (epoch ms) where given. */
  async revisions(
    id: string,
    before: number | null,
    limit: number,
  ): Promise<{ rows: RevisionRow[]; total: number }> {
    const where = new Conditions().equal('resource_id', id);
    const counted = this.database.pool.query<{ total: number }>(
      countSql(`FROM resource_revision WHERE ${where.toSql()}`),
      [...where.values],
    );
    if (before !== null) where.add(`at < to_timestamp(${where.bind(before)}::float8 / 1000)`);
    const sql = `SELECT at, state, changes, attributes, actor FROM resource_revision
                  WHERE ${where.toSql()} ORDER BY at DESC LIMIT ${where.bind(limit + 1)}`;
    const [count, page] = await Promise.all([
      counted,
      this.database.pool.query<RevisionRow>(sql, where.values),
    ]);
    return { rows: page.rows, total: count.rows[0]?.total ?? 0 };
  }
}

/** The table, or what it held at an instant; adds the condition that tombstones are left out. */
function sourceOf(filter: ResourceFilter, at: number | null, where: Conditions): string {
  if (at !== null) return RESOURCE_AT(`to_timestamp(${where.bind(at)}::float8 / 1000)`);
  if (!filter.deleted) where.add('r.deleted_at IS NULL');
  return 'resource';
}

function conditionsOf(ctx: Context, filter: ResourceFilter): Conditions {
  const where = new Conditions()
    .oneOf('r.kind', filter.kind)
    .oneOf('r.status', filter.status)
    .oneOf('r.state', filter.state)
    .equal('r.parent_id', filter.parent)
    .equal('r.arn', filter.arn)
    .contains(SEARCHED, filter.q);
  addLabels(where, ctx, filter, { alias: 'r' });
  for (const tag of filter.tag ?? []) {
    const [key = '', ...value] = tag.split('=');
    if (value.length === 0) where.add(`r.tags ? ${where.bind(key)}`);
    else where.add(`r.tags @> ${where.bind(JSON.stringify({ [key]: value.join('=') }))}::jsonb`);
  }
  return where;
}

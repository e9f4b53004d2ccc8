import { Injectable } from '@nestjs/common';
import type { Context, IncidentQuery } from '@danji/shared';
import { Database, instant, type Queryable } from '../database/index.js';
import { addLabels, Conditions, countSql } from '../paging/index.js';
import { silencedBySql } from './silenced-sql.js';
import type { EntryKind, IncidentRow } from './incident-store.repository.js';

/** An incident with what its list shows. */
export interface IncidentItemRow extends IncidentRow {
  subject_kind: string | null;
  subject_name: string | null;
  subject_parent: string | null;
  storm_kind: string | null;
  storm_name: string | null;
  rules: string[];
  firing: number;
  unknown: number;
  unknown_since: Date | null;
  /** Of the alert that it is called after. */
  lead_value: number | null;
  lead_peak: number | null;
  lead_threshold: number | null;
  silenced_by: string | null;
  /** What the list is sorted by. */
  rank: number;
}

export interface EntryRow {
  id: string;
  at: Date;
  kind: EntryKind;
  actor: string | null;
  params: Record<string, unknown>;
}

export type IncidentPosition = readonly [rank: number, firedAt: number, id: string];

/** Worst first, then what nobody has, then what began first; history: newest first. */
const RANK = `(CASE i.severity WHEN 'critical' THEN 0 WHEN 'warning' THEN 2 ELSE 4 END + (i.owner IS NOT NULL)::int)`;
const HISTORY_DAYS = 14;

const itemSql = (now: string): string => `
  SELECT i.*, coalesce(r.kind, CASE WHEN c.id IS NOT NULL THEN 'scope' END) AS subject_kind,
         coalesce(r.name, c.name) AS subject_name, p.name AS subject_parent,
         area.kind AS storm_kind, area.name AS storm_name, m.rules, m.firing, m.unknown, m.unknown_since,
         lead.value AS lead_value, lead.peak AS lead_peak, lead.threshold AS lead_threshold, ${RANK} AS rank,
         ${silencedBySql('i', now)} AS silenced_by
    FROM incident i
    LEFT JOIN resource r ON r.id = i.subject_id LEFT JOIN resource p ON p.id = r.parent_id
    LEFT JOIN scope c ON c.id = i.subject_id LEFT JOIN resource area ON area.id = i.storm
    LEFT JOIN LATERAL (
      SELECT coalesce(array_agg(DISTINCT a.rule_id), '{}') AS rules,
             (count(*) FILTER (WHERE a.phase IN ('firing', 'recovering')))::int AS firing,
             (count(*) FILTER (WHERE a.phase IN ('unknown', 'no_data')))::int AS unknown,
             min(a.phase_since) FILTER (WHERE a.phase = 'unknown') AS unknown_since
        FROM alert a WHERE a.incident_id = i.id) m ON TRUE
    LEFT JOIN LATERAL (
      SELECT a.value, a.peak, a.threshold FROM alert a WHERE a.incident_id = i.id AND a.rule_id = i.rule_id
       ORDER BY (a.resolved_at IS NULL) DESC, (a.subject_id = i.subject_id) DESC, a.fired_at DESC LIMIT 1) lead ON TRUE`;

@Injectable()
export class IncidentRepository {
  constructor(private readonly database: Database) {}

  /** Ids of the incidents that this one took over. */
  async takenOver(id: string): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      'SELECT id FROM incident WHERE merged_into = $1 ORDER BY id',
      [id],
    );
    return rows.map((row) => row.id);
  }

  async page(
    ctx: Context,
    query: IncidentQuery,
    { position, now }: { position: IncidentPosition | null; now: number },
  ): Promise<{ rows: IncidentItemRow[]; total: number }> {
    const where = conditions(ctx, query, now);
    const history = query.tab === 'history';
    const counted = this.database.pool.query<{ total: number }>(
      countSql(`FROM incident i WHERE ${where.toSql()}`),
      [...where.values],
    );
    if (position !== null) {
      const [rank, firedAt, id] = position;
      const after = `to_timestamp(${where.bind(firedAt)}::float8 / 1000)`;
      const last = where.bind(id);
      where.add(
        history
          ? `(i.fired_at, i.id) < (${after}, ${last})`
          : `(${RANK}, i.fired_at, i.id) > (${where.bind(rank)}::int, ${after}, ${last})`,
      );
    }
    const order = history ? 'i.fired_at DESC, i.id DESC' : `${RANK}, i.fired_at, i.id`;
    const sql = `${itemSql('$1::timestamptz')} WHERE ${where.toSql()} ORDER BY ${order} LIMIT ${where.bind(query.limit + 1)}`;
    const [page, count] = await Promise.all([
      this.database.pool.query<IncidentItemRow>(sql, where.values),
      counted,
    ]);
    return { rows: page.rows, total: count.rows[0]?.total ?? 0 };
  }

  /** How many each tab has. */
  async counts(
    ctx: Context,
    query: IncidentQuery,
    now: number,
  ): Promise<Record<IncidentQuery['tab'], number>> {
    const count = async (tab: IncidentQuery['tab']): Promise<number> => {
      const where = conditions(ctx, { ...query, tab }, now);
      const { rows } = await this.database.pool.query<{ total: number }>(
        countSql(`FROM incident i WHERE ${where.toSql()}`),
        where.values,
      );
      return rows[0]?.total ?? 0;
    };
    const [open, silenced, history] = await Promise.all([count('open'), count('silenced'), count('history')]);
    return { open, silenced, history };
  }

  async byIds(
    ctx: Context,
    ids: readonly string[],
    now: number,
    client?: Queryable,
  ): Promise<IncidentItemRow[]> {
    const where = new Conditions([instant(now)]);
    where.add(`i.id = ANY(${where.bind(ids)}::text[])`).visibleTo(ctx, 'i.scope_id');
    const sql = `${itemSql('$1::timestamptz')} WHERE ${where.toSql()}`;
    const { rows } = await (client ?? this.database.pool).query<IncidentItemRow>(sql, where.values);
    return rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  }

  /** Newest first. */
  async entries(id: string, limit: number): Promise<EntryRow[]> {
    const { rows } = await this.database.pool.query<EntryRow>(
      'SELECT id, at, kind, actor, params FROM incident_entry WHERE incident_id = $1 ORDER BY at DESC, id DESC LIMIT $2',
      [id, limit],
    );
    return rows;
  }

  async scopeOf(id: string): Promise<string | null> {
    const { rows } = await this.database.pool.query<{ scope_id: string }>(
      'SELECT scope_id FROM incident WHERE id = $1',
      [id],
    );
    return rows[0]?.scope_id ?? null;
  }

  /** The incident of an alert; null where it has none. */
  async ofAlert(id: string): Promise<string | null> {
    const { rows } = await this.database.pool.query<{ incident_id: string | null }>(
      'SELECT incident_id FROM alert WHERE id = $1',
      [id],
    );
    return rows[0]?.incident_id ?? null;
  }
}

function conditions(ctx: Context, query: IncidentQuery, now: number): Conditions {
  const where = new Conditions([instant(now)]);
  const hidden = `(i.snoozed_until > $1::timestamptz OR ${silencedBySql('i', '$1::timestamptz')} IS NOT NULL)`;
  if (query.tab === 'history') {
    where.add(`i.fired_at >= $1::timestamptz - interval '${HISTORY_DAYS} days' AND i.state = 'resolved'`);
  } else {
    where
      .add("i.state = 'open' AND i.resolved_at IS NULL")
      .add(query.tab === 'open' ? `NOT coalesce(${hidden}, false)` : hidden);
  }
  where.oneOf('i.severity', query.severity);
  if (query.resource !== undefined) {
    const id = where.bind(query.resource);
    where.add(
      `i.subject_id = ${id} OR EXISTS (SELECT 1 FROM alert a WHERE a.incident_id = i.id AND a.resource_id = ${id})`,
    );
  }
  return addLabels(where, ctx, query, { alias: 'i', resourceId: 'subject_id' });
}

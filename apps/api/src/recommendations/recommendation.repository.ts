import { Injectable } from '@nestjs/common';
import type { Recommendation as Computed } from '@danji/analysis';
import { RECOMMENDATION_URGENCY, type Context, type RecommendationQuery } from '@danji/shared';
import { Database } from '../database/index.js';
import { addLabels, Conditions, countSql } from '../paging/index.js';
import { toStoredEvidence, type RecommendationRow } from './recommendation-row.js';

export type RecommendationPosition = readonly [closed: number, urgency: number, saving: number, id: string];

/** A recommendation with the resource that it is about. */
export interface Finding {
  id: string;
  resource: { id: string; scopeId: string; environment: string; team: string | null };
  computed: Computed;
}

const urgencySql = `CASE ${Object.entries(RECOMMENDATION_URGENCY)
  .map(([rule, urgency]) => `WHEN rule = '${rule}' THEN ${urgency}`)
  .join(' ')} END`;

const SELECT_RECOMMENDATION = `
  SELECT c.*, r.kind AS resource_kind, r.name AS resource_name, p.name AS parent_name
    FROM (SELECT *, (state = 'closed')::int AS closed, ${urgencySql} AS urgency,
                 coalesce((nullif(monthly_saving_usd, 'null')->>'expected')::float8, 0) AS saving
            FROM recommendation) c
    LEFT JOIN resource r ON r.id = c.resource_id LEFT JOIN resource p ON p.id = r.parent_id`;

@Injectable()
export class RecommendationRepository {
  constructor(private readonly database: Database) {}

  /** One page (limit + 1 rows), the bounded count, and the sum of the savings of all that still stand. */
  async page(
    ctx: Context,
    filter: RecommendationQuery,
    position: RecommendationPosition | null,
  ): Promise<{ rows: RecommendationRow[]; total: number; saving: Computed['monthlySavingUsd'] }> {
    const where = recommendationConditions(ctx, filter);
    const from = `FROM recommendation c WHERE ${where.toSql()}`;
    const values = [...where.values];
    const saving = (key: string): string =>
      `sum((nullif(monthly_saving_usd, 'null')->>'${key}')::float8) AS ${key}`;
    const counted = this.database.pool.query<{ total: number }>(countSql(from), values);
    const summed = this.database.pool.query<{
      low: number | null;
      expected: number | null;
      high: number | null;
    }>(
      `SELECT ${['low', 'expected', 'high'].map(saving).join(', ')} ${from} AND c.state NOT IN ('closed', 'dismissed')`,
      values,
    );
    if (position !== null) {
      const [closed, urgency, usd, id] = position.map((key) => where.bind(key));
      where.add(
        `(c.closed, c.urgency, -c.saving, c.id) > (${closed}::int, ${urgency}::int, -(${usd}::float8), ${id})`,
      );
    }
    const sql = `${SELECT_RECOMMENDATION} WHERE ${where.toSql()}
                  ORDER BY c.closed, c.urgency, -c.saving, c.id LIMIT ${where.bind(filter.limit + 1)}`;
    const [count, sum, page] = await Promise.all([
      counted,
      summed,
      this.database.pool.query<RecommendationRow>(sql, where.values),
    ]);
    const { low, expected, high } = sum.rows[0] ?? { low: null, expected: null, high: null };
    return {
      rows: page.rows,
      total: count.rows[0]?.total ?? 0,
      saving: low === null || expected === null || high === null ? null : { low, expected, high },
    };
  }

  async byId(ctx: Context, id: string): Promise<RecommendationRow | null> {
    const where = new Conditions().equal('c.id', id).visibleTo(ctx, 'c.scope_id');
    const sql = `${SELECT_RECOMMENDATION} WHERE ${where.toSql()}`;
    return (await this.database.pool.query<RecommendationRow>(sql, where.values)).rows[0] ?? null;
  }

  /**
   * Writes what was computed at `now` (epoch ms). What people decided stays; one that was closed opens again. The
   * version rises only when the proposal differs. Answers the ids whose proposal or state changed.
   */
  async upsert(findings: readonly Finding[], now: number): Promise<string[]> {
    if (findings.length === 0) return [];
    const rows = findings.map(({ id, resource, computed }) => ({
      id,
      rule: computed.rule,
      resource_id: resource.id,
      scope_id: resource.scopeId,
      environment: resource.environment,
      team: resource.team,
      title: computed.title,
      current: computed.current,
      proposed: computed.proposed,
      monthly_saving_usd: computed.monthlySavingUsd,
      risk: computed.risk,
      confidence: computed.confidence,
      evidence: toStoredEvidence(computed),
    }));
    const sql = `
      WITH before AS (SELECT id, proposed, state FROM recommendation),
      written AS (
        INSERT INTO recommendation (id, rule, resource_id, scope_id, environment, team, title, current, proposed,
                                    monthly_saving_usd, risk, confidence, evidence, state, created_at, computed_at)
        SELECT n.id, n.rule, n.resource_id, n.scope_id, n.environment, n.team, n.title, n.current, n.proposed,
               n.monthly_saving_usd, n.risk, n.confidence, n.evidence, 'open',
               to_timestamp($2::float8 / 1000), to_timestamp($2::float8 / 1000)
          FROM jsonb_to_recordset($1::jsonb) AS n(
                 id text, rule text, resource_id text, scope_id text, environment text, team text, title jsonb,
                 current jsonb, proposed jsonb, monthly_saving_usd jsonb, risk text, confidence text, evidence jsonb)
        ON CONFLICT (id) DO UPDATE SET
          environment = EXCLUDED.environment, team = EXCLUDED.team, title = EXCLUDED.title, current = EXCLUDED.current,
          proposed = EXCLUDED.proposed, monthly_saving_usd = EXCLUDED.monthly_saving_usd, risk = EXCLUDED.risk,
          confidence = EXCLUDED.confidence, evidence = EXCLUDED.evidence, computed_at = EXCLUDED.computed_at,
          created_at = CASE WHEN recommendation.state = 'closed' THEN EXCLUDED.created_at ELSE recommendation.created_at END,
          state = CASE WHEN recommendation.state = 'closed' THEN 'open' ELSE recommendation.state END,
          closed_at = NULL,
          version = recommendation.version + (recommendation.proposed IS DISTINCT FROM EXCLUDED.proposed
                                              OR recommendation.state = 'closed')::int
        RETURNING id, proposed, state)
      SELECT w.id FROM written w LEFT JOIN before b ON b.id = w.id
       WHERE b.id IS NULL OR b.proposed IS DISTINCT FROM w.proposed OR b.state IS DISTINCT FROM w.state`;
    const { rows: changed } = await this.database.pool.query<{ id: string }>(sql, [
      JSON.stringify(rows),
      now,
    ]);
    return changed.map(({ id }) => id);
  }

  /**
   * Closes those that are neither found nor undecided any more; a dismissed one stays dismissed, or it would come
   * back as new. Answers their ids. `now`: epoch ms.
   */
  async closeAllBut(kept: readonly string[], now: number): Promise<string[]> {
    const sql = `
      UPDATE recommendation
         SET state = 'closed', closed_at = to_timestamp($2::float8 / 1000), version = version + 1
       WHERE state NOT IN ('closed', 'dismissed') AND id <> ALL($1::text[]) RETURNING id`;
    return (await this.database.pool.query<{ id: string }>(sql, [kept, now])).rows.map(({ id }) => id);
  }
}

function recommendationConditions(ctx: Context, filter: RecommendationQuery): Conditions {
  const where = new Conditions().oneOf('c.rule', filter.rule).oneOf('c.state', filter.state);
  if (filter.state === undefined || filter.state.length === 0) where.add("c.state <> 'closed'");
  if (filter.resource !== undefined) {
    const id = where.bind(filter.resource);
    where.add(`c.resource_id = ${id} OR c.resource_id IN (SELECT id FROM resource WHERE parent_id = ${id})`);
  }
  return addLabels(where, ctx, filter, { alias: 'c', resourceId: 'resource_id' });
}

import { renderBoth, type ReviewFacts } from '@danji/analysis';
import { Environment, RECOMMENDATION_URGENCY, RecommendationRule, ReviewDecision } from '@danji/shared';
import type { DecisionRow } from './review.repository.js';

/** What ends in an outage first, then by saving. A rule of another version of Danji is left out. */
export function decisionFacts(rows: readonly DecisionRow[], timeZone: string): ReviewFacts['decisions'] {
  const known = rows.flatMap((row) => {
    const rule = RecommendationRule.safeParse(row.rule).data;
    return rule === undefined ? [] : [{ row, rule, urgency: RECOMMENDATION_URGENCY[rule] }];
  });
  const saving = (row: DecisionRow): number => row.monthly_saving_usd?.expected ?? 0;
  return known
    .toSorted(
      (a, b) => a.urgency - b.urgency || saving(b.row) - saving(a.row) || (a.row.id < b.row.id ? -1 : 1),
    )
    .map(({ row, rule }) => ({
      recommendationId: row.id,
      rule,
      resource: {
        id: row.resource_id,
        kind: row.resource_kind ?? 'unknown',
        name: row.resource_name ?? row.resource_id,
        parentName: row.parent_name,
      },
      scopeId: row.scope_id,
      environment: Environment.parse(row.environment),
      team: row.team,
      title: renderBoth(row.title, timeZone),
      monthlySavingUsd: row.monthly_saving_usd,
      risk: ReviewDecision.shape.risk.parse(row.risk),
      confidence: ReviewDecision.shape.confidence.parse(row.confidence),
      state: row.state,
    }));
}

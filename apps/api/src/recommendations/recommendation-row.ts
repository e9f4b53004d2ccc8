import { renderBoth, type Message, type Recommendation as Computed } from '@danji/analysis';
import { Environment, RecommendationRule, Recommendation as Contract } from '@danji/shared';
import type { Localised, Recommendation } from '@danji/shared';

/** Everything of a computed recommendation that has no column of its own; messages stay messages. */
export type StoredEvidence = Pick<Computed, 'summary' | 'savingNote' | 'confidenceReason' | 'change'> &
  Computed['evidence'];

export interface RecommendationRow {
  id: string;
  rule: string;
  resource_id: string;
  resource_kind: string | null;
  resource_name: string | null;
  parent_name: string | null;
  environment: string;
  team: string | null;
  title: Message;
  current: Computed['current'];
  proposed: Computed['proposed'];
  monthly_saving_usd: Computed['monthlySavingUsd'];
  risk: string;
  confidence: string;
  evidence: StoredEvidence;
  state: string;
  created_at: Date;
  computed_at: Date;
  version: number;
  /** Sort keys: open ones first, those that end in an outage before those that save, then by saving. */
  closed: number;
  urgency: number;
  saving: number;
}

export function toStoredEvidence(computed: Computed): StoredEvidence {
  const { summary, savingNote, confidenceReason, change, evidence } = computed;
  return { summary, savingNote, confidenceReason, change, ...evidence };
}

export function toRecommendation(row: RecommendationRow, timeZone: string): Recommendation {
  const say = (message: Message): Localised => renderBoth(message, timeZone);
  const sayOrNull = (message: Message | null): Localised | null => (message === null ? null : say(message));
  const { evidence } = row;
  return {
    id: row.id,
    rule: RecommendationRule.parse(row.rule),
    resource: {
      id: row.resource_id,
      kind: row.resource_kind ?? 'unknown',
      name: row.resource_name ?? row.resource_id,
      parentName: row.parent_name,
    },
    environment: Environment.parse(row.environment),
    team: row.team,
    title: say(row.title),
    summary: say(evidence.summary),
    current: row.current,
    proposed: row.proposed,
    monthlySavingUsd: row.monthly_saving_usd,
    savingNote: sayOrNull(evidence.savingNote),
    risk: Contract.shape.risk.parse(row.risk),
    confidence: Contract.shape.confidence.parse(row.confidence),
    confidenceReason: say(evidence.confidenceReason),
    change: evidence.change,
    evidence: {
      from: new Date(evidence.from).toISOString(),
      to: new Date(evidence.to).toISOString(),
      charts: evidence.charts.map((chart) => ({
        ...chart,
        title: say(chart.title),
        thresholdLabel: sayOrNull(chart.thresholdLabel),
      })),
      backtest: evidence.backtest && { ...evidence.backtest, note: say(evidence.backtest.note) },
      facts: evidence.facts.map(({ label, value }) => ({ label: say(label), value })),
    },
    state: Contract.shape.state.parse(row.state),
    version: row.version,
    createdAt: row.created_at.toISOString(),
    computedAt: row.computed_at.toISOString(),
  };
}

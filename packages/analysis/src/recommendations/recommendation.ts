import type { RecommendationRule } from '@danji/shared';
import type { Message } from '../message/message.js';

export type Level = 'low' | 'medium' | 'high';

/** US dollars a month; negative is what a change costs more. */
export interface UsdRange {
  low: number;
  expected: number;
  high: number;
}

export interface EvidenceChart {
  title: Message;
  /** CloudWatch's name, and statistic. */
  metric: string;
  stat: string;
  /** Line to draw, in the metric's own unit; null for none. */
  threshold: number | null;
  thresholdLabel: Message | null;
}

/** What the proposal would have done on history that did not decide it. */
export interface Backtest {
  /** Days judged. */
  days: number;
  /** Minutes in which the average use exceeded the proposal. */
  overloadMinutes: number;
  worstRunMinutes: number;
  note: Message;
}

export interface Evidence {
  /** Epoch ms. */
  from: number;
  to: number;
  charts: EvidenceChart[];
  backtest: Backtest | null;
  facts: { label: Message; value: string }[];
}

type Plain = Record<string, string | number | boolean | null>;

/** A recommendation without what only the caller knows (id, resource, state). */
export interface Recommendation {
  rule: RecommendationRule;
  title: Message;
  summary: Message;
  current: Plain;
  proposed: Plain;
  /** Null where there is no saving or no known price. */
  monthlySavingUsd: UsdRange | null;
  savingNote: Message | null;
  risk: Level;
  confidence: Level;
  confidenceReason: Message;
  /** The exact change to make. */
  change: { label: string; text: string }[];
  evidence: Evidence;
}

/** What a rule says: a change, that all is well as it is, or that it cannot tell; the latter two with their reason. */
export type Verdict =
  | { kind: 'change'; recommendation: Recommendation }
  | { kind: 'keep'; reason: Message }
  | { kind: 'refuse'; reason: Message };

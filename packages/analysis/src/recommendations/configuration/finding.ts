import type { RecommendationRule } from '@danji/shared';
import type { Message } from '../../message/message.js';
import type { Level, Recommendation, Verdict } from '../recommendation.js';
import { say } from '../recommendation-texts.js';

/** What a rule found by reading a configuration, before it becomes a recommendation. */
export interface Finding {
  rule: RecommendationRule;
  title: Message;
  summary: Message;
  current: Recommendation['current'];
  proposed: Recommendation['proposed'];
  /** Of making the change. */
  risk: Level;
  change: Recommendation['change'];
  facts: { label: Message; value: string }[];
  /** Epoch ms at which the configuration was read. */
  at: number;
  savingNote?: Message;
  confidence?: Level;
  confidenceReason?: Message;
}

/** A change that follows from the configuration alone: no chart proves it, and it saves no money. */
export function configurationChange(finding: Finding): Verdict {
  const { at, facts, savingNote, confidence, confidenceReason, ...rest } = finding;
  return {
    kind: 'change',
    recommendation: {
      ...rest,
      monthlySavingUsd: null,
      savingNote: savingNote ?? say('saving.none'),
      confidence: confidence ?? 'high',
      confidenceReason: confidenceReason ?? say('confidence.configuration'),
      evidence: { from: at, to: at, charts: [], backtest: null, facts },
    },
  };
}

export const keep = (reason: Message): Verdict => ({ kind: 'keep', reason });
export const refuse = (reason: Message): Verdict => ({ kind: 'refuse', reason });

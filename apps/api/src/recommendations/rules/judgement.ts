import { createHash } from 'node:crypto';
import { seededRandom, type Random, type Verdict } from '@danji/analysis';
import type { RecommendationRule } from '@danji/shared';
import type { Subject } from '../history.repository.js';

/** What a rule says of one resource. */
export interface Judgement {
  rule: RecommendationRule;
  subject: Subject<unknown>;
  verdict: Verdict;
}

/** History that the rules look at: two weeks, as the first back-fill brings. */
export const HISTORY_MS = 14 * 86_400_000;

/** The same resource draws the same numbers each time, so a recommendation does not flicker. */
export function randomOf(resourceId: string): Random {
  return seededRandom(createHash('sha256').update(resourceId).digest().readUInt32BE());
}

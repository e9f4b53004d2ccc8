import { isWorse, NOT_EVALUATED, type AlertCondition, type AlertEvaluation } from './evaluate-alert.js';

/** Whether an evaluation is as good as none: nothing of it would change what comes after. */
export function isCalm(evaluation: AlertEvaluation): boolean {
  return (
    evaluation.phase === 'inactive' &&
    evaluation.episode === null &&
    evaluation.missingSince === null &&
    !evaluation.flapping &&
    !evaluation.checks.includes('1')
  );
}

/** Whether values would leave a calm evaluation calm: all there, none on the bad side. Saves most of the folding. */
export function staysCalm(
  condition: AlertCondition,
  values: ArrayLike<number>,
  seen: ArrayLike<number>,
): boolean {
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (seen[i] === 0 || Number.isNaN(value)) return false;
    if (isWorse(condition, value, condition.threshold)) return false;
  }
  return true;
}

/**
 * Whether the newest value that is known has come within a share of its threshold, or is beyond it. Of a threshold that is
 * not above 0 there is no share.
 */
export function isNear(
  { worse, threshold }: AlertCondition,
  values: ArrayLike<number>,
  share: number,
): boolean {
  if (threshold <= 0) return false;
  for (let i = values.length - 1; i >= 0; i -= 1) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    return worse === 'above' ? value >= threshold * (1 - share) : value <= threshold * (1 + share);
  }
  return false;
}

/** What stands for a calm one that is not stored. */
export const CALM: AlertEvaluation = NOT_EVALUATED;

import { isWorse, type RuleChange } from '@danji/analysis';
import { ALERT_RULES, type AlertOverrideInput } from '@danji/shared';
import { badInput } from '../http/index.js';

/** The change that somebody asks for. @throws AppError VALIDATION for a rule that is none, or a clear on the bad side */
export function checkedChange(input: Omit<AlertOverrideInput, 'reason'>): RuleChange {
  const rule = ALERT_RULES.find(({ id }) => id === input.rule);
  if (rule === undefined) {
    throw badInput('rule', input.rule, 'Write the id of a rule, as GET /alert-rules lists it.');
  }
  const threshold = input.threshold ?? rule.threshold;
  const { clear } = input;
  const wrong = clear !== null && isWorse(rule, clear, threshold);
  if (wrong) {
    const side = rule.worse === 'above' ? 'at most' : 'at least';
    throw badInput(
      'clear',
      String(clear),
      `Write ${side} the threshold ${threshold}, where it is good again.`,
    );
  }
  const { resource, labels, enabled, notifies, forSeconds } = input;
  return {
    rule: rule.id,
    resource,
    labels,
    enabled,
    notifies,
    threshold: input.threshold,
    clear,
    forSeconds,
  };
}

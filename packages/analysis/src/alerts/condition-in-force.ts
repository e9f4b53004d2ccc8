import type { AlertRule } from '@danji/shared';
import type { AlertCondition } from './evaluate-alert.js';

/** What somebody changed of a rule; null: as the rule has it. */
export interface RuleChange {
  rule: string;
  resource: string | null;
  labels: { environment?: string | undefined; team?: string | undefined } | null;
  enabled: boolean;
  notifies: boolean | null;
  threshold: number | null;
  clear: number | null;
  forSeconds: number | null;
}

export interface RuleSubject {
  id: string;
  environment: string;
  team: string | null;
}

export interface RuleInForce {
  condition: AlertCondition;
  enabled: boolean;
  notifies: boolean;
}

/**
 * The numbers of a rule at one resource: of the changes that fit, that of the resource itself wins over labels (the more
 * of them the better), and those over one for everything. Only production notifies, until a change says otherwise.
 */
export function ruleInForce(
  rule: AlertRule,
  subject: RuleSubject,
  changes: readonly RuleChange[],
): RuleInForce {
  const fitting = changes.filter((change) => change.rule === rule.id && fits(change, subject));
  const change = fitting.toSorted((a, b) => precision(b) - precision(a))[0];
  const threshold = change?.threshold ?? rule.threshold;
  return {
    condition: {
      worse: rule.worse,
      threshold,
      clear: clearOf(rule, threshold, change?.clear ?? null),
      forSeconds: change?.forSeconds ?? rule.forSeconds,
      keepFiringSeconds: rule.keepFiringSeconds,
      missing: rule.missing,
    },
    enabled: change?.enabled ?? true,
    notifies: change?.notifies ?? (rule.notifies && subject.environment === 'prod'),
  };
}

/** As far from the threshold as the rule has it, unless it is said; never on the bad side. */
function clearOf(
  { worse, threshold: usual, clear }: AlertRule,
  threshold: number,
  said: number | null,
): number {
  const wanted = said ?? threshold + (clear - usual);
  return worse === 'above' ? Math.min(wanted, threshold) : Math.max(wanted, threshold);
}

function fits({ resource, labels }: RuleChange, subject: RuleSubject): boolean {
  if (resource !== null) return resource === subject.id;
  if (labels === null) return true;
  const { environment, team } = labels;
  return (
    (environment ?? subject.environment) === subject.environment && (team ?? subject.team) === subject.team
  );
}

function precision({ resource, labels }: RuleChange): number {
  if (resource !== null) return 3;
  return labels === null ? 0 : Number(labels.environment !== undefined) + Number(labels.team !== undefined);
}

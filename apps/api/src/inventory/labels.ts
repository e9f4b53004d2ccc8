import type { Environment } from '@danji/shared';
import type { InventoryKind, Labels } from './observed.js';

/** What a rule may look at. */
export interface LabelSubject {
  kind: InventoryKind;
  name: string;
  accountId: string;
  clusterName: string | null;
  tags: Readonly<Record<string, string>>;
}

/**
 * One rule: where its condition holds it gives the label, and later rules of that label are not asked.
 * A tag rule takes the tag's value; the others give a fixed one.
 */
export type LabelRule =
  | { label: keyof Labels; tag: string }
  | { label: keyof Labels; matches: 'name' | 'clusterName' | 'accountId'; pattern: string; value: string };

const word = (words: string): string => `(^|[^a-z0-9])(${words})([^a-z0-9]|$)`;
const ENVIRONMENT_WORDS = [
  ['prod', 'prod|prd|production|live'],
  ['stage', 'stage|staging|stg|qa|uat|preprod'],
  ['dev', 'dev|develop|development|test|sandbox'],
] as const;

/** Used until somebody writes their own: the usual tag keys, then the name, then the cluster's name. */
export const DEFAULT_LABEL_RULES: readonly LabelRule[] = [
  ...['env', 'environment', 'Environment', 'Env', 'stage', 'Stage'].map((tag): LabelRule => ({
    label: 'environment',
    tag,
  })),
  ...(['name', 'clusterName'] as const).flatMap((matches) =>
    ENVIRONMENT_WORDS.map(([value, words]): LabelRule => ({
      label: 'environment',
      matches,
      pattern: word(words),
      value,
    })),
  ),
  ...['team', 'Team', 'owner', 'Owner', 'squad'].map((tag): LabelRule => ({ label: 'team', tag })),
  ...['tier', 'Tier'].map((tag): LabelRule => ({ label: 'tier', tag })),
];

/** The labels that the rules give; null where no rule does. */
export function applyLabelRules(
  subject: LabelSubject,
  rules: readonly LabelRule[] = DEFAULT_LABEL_RULES,
): { environment: Environment | null; team: string | null; tier: string | null } {
  const found: Partial<Record<keyof Labels, string>> = {};
  for (const rule of rules) {
    if (found[rule.label] !== undefined) continue;
    const value = 'tag' in rule ? subject.tags[rule.tag] : matched(rule, subject);
    if (value) found[rule.label] = value;
  }
  return {
    environment: found.environment === undefined ? null : environmentOf(found.environment),
    team: found.team ?? null,
    tier: found.tier ?? null,
  };
}

function matched(rule: Extract<LabelRule, { pattern: string }>, subject: LabelSubject): string | undefined {
  const value = subject[rule.matches];
  return value !== null && new RegExp(rule.pattern, 'i').test(value) ? rule.value : undefined;
}

/** People write prod, prd or Production; anything else that is named is `other`. */
function environmentOf(value: string): Environment {
  const known = ENVIRONMENT_WORDS.find(([, words]) => new RegExp(`^(${words})$`, 'i').test(value.trim()));
  return known?.[0] ?? 'other';
}

/** A resource's own labels, filled up from what it belongs to. */
export function inheritLabels(own: ReturnType<typeof applyLabelRules>, parent: Labels | undefined): Labels {
  return {
    environment: own.environment ?? parent?.environment ?? 'other',
    team: own.team ?? parent?.team ?? null,
    tier: own.tier ?? parent?.tier ?? null,
  };
}

import type { Environment, Label, LabelRule } from '@danji/shared';

/** Whose a resource is. */
export interface Labels {
  environment: Environment;
  team: string | null;
  tier: string | null;
}

/** What a rule may look at. */
export interface LabelSubject {
  name: string;
  accountId: string;
  clusterName: string | null;
  tags: Readonly<Record<string, string>>;
}

/** The labels that rules give by themselves; null where none does. */
export type OwnLabels = { [L in Label]: (L extends 'environment' ? Environment : string) | null };

const ENVIRONMENT_WORDS: Readonly<Record<Exclude<Environment, 'other'>, readonly string[]>> = {
  prod: ['prod', 'prd', 'production', 'live'],
  stage: ['stage', 'staging', 'stg', 'qa', 'uat', 'preprod'],
  dev: ['dev', 'develop', 'development', 'test', 'sandbox'],
};
const ENVIRONMENTS = Object.entries(ENVIRONMENT_WORDS) as [Environment, readonly string[]][];

/** Used until somebody writes their own: the usual tag keys, then the name, then the cluster's name. */
export const DEFAULT_LABEL_RULES: readonly LabelRule[] = [
  ...['env', 'environment', 'Environment', 'Env', 'stage', 'Stage'].map((tag): LabelRule => ({
    label: 'environment',
    tag,
  })),
  ...(['name', 'cluster'] as const).flatMap((of) =>
    ENVIRONMENTS.map(([value, words]): LabelRule => ({ label: 'environment', of, has: [...words], value })),
  ),
  ...['team', 'Team', 'owner', 'Owner', 'squad'].map((tag): LabelRule => ({ label: 'team', tag })),
  ...['tier', 'Tier'].map((tag): LabelRule => ({ label: 'tier', tag })),
];

/**
 * The labels that the rules give, and which rule gave each.
 * @returns `by`: index of the deciding rule; absent where none decided
 */
export function applyLabelRules(
  subject: LabelSubject,
  rules: readonly LabelRule[],
): { own: OwnLabels; by: Partial<Record<Label, number>> } {
  const own: OwnLabels = { environment: null, team: null, tier: null };
  const by: Partial<Record<Label, number>> = {};
  for (const [index, rule] of rules.entries()) {
    if (by[rule.label] !== undefined) continue;
    const value = valueOf(rule, subject);
    if (value === null) continue;
    by[rule.label] = index;
    if (rule.label === 'environment') own.environment = environmentOf(value);
    else own[rule.label] = value;
  }
  return { own, by };
}

/** A resource's own labels, filled up from what it belongs to. */
export function inheritLabels(own: OwnLabels, parent: Labels | undefined): Labels {
  return {
    environment: own.environment ?? parent?.environment ?? 'other',
    team: own.team ?? parent?.team ?? null,
    tier: own.tier ?? parent?.tier ?? null,
  };
}

function valueOf(rule: LabelRule, subject: LabelSubject): string | null {
  if ('tag' in rule) {
    const tag = subject.tags[rule.tag]?.trim();
    if (tag === undefined || tag === '') return null;
    if (!('is' in rule)) return tag;
    return matchesGlob(tag, rule.is) ? rule.value : null;
  }
  const text = partOf(subject, rule.of);
  if (text === null) return null;
  const holds = 'is' in rule ? matchesGlob(text, rule.is) : hasWord(text, rule.has);
  return holds ? rule.value : null;
}

function partOf(subject: LabelSubject, part: 'name' | 'cluster' | 'account'): string | null {
  if (part === 'name') return subject.name;
  return part === 'cluster' ? subject.clusterName : subject.accountId;
}

/** Whether one of the words stands in the text by itself, between anything that is no letter or digit. */
function hasWord(text: string, words: readonly string[]): boolean {
  const found = new Set(text.toLowerCase().split(/[^a-z0-9]+/));
  return words.some((word) => found.has(word.toLowerCase()));
}

/**
 * Whether the whole text fits the pattern, in any letter case; `*` stands for any characters. Takes time in the
 * product of both lengths at most: patterns are people's, and names are whatever AWS lets in.
 */
export function matchesGlob(text: string, pattern: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const whole = text.toLowerCase();
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return whole === first;
  if (!whole.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = whole.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return whole.length - last.length >= at && whole.endsWith(last);
}

/** People write prod, prd or Production; anything else that is named is `other`. */
function environmentOf(value: string): Environment {
  const word = value.toLowerCase();
  return ENVIRONMENTS.find(([, words]) => words.includes(word))?.[0] ?? 'other';
}

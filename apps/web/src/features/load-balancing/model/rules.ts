import type { LoadBalancerAttributes } from '@danji/shared';

type Listener = NonNullable<LoadBalancerAttributes['listeners']>[number];
export type Rule = NonNullable<Listener['rules']>[number];

export interface RuleRow {
  key: string;
  listener: string;
  rule: Rule;
}

/** `HTTPS :443`. */
export function listenerName({ protocol, port }: Pick<Listener, 'protocol' | 'port'>): string {
  return [protocol, port === null ? null : `:${port}`].filter(Boolean).join(' ');
}

/** Every rule that is known, listener by listener, in the order in which they are asked. */
export function ruleRows(listeners: readonly Listener[]): RuleRow[] {
  return listeners.flatMap((listener) =>
    (listener.rules ?? []).map((rule) => ({
      key: `${listenerName(listener)} ${rule.priority}`,
      listener: listenerName(listener),
      rule,
    })),
  );
}

/** The rules that send requests to a group. */
export function rulesTo(listeners: readonly Listener[], targetGroupArn: string): RuleRow[] {
  return ruleRows(listeners).filter(({ rule }) => rule.targetGroups.some(({ id }) => id === targetGroupArn));
}

/** The share of a rule's requests that a group gets, 0 to 1; null where the weights do not say. */
export function shareOf(rule: Rule, targetGroupArn: string): number | null {
  const total = rule.targetGroups.reduce((sum, { weight }) => sum + (weight ?? 0), 0);
  const own = rule.targetGroups.find(({ id }) => id === targetGroupArn);
  if (!own) return 0;
  if (rule.targetGroups.length === 1) return 1;
  return total === 0 || own.weight === null ? null : own.weight / total;
}

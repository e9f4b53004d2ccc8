import type { ChangeActor, EventItem, SecurityGroupRule } from '@danji/shared';

/** When a rule came, and by whom: null where CloudTrail does not say. */
export interface Opening {
  at: string;
  actor: ChangeActor | null;
}

type Rule = Pick<SecurityGroupRule, 'protocol' | 'fromPort' | 'toPort' | 'kind' | 'peer'>;

/** Two rules of one key let the same through; their description does not count. */
export function ruleKey({ protocol, fromPort, toPort, kind, peer }: Rule): string {
  return [protocol, fromPort, toPort, kind, peer].join(' ');
}

/** The newest opening of each rule, by its key, from a group's events (newest first). */
export function openings(events: readonly EventItem[]): Map<string, Opening> {
  const found = new Map<string, Opening>();
  for (const { at, actor, params } of events) {
    if (!Array.isArray(params.opened)) continue;
    for (const rule of params.opened) {
      if (!isRule(rule)) continue;
      const key = ruleKey(rule);
      if (!found.has(key)) found.set(key, { at, actor });
    }
  }
  return found;
}

function isRule(value: unknown): value is Rule {
  return typeof value === 'object' && value !== null && 'protocol' in value && 'peer' in value;
}

import { ruleWords } from '@danji/analysis';
import { SecurityGroupRule, type Localised } from '@danji/shared';
import { z } from 'zod';

/** Rules as an event carries them: what a person calls them and where they lead does not matter here. */
const Rules = z.array(SecurityGroupRule.omit({ description: true, peerResourceId: true })).catch([]);
const SHOWN = 2;

/** Which ports a security group opened and closed, in words; null for a change of something else. */
export function rulesTitle(facts: {
  name: string;
  params: Readonly<Record<string, unknown>>;
}): Localised | null {
  const opened = words(facts.params['opened']);
  const closed = words(facts.params['closed']);
  if (opened === null && closed === null) return null;
  const en = [opened && `lets in ${opened.en}`, closed && `no longer lets in ${closed.en}`];
  const ko = [opened && `열림: ${opened.ko}`, closed && `닫힘: ${closed.ko}`];
  const join = (parts: readonly (string | null)[], by: string): string =>
    parts.filter((part) => part !== null).join(by);
  return { en: `${facts.name} ${join(en, ', ')}`, ko: `${facts.name} ${join(ko, ', ')}` };
}

function words(value: unknown): Localised | null {
  const rules = Rules.parse(value);
  if (rules.length === 0) return null;
  const shown = rules.slice(0, SHOWN).map(ruleWords);
  const more = rules.length > SHOWN ? ` +${rules.length - SHOWN}` : '';
  return {
    en: shown.map(({ en }) => en).join(', ') + more,
    ko: shown.map(({ ko }) => ko).join(', ') + more,
  };
}

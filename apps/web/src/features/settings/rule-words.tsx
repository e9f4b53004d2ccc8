'use client';
import type { LabelRule } from '@danji/shared';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

const code = (chunks: ReactNode): ReactNode => (
  <code className="rounded-[4px] bg-sunken px-1 font-mono [overflow-wrap:anywhere]">{chunks}</code>
);
const strong = (chunks: ReactNode): ReactNode => <b className="font-semibold">{chunks}</b>;

/** A rule as a sentence. */
export function RuleWords({ rule }: { rule: LabelRule }) {
  const t = useTranslations('settings.rule');
  const label = t(`label.${rule.label}`);
  const parts = { label, c: code, b: strong };
  if ('tag' in rule) {
    if (!('is' in rule)) return t.rich('tag', { ...parts, tag: rule.tag });
    return t.rich('tagIs', { ...parts, tag: rule.tag, is: rule.is, value: rule.value });
  }
  const of = t(`of.${rule.of}`);
  if ('is' in rule) return t.rich('is', { ...parts, of, is: rule.is, value: rule.value });
  return t.rich('has', { ...parts, of, words: rule.has.join(', '), value: rule.value });
}

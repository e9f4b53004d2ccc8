'use client';
import type { LabelRule } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { RuleWords } from './rule-words';

interface Props {
  rules: readonly LabelRule[];
  /** How many resources each rule labels; null while that is not known. */
  matched: readonly number[] | null;
  locked: boolean;
  onChange: (rules: readonly LabelRule[]) => void;
}

/** The rules in the order in which they are asked. */
export function RuleList({ rules, matched, locked, onChange }: Props) {
  const t = useTranslations('settings.rules');
  const move = (from: number, to: number): void => {
    const next = [...rules];
    const [rule] = next.splice(from, 1);
    if (rule) next.splice(to, 0, rule);
    onChange(next);
  };
  if (rules.length === 0) return <p className="px-3.5 py-4 text-muted">{t('none')}</p>;
  return (
    <ol className="divide-y divide-line">
      {rules.map((rule, index) => (
        // Rules have no id, and the same rule may stand twice: its place is what it is known by.
        <li
          key={`${index} ${JSON.stringify(rule)}`}
          className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-1.5"
        >
          <span className="w-6 text-right text-small text-muted tabular-nums">{index + 1}</span>
          <span className="min-w-0 flex-1 basis-56">
            <RuleWords rule={rule} />
          </span>
          <span className="text-small text-muted tabular-nums" data-testid="matched">
            {matched === null ? '–' : t('matched', { count: matched[index] ?? 0 })}
          </span>
          {locked ? null : (
            <span className="flex">
              <Button
                look="quiet"
                aria-label={t('up', { n: index + 1 })}
                disabled={index === 0}
                onClick={() => move(index, index - 1)}
              >
                ↑
              </Button>
              <Button
                look="quiet"
                aria-label={t('down', { n: index + 1 })}
                disabled={index === rules.length - 1}
                onClick={() => move(index, index + 1)}
              >
                ↓
              </Button>
              <Button
                look="quiet"
                aria-label={t('remove', { n: index + 1 })}
                onClick={() => onChange(rules.filter((_rule, at) => at !== index))}
              >
                {t('removeWord')}
              </Button>
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

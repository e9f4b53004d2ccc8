'use client';
import type { TemplateAnswer } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { ChoiceMenu } from '@/components/ui/choice-menu';
import { revisionPairs } from './model/revision-pairs';
import type { LogFilters } from './use-log-filters';

/** Two revisions of a service whose kinds of lines are compared; nothing where its lines are of one revision only. */
export function CompareMenu({
  answer,
  filters,
  onFilter,
}: {
  answer: TemplateAnswer;
  filters: LogFilters;
  onFilter: (next: Partial<LogFilters>) => void;
}) {
  const t = useTranslations('logs.compare');
  const { resource, revision, against } = filters;
  if (!resource?.startsWith('svc-')) return null;
  const pairs = revisionPairs(answer.items, revision === null ? null : { revision, against });
  if (pairs.length === 0) return null;
  const value = (pair: { revision: number; against: number | null }): string =>
    `${pair.revision} ${pair.against ?? ''}`;
  return (
    <ChoiceMenu
      name={t('name')}
      none={t('none')}
      single
      choices={pairs.map((pair) => ({
        value: value(pair),
        label: t('pair', { revision: pair.revision, against: pair.against ?? t('others') }),
      }))}
      chosen={revision === null ? [] : [value({ revision, against })]}
      onChange={([chosen]) => {
        const pair = pairs.find((one) => value(one) === chosen);
        onFilter({ revision: pair?.revision ?? null, against: pair?.against ?? null });
      }}
    />
  );
}

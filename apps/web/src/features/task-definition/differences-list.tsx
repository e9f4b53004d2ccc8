'use client';
import type { TaskDefinitionAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Change } from '@/components/revisions/revisions-panel';
import { Empty } from '@/components/ui/states';
import { differences } from './model/differences';

/** What changed from one revision to another, by path. */
export function Differences({
  before,
  after,
}: {
  before: TaskDefinitionAttributes;
  after: TaskDefinitionAttributes;
}) {
  const t = useTranslations('taskDefinition.revisions');
  const found = useMemo(() => differences(before, after), [before, after]);
  if (found.length === 0) return <Empty title={t('same')} height={120} />;
  return (
    <ul className="flex flex-col gap-1 text-table">
      {found.map((difference) => (
        <Change key={difference.path} change={difference} />
      ))}
    </ul>
  );
}

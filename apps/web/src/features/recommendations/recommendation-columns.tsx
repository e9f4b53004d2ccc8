'use client';
import type { Recommendation } from '@danji/shared';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMemo } from 'react';
import { EnvironmentBadge } from '@/components/ui/badge';
import type { Column } from '@/components/ui/data-table';
import { ResourceLink } from '@/components/ui/resource-link';
import { Ago } from '@/components/ui/time';
import { useHref } from '@/lib/url/view';
import { useLocalised } from '@/lib/use-localised';
import { SavingText } from './saving-text';

/** Columns of the list; on the phone the change and its saving remain. */
export function useRecommendationColumns(): Column<Recommendation>[] {
  const t = useTranslations('recommendations');
  return useMemo(
    () => [
      { id: 'change', header: t('table.change'), cell: (row) => <Change row={row} /> },
      { id: 'rule', header: t('table.rule'), wide: true, cell: (row) => t(`rule.${row.rule}`) },
      {
        id: 'resource',
        header: t('table.resource'),
        wide: true,
        cell: (row) => (
          <span className="flex items-center gap-1.5">
            <ResourceLink
              kind={row.resource.kind}
              id={row.resource.id}
              className="block max-w-40 truncate hover:underline"
            >
              {row.resource.name}
            </ResourceLink>
            <EnvironmentBadge environment={row.environment} />
          </span>
        ),
      },
      {
        id: 'saving',
        header: t('table.saving'),
        align: 'right',
        cell: (row) => <SavingText saving={row.monthlySavingUsd} className="font-semibold" />,
      },
      {
        id: 'risk',
        header: t('table.risk'),
        wide: true,
        cell: (row) => (
          <span className={row.risk === 'high' ? 'font-semibold text-warning' : 'text-muted'}>
            {t(`level.${row.risk}`)}
          </span>
        ),
      },
      {
        id: 'confidence',
        header: t('table.confidence'),
        wide: true,
        cell: (row) => <span className="text-muted">{t(`level.${row.confidence}`)}</span>,
      },
      {
        id: 'state',
        header: t('table.state'),
        wide: true,
        cell: (row) => <span className="text-muted">{t(`state.${row.state}`)}</span>,
      },
      {
        id: 'computed',
        header: t('table.computed'),
        wide: true,
        cell: (row) => <Ago at={row.computedAt} className="whitespace-nowrap text-muted" />,
      },
    ],
    [t],
  );
}

function Change({ row }: { row: Recommendation }) {
  const href = useHref();
  const localised = useLocalised();
  return (
    <span className="block max-w-[58ch]">
      <Link
        href={href(`/recommendations/${encodeURIComponent(row.id)}`)}
        prefetch={false}
        className="font-semibold underline-offset-2 hover:underline"
      >
        {localised(row.title)}
      </Link>
      <span className="block text-small text-muted">{localised(row.summary)}</span>
    </span>
  );
}

'use client';
import type { CommitPreview } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { CommitLinks } from '@/components/timeline/commit-links';
import { DataTable, type Column } from '@/components/ui/data-table';
import { ResourceLink } from '@/components/ui/resource-link';

type Item = CommitPreview['items'][number];

/** The newest images that are known, each with what the rules find in it. */
export function PreviewTable({ items }: { items: CommitPreview['items'] }) {
  const t = useTranslations('commits.column');
  const columns = useMemo(
    (): Column<Item>[] => [
      {
        id: 'definition',
        header: t('definition'),
        cell: ({ resourceId, name }) => (
          <ResourceLink kind="ecs_task_definition" id={resourceId}>
            {name}
          </ResourceLink>
        ),
      },
      {
        id: 'image',
        header: t('image'),
        wide: true,
        cell: ({ image }) => <span className="font-mono text-small [overflow-wrap:anywhere]">{image}</span>,
      },
      {
        id: 'commit',
        header: t('commit'),
        cell: ({ commit, container, url }) =>
          commit === null ? (
            <span className="text-muted">{t('unknown')}</span>
          ) : (
            <CommitLinks commits={[{ container, commit, url }]} />
          ),
      },
      {
        id: 'rule',
        header: t('rule'),
        align: 'right',
        wide: true,
        cell: ({ rule }) => (rule === null ? '–' : rule + 1),
      },
    ],
    [t],
  );
  return (
    <DataTable
      caption={t('caption')}
      columns={columns}
      rows={items}
      rowId={({ resourceId, container }) => `${resourceId} ${container}`}
    />
  );
}

'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { DataTable, type Column } from '@/components/ui/data-table';
import { ResourceLink } from '@/components/ui/resource-link';
import { StatusMark } from '@/components/ui/status';
import { ConditionText } from './condition-text';
import type { AlarmRow } from './model/alarm-row';
import { ActionsCell, SinceCell } from './state-cell';

/** Alarms as rows; the resource that several of them watch is named once. */
export function AlarmTable({
  rows,
  caption,
  kindOf,
}: {
  rows: readonly AlarmRow[];
  caption: string;
  kindOf: (id: string) => string;
}) {
  const t = useTranslations('alarms.table');
  const columns = useMemo(
    (): Column<AlarmRow>[] => [
      {
        id: 'name',
        header: t('name'),
        cell: (row) => (
          <span className="flex min-w-0 items-center gap-2">
            <StatusMark status={row.item.status} quiet />
            <ResourceLink kind="alarm" id={row.id}>
              <span className="block max-w-64 truncate max-phone:max-w-40" title={row.name}>
                {row.name}
              </span>
            </ResourceLink>
          </span>
        ),
      },
      {
        id: 'watches',
        header: t('watches'),
        cell: ({ item }) =>
          item.parentId === null || item.parentName === null ? null : (
            <ResourceLink kind={kindOf(item.parentId)} id={item.parentId}>
              {item.parentName}
            </ResourceLink>
          ),
      },
      {
        id: 'condition',
        header: t('condition'),
        wide: true,
        cell: ({ details }) => (details === null ? null : <ConditionText details={details} />),
      },
      { id: 'since', header: t('since'), cell: (row) => <SinceCell row={row} /> },
      { id: 'actions', header: t('actions'), wide: true, cell: (row) => <ActionsCell row={row} /> },
    ],
    [t, kindOf],
  );
  return <DataTable caption={caption} columns={columns} rows={rows} rowId={(row) => row.id} />;
}

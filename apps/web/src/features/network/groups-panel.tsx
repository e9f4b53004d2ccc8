'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { AsOfControl, AsOfNote } from '@/components/ui/as-of';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { StatusMark } from '@/components/ui/status';
import { Empty } from '@/components/ui/states';
import { UsedBy } from '@/features/fleet';
import type { GroupRow } from './model/network';
import { RuleList } from './rule-text';

/** Security groups with their rules in words, what is open to the world first, and who carries them. */
export function GroupsPanel({
  rows,
  names,
}: {
  rows: readonly GroupRow[];
  names: ReadonlyMap<string, string>;
}) {
  const t = useTranslations('network.group');
  const columns = useGroupColumns(names);
  return (
    <Panel title={t('title')} hint={t('hint')} actions={<AsOfControl />} flush>
      <AsOfNote />
      {rows.length === 0 ? (
        <Empty title={t('empty')} height={120} />
      ) : (
        <DataTable
          caption={t('title')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          rowHeight={72}
          maxHeight={900}
        />
      )}
    </Panel>
  );
}

/** On the phone name and rules remain. */
function useGroupColumns(names: ReadonlyMap<string, string>): Column<GroupRow>[] {
  const t = useTranslations('network.group');
  return useMemo(
    () => [
      { id: 'name', header: t('name'), cell: (row) => <Name row={row} /> },
      {
        id: 'rules',
        header: t('letsIn'),
        width: '38%',
        cell: ({ details, groupId }) => (
          <RuleList rules={details.inbound} groupId={groupId} names={names} shown={4} />
        ),
      },
      {
        id: 'usedBy',
        header: t('usedBy'),
        wide: true,
        cell: ({ details }) =>
          details.usedBy.length === 0 && details.interfaces !== null && details.interfaces > 0 ? (
            <span className="text-muted">{t('byOthers', { count: details.interfaces })}</span>
          ) : (
            <UsedBy ids={details.usedBy} names={names} shown={6} />
          ),
      },
      {
        id: 'where',
        header: t('where'),
        wide: true,
        cell: ({ item }) => (
          <span className="text-muted">
            {item.accountAlias ?? item.accountId}
            <span className="block text-small">{item.region}</span>
          </span>
        ),
      },
    ],
    [t, names],
  );
}

function Name({ row }: { row: GroupRow }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <StatusMark status={row.item.status} quiet />
      <span className="min-w-0">
        <ResourceLink kind="security_group" id={row.id}>
          <span className="[overflow-wrap:anywhere]">{row.item.name}</span>
        </ResourceLink>
        {row.item.name === row.groupId ? null : (
          <span className="block font-mono text-small text-muted max-rail:hidden">{row.groupId}</span>
        )}
      </span>
    </span>
  );
}

'use client';
import type { TargetAttributes } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { DataTable, type Column } from '@/components/ui/data-table';
import { ResourceLink } from '@/components/ui/resource-link';
import { Empty } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { worstFirst } from './model/targets';

/** Targets of a group, worst first, each with the task behind it. */
export function TargetsTable({
  targets,
  unused,
}: {
  targets: readonly TargetAttributes[] | null;
  unused: boolean;
}) {
  const t = useTranslations('loadBalancing.targets');
  const columns = useColumns();
  const rows = useMemo(() => worstFirst(targets ?? []), [targets]);
  if (targets === null)
    return (
      <Empty title={t('unread')} height={90}>
        {t('unreadHint')}
      </Empty>
    );
  if (rows.length === 0) return <Empty title={t(unused ? 'unused' : 'none')} height={90} />;
  return (
    <DataTable caption={t('title')} columns={columns} rows={rows} rowId={(row) => `${row.id}:${row.port}`} />
  );
}

function useColumns(): Column<TargetAttributes>[] {
  const t = useTranslations('loadBalancing.targets');
  return useMemo(
    () => [
      {
        id: 'target',
        header: t('target'),
        cell: (row) => (
          <span className="font-mono text-small whitespace-nowrap">
            {row.id}
            {row.port === null ? '' : `:${row.port}`}
          </span>
        ),
      },
      { id: 'state', header: t('state'), cell: (row) => <TargetState target={row} /> },
      {
        id: 'task',
        header: t('task'),
        cell: (row) =>
          row.taskId === null ? (
            <span className="text-muted">{t('noTask')}</span>
          ) : (
            <ResourceLink kind="ecs_task" id={row.taskId} className="link whitespace-nowrap">
              {t('openTask')}
            </ResourceLink>
          ),
      },
      { id: 'zone', header: t('zone'), wide: true, cell: (row) => row.zone ?? '–' },
      {
        id: 'since',
        header: t('since'),
        wide: true,
        cell: (row) => (row.since === null ? <span className="text-muted">–</span> : <Time at={row.since} />),
      },
    ],
    [t],
  );
}

const TONE: Readonly<Record<string, string>> = {
  unhealthy: 'font-semibold text-critical',
  'unhealthy.draining': 'text-critical',
  unavailable: 'text-warning',
};

/** AWS's word, and why where it is not healthy. */
function TargetState({ target: { state, reason, description } }: { target: TargetAttributes }) {
  return (
    <span className={TONE[state] ?? ''}>
      {state}
      {(description ?? reason) ? (
        <span className="block text-small font-normal text-muted" title={reason ?? undefined}>
          {description ?? reason}
        </span>
      ) : null}
    </span>
  );
}

'use client';
import type { CollectionPermissions } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { CopyButton } from '@/components/ui/copy-button';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { StatusIcon } from '@/components/ui/status';
import { Await, Empty } from '@/components/ui/states';
import { Ago } from '@/components/ui/time';
import { useApi } from '@/lib/api/hooks';
import { useLocalised } from '@/lib/use-localised';
import {
  permissionRows,
  policyFor,
  splitPermissions,
  type PermissionRow,
  type PermissionStatus,
} from './model/permissions';

/** Which IAM actions are missing and which views that costs; what is allowed stands folded below. */
export function PermissionsPanel() {
  const t = useTranslations('collection.permissions');
  const query = useApi<CollectionPermissions>(
    '/collection/permissions',
    {},
    { topics: ['collection'], refetchSeconds: 60 },
  );
  return (
    <Panel title={t('title')} flush>
      <Await query={query} height={160}>
        {(answer) => <Permissions items={answer.items} />}
      </Await>
    </Panel>
  );
}

function Permissions({ items }: { items: CollectionPermissions['items'] }) {
  const t = useTranslations('collection.permissions');
  const columns = useColumns();
  const rows = permissionRows(items);
  const { missing, fine } = splitPermissions(rows);
  const policy = policyFor(missing);
  if (rows.length === 0) return <Empty title={t('empty')} height={100} />;
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-3.5 pb-2">
        <p className={missing.length > 0 ? 'font-semibold' : 'text-muted'}>
          {t('missing', { count: missing.length })}
        </p>
        {policy ? <CopyButton text={policy} label={t('policy')} /> : null}
      </div>
      {missing.length > 0 ? (
        <DataTable caption={t('caption')} columns={columns} rows={missing} rowId={rowKey} />
      ) : null}
      {fine.length > 0 ? (
        <details className="border-t border-line px-0 pt-1">
          <summary className="flex min-h-8 cursor-pointer items-center px-3.5 text-muted hover:text-text max-rail:min-h-11">
            {t('others', { count: fine.length })}
          </summary>
          <DataTable caption={t('caption')} columns={columns} rows={fine} rowId={rowKey} />
        </details>
      ) : null}
    </>
  );
}

function rowKey(row: PermissionRow): string {
  return `${row.status}|${row.action}`;
}

function useColumns(): Column<PermissionRow>[] {
  const t = useTranslations('collection.permissions');
  const localised = useLocalised();
  return [
    {
      id: 'action',
      header: t('action'),
      cell: (row) => (
        <span className="block">
          <code className="font-mono text-small font-semibold [overflow-wrap:anywhere]">{row.action}</code>
          {row.message ? (
            <span className="block max-w-[64ch] text-small text-muted [overflow-wrap:anywhere]">
              {row.message}
            </span>
          ) : null}
        </span>
      ),
    },
    { id: 'status', header: t('status'), cell: (row) => <StatusWord status={row.status} /> },
    {
      id: 'affects',
      header: t('affects'),
      cell: (row) => row.affects.map((each) => localised(each)).join(', '),
    },
    {
      id: 'where',
      header: t('where'),
      wide: true,
      cell: (row) => <span className="text-muted">{row.where.join(', ')}</span>,
    },
    {
      id: 'checked',
      header: t('checked'),
      wide: true,
      cell: (row) =>
        row.checkedAt === null ? '–' : <Ago at={row.checkedAt} className="whitespace-nowrap text-muted" />,
    },
  ];
}

function StatusWord({ status }: { status: PermissionStatus }) {
  const t = useTranslations('collection.permissions');
  const look = { denied: 'critical', unsupported: 'warning', untested: 'unknown', allowed: 'ok' } as const;
  const tone =
    status === 'denied'
      ? 'font-semibold text-critical'
      : status === 'unsupported'
        ? 'font-semibold text-warning'
        : 'text-muted';
  return (
    <span className={`inline-flex items-center gap-1.5 whitespace-nowrap ${tone}`}>
      <StatusIcon status={look[status]} />
      {t(status)}
    </span>
  );
}

'use client';
import type { TaskDetail } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { DataTable, type Column } from '@/components/ui/data-table';

type Container = TaskDetail['containers'][number];

/** 0 is a normal exit, 143 a handled SIGTERM: neither is a failure. */
function isFailure(exitCode: number | null): boolean {
  return exitCode !== null && exitCode !== 0 && exitCode !== 143;
}

/** Each container with its exit code and AWS's reason: the real cause often stands here and not on the task. */
export function Containers({ containers }: { containers: readonly Container[] }) {
  const t = useTranslations('tasks.detail');
  if (containers.length === 0) return <p className="text-muted">{t('noContainers')}</p>;
  const columns: Column<Container>[] = [
    {
      id: 'container',
      header: t('container'),
      cell: (row) => (
        <div className="min-w-0">
          <span className="font-semibold">{row.name}</span>
          <span
            className="block max-w-[34ch] truncate font-mono text-small text-muted"
            title={row.image ?? ''}
          >
            {row.image ?? '–'}
          </span>
          {row.imageDigest ? (
            <span
              className="block max-w-[34ch] truncate font-mono text-small text-faint"
              title={t('digest', { digest: row.imageDigest })}
            >
              {row.imageDigest}
            </span>
          ) : null}
          <span className="block text-small text-muted rail:hidden">
            {[row.lastStatus, row.health === 'UNKNOWN' ? null : row.health].filter(Boolean).join(', ')}
          </span>
          {row.restarts ? (
            <span className="block text-small text-warning">{t('restarts', { count: row.restarts })}</span>
          ) : null}
          {row.reason ? (
            <span className="block text-small [overflow-wrap:anywhere]">{row.reason}</span>
          ) : null}
        </div>
      ),
    },
    {
      id: 'state',
      header: t('health'),
      wide: true,
      width: '110px',
      cell: (row) => (
        <span className="text-small text-muted">
          {row.lastStatus ?? '–'}
          {row.health && row.health !== 'UNKNOWN' ? <span className="block">{row.health}</span> : null}
        </span>
      ),
    },
    {
      id: 'exit',
      header: t('exitCode'),
      align: 'right',
      width: '56px',
      cell: (row) => (
        <span className={isFailure(row.exitCode) ? 'font-semibold text-critical' : undefined}>
          {row.exitCode ?? '–'}
        </span>
      ),
    },
  ];
  return (
    <div className="-mx-3.5">
      <DataTable
        caption={t('containersCaption')}
        columns={columns}
        rows={containers}
        rowId={(row) => row.name}
      />
    </div>
  );
}

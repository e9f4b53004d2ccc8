'use client';
import type { DeploymentItem } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useCallback, useMemo, useState } from 'react';
import { CommitLinks } from '@/components/timeline/commit-links';
import { Badge } from '@/components/ui/badge';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { Time } from '@/components/ui/time';
import { useDeployments } from '@/lib/api/hooks';
import { duration } from '@/lib/format/time';
import { RolloutDetail } from './rollout-detail';

const SHOWN = 100;

/** Every rollout that was kept, newest first: how long it took, how it ended, how many tasks failed. */
export function RolloutsPanel({ id }: { id: string }) {
  const t = useTranslations('service.rollouts');
  const deployments = useDeployments({ service: id, limit: SHOWN });
  const [opened, setOpened] = useState<string | null>(null);
  const open = useCallback((d: DeploymentItem) => setOpened(d.id), []);
  const columns = useColumns(open);
  return (
    <Panel title={t('title')} flush>
      <Await query={deployments} height={260}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('empty')} height={140} />
          ) : (
            <DataTable
              caption={t('title')}
              columns={columns}
              rows={items}
              rowId={(d) => d.id}
              onOpen={open}
              selected={opened}
            />
          )
        }
      </Await>
      <RolloutDetail id={opened} onClose={() => setOpened(null)} />
    </Panel>
  );
}

function useColumns(onOpen: (d: DeploymentItem) => void): Column<DeploymentItem>[] {
  const t = useTranslations('service.rollouts');
  const locale = useLocale();
  return useMemo(
    () => [
      { id: 'at', header: t('began'), cell: (d) => <Time at={d.createdAt} className="whitespace-nowrap" /> },
      {
        id: 'revision',
        header: t('revision'),
        cell: (d) => (
          <span className="whitespace-nowrap">
            {d.previousRevision === null ? '' : <span className="text-muted">{d.previousRevision} → </span>}
            <button
              type="button"
              className="link font-semibold"
              onClick={() => onOpen(d)}
              aria-label={t('open', { revision: d.revision })}
            >
              {d.revision}
            </button>
            <CommitLinks commits={d.commits} />{' '}
            {d.rollback ? <Badge look="warning">{t('rollback')}</Badge> : null}
          </span>
        ),
      },
      {
        id: 'state',
        header: t('state'),
        cell: (d) => (
          <span
            className={
              d.rolloutState === 'FAILED'
                ? 'text-critical'
                : d.rolloutState === 'IN_PROGRESS'
                  ? 'text-warning'
                  : 'text-muted'
            }
            title={d.rolloutStateReason ?? undefined}
          >
            {d.rolloutState ?? d.status}
            {d.rolloutState === 'IN_PROGRESS' && d.detail?.stage ? (
              <span className="block text-small">{d.detail.stage}</span>
            ) : null}
          </span>
        ),
      },
      {
        id: 'took',
        header: t('took'),
        align: 'right',
        cell: (d) => (d.seconds === null ? '–' : duration(d.seconds, locale)),
      },
      {
        id: 'failed',
        header: t('failed'),
        align: 'right',
        cell: (d) => (
          <span className={d.failedTasks > 0 ? 'font-semibold text-critical' : 'text-muted'}>
            {d.failedTasks}
            {d.breaker.enabled && d.breaker.threshold !== null ? (
              <span className="font-normal text-muted">
                {' '}
                {t('ofThreshold', { threshold: d.breaker.threshold })}
              </span>
            ) : null}
          </span>
        ),
      },
      {
        id: 'reason',
        header: t('reason'),
        wide: true,
        cell: (d) => (
          <span className="text-muted [overflow-wrap:anywhere]">
            {d.detail?.rollback?.reason ?? d.detail?.statusReason ?? d.rolloutStateReason ?? ''}
          </span>
        ),
      },
    ],
    [t, locale, onOpen],
  );
}

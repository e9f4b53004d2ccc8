'use client';
import type { DeploymentItem } from '@danji/shared';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Badge } from '@/components/ui/badge';
import type { Column } from '@/components/ui/data-table';
import { Time } from '@/components/ui/time';
import { duration } from '@/lib/format/time';
import { useHref } from '@/lib/url/view';
import { useLocalised } from '@/lib/use-localised';
import { StrategyText, VerdictBadge } from './words';

/** When, what, how, how it stands, and what came of it. */
export function useDeploymentColumns(): Column<DeploymentItem>[] {
  const t = useTranslations('deployments.column');
  const locale = useLocale();
  return useMemo(
    () => [
      { id: 'service', header: t('service'), cell: (d) => <Name item={d} /> },
      {
        id: 'at',
        header: t('at'),
        cell: (d) => <Time at={d.createdAt} className="whitespace-nowrap text-muted" />,
      },
      { id: 'how', header: t('how'), wide: true, cell: (d) => <StrategyText strategy={d.strategy} /> },
      { id: 'state', header: t('state'), cell: (d) => <State item={d} /> },
      {
        id: 'took',
        header: t('took'),
        align: 'right',
        wide: true,
        cell: (d) => (d.seconds === null ? '–' : duration(d.seconds, locale)),
      },
      {
        id: 'failed',
        header: t('failed'),
        align: 'right',
        wide: true,
        cell: (d) => (
          <span className={d.failedTasks > 0 ? 'font-semibold text-critical' : 'text-muted'}>
            {d.failedTasks}
            {d.breaker.threshold === null ? '' : ` / ${d.breaker.threshold}`}
          </span>
        ),
      },
      { id: 'came', header: t('came'), width: '40%', wide: true, cell: (d) => <Came item={d} /> },
    ],
    [t, locale],
  );
}

function Name({ item: d }: { item: DeploymentItem }) {
  const t = useTranslations('deployments');
  const href = useHref();
  return (
    <span className="block min-w-28">
      <Link
        href={href(`/deployments/${d.id}`)}
        prefetch={false}
        className="link font-semibold [overflow-wrap:anywhere]"
        aria-label={t('openRollout', { service: d.serviceName, revision: d.revision })}
      >
        {d.serviceName}
      </Link>{' '}
      <span className="whitespace-nowrap text-muted">
        {d.previousRevision === null ? d.revision : `${d.previousRevision} → ${d.revision}`}
      </span>{' '}
      {d.rollback ? <Badge look="warning">{t('rollback')}</Badge> : null}
    </span>
  );
}

function State({ item: d }: { item: DeploymentItem }) {
  const tone =
    d.rolloutState === 'FAILED' ? 'text-critical' : d.finishedAt === null ? 'text-warning' : 'text-muted';
  return (
    <span className={`text-small [overflow-wrap:anywhere] ${tone}`} title={d.rolloutStateReason ?? undefined}>
      {d.detail?.status ?? d.rolloutState ?? d.status}
      {d.finishedAt === null && d.detail?.stage ? <span className="block">{d.detail.stage}</span> : null}
    </span>
  );
}

function Came({ item: d }: { item: DeploymentItem }) {
  const t = useTranslations('deployments');
  const l = useLocalised();
  if (d.compared === null) return <span className="text-small text-faint">{t('notCompared')}</span>;
  return (
    <span className="text-small">
      <VerdictBadge verdict={d.compared.verdict} /> {l(d.compared.sentence)}
    </span>
  );
}

'use client';
import type { DeploymentDetail, RolloutComparison, TemplateAnswer, TemplateItem } from '@danji/shared';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Badge } from '@/components/ui/badge';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { useApi } from '@/lib/api/hooks';
import { integer } from '@/lib/format/value';
import { useHref } from '@/lib/url/view';

const SHOWN = 12;

/** Kinds of log lines that the new revision writes and the one before did not, and those that are gone. */
export function LinesPanel({ item, comparison }: { item: DeploymentDetail; comparison: RolloutComparison }) {
  const t = useTranslations('deployments.lines');
  const href = useHref();
  const known = item.previousRevision !== null && item.previousRevision !== item.revision;
  const query = useApi<TemplateAnswer>(
    '/logs/templates',
    {
      resource: item.serviceId,
      revision: item.revision,
      against: item.previousRevision ?? undefined,
      from: comparison.from,
      to: comparison.to,
      limit: 200,
    },
    { topics: ['logs'], enabled: known },
  );
  return (
    <Panel
      title={t('title')}
      hint={
        <Link href={href(`/logs?resource=${item.serviceId}`)} prefetch={false} className="link">
          {t('all')}
        </Link>
      }
      flush
    >
      {known ? (
        <Await query={query} height={120}>
          {({ items }) => <Changed items={items} />}
        </Await>
      ) : (
        <Empty title={t('unknown')} height={90} />
      )}
    </Panel>
  );
}

function Changed({ items }: { items: readonly TemplateItem[] }) {
  const t = useTranslations('deployments.lines');
  const changed = items.filter(({ change }) => change === 'new' || change === 'vanished').slice(0, SHOWN);
  const columns = useMemo(
    (): Column<TemplateItem>[] => [
      {
        id: 'line',
        header: t('line'),
        cell: (line) => (
          <span className="block min-w-0 [overflow-wrap:anywhere]">
            <Badge look={line.change === 'new' ? 'accent' : 'plain'}>
              {t(line.change === 'new' ? 'new' : 'gone')}
            </Badge>{' '}
            <span className={line.level === 'error' || line.level === 'fatal' ? 'text-critical' : undefined}>
              {line.level}
            </span>{' '}
            <span className="font-mono text-small">{line.text}</span>
          </span>
        ),
      },
      { id: 'old', header: t('before'), align: 'right', cell: (line) => integer(line.counts?.against) },
      { id: 'fresh', header: t('after'), align: 'right', cell: (line) => integer(line.counts?.revision) },
    ],
    [t],
  );
  if (changed.length === 0) return <Empty title={t('none')} height={90} />;
  return (
    <DataTable caption={t('title')} columns={columns} rows={changed} rowId={(line) => line.id + line.level} />
  );
}

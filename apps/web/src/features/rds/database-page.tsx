'use client';
import { RdsInstanceAttributes, type Recommendation, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useMemo } from 'react';
import { RevisionsPanel } from '@/components/revisions/revisions-panel';
import { EventsPanel } from '@/components/timeline/events-panel';
import { Badge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import { Figure } from '@/components/ui/page-head';
import { Await } from '@/components/ui/states';
import { AlarmsPanel } from '@/features/alarms';
import { ReadingText, ResourceColumns, ResourceHead, useListMetrics } from '@/features/fleet';
import { useAttention } from '@/lib/api/attention';
import { useRecommendations, useResource } from '@/lib/api/hooks';
import { useNow } from '@/lib/clock';
import { useHref } from '@/lib/url/view';
import { DatabaseCharts } from './database-charts';
import { DatabaseFacts } from './database-facts';
import { FullText } from './full-text';
import { LifecyclePanel } from './lifecycle-panel';
import { databaseRows, listQueries, type DatabaseRow } from './model/database-row';
import { ParametersPanel } from './parameters-panel';
import { StatementsPanel } from './statements-panel';
import { daysToFull, daysToFullText, fullTone } from './model/days-to-full';

const NO_ADVICE: readonly Recommendation[] = [];

/** Is this database the bottleneck, and how long until it is? */
export function DatabasePage({ id }: { id: string }) {
  useAttention(id);
  const query = useResource(id);
  return (
    <Await query={query} height={640}>
      {(item) => <Database item={item} />}
    </Await>
  );
}

function Database({ item }: { item: ResourceItem }) {
  const t = useTranslations('rds.page');
  const items = useMemo(() => [item], [item]);
  const metrics = useListMetrics(useMemo(() => listQueries(items), [items]));
  const row = useMemo(() => databaseRows(items, metrics.data)[0], [items, metrics.data]);
  const parsed = useMemo(() => RdsInstanceAttributes.safeParse(item.attributes), [item.attributes]);
  const details = parsed.success ? parsed.data : null;
  return (
    <div className="flex flex-col gap-3.5">
      <Head item={item} row={row} details={details} />
      <ResourceColumns
        main={
          <>
            <DatabaseCharts item={item} details={details} />
            <StatementsPanel id={item.id} insights={details?.performanceInsights ?? false} />
            <EventsPanel resource={item.id} title={t('events')} />
            <RevisionsPanel id={item.id} />
          </>
        }
        side={
          <>
            <AlarmsPanel resource={item.id} />
            {details ? (
              <>
                <LifecyclePanel facts={details} />
                <ParametersPanel id={item.id} details={details} />
                <DatabaseFacts item={item} details={details} />
              </>
            ) : null}
          </>
        }
      />
    </div>
  );
}

function Head({
  item,
  row,
  details,
}: {
  item: ResourceItem;
  row: DatabaseRow | undefined;
  details: RdsInstanceAttributes | null;
}) {
  const t = useTranslations('rds');
  return (
    <ResourceHead
      item={item}
      list={{ href: '/rds', name: t('title') }}
      badges={details ? <Badge>{details.instanceClass}</Badge> : null}
      calm={t(item.state === 'available' ? 'page.ok' : 'page.state', { state: item.state })}
      more={<Lasts item={item} />}
      figures={row && details ? <Figures row={row} details={details} /> : null}
      actions={
        details?.endpoint ? <CopyButton text={details.endpoint} label={t('page.copyEndpoint')} /> : null
      }
    />
  );
}

/** How long the storage lasts, where a forecast says so. */
function Lasts({ item }: { item: ResourceItem }) {
  const t = useTranslations('rds.page');
  const href = useHref();
  const advice = useRecommendations({ resource: item.id, state: 'open', limit: 20 });
  const forecast = daysToFull(advice.data?.items ?? NO_ADVICE, item.id);
  if (!forecast) return null;
  return (
    <>
      <FullText forecast={forecast} />{' '}
      <Link href={href(`/recommendations/${encodeURIComponent(forecast.recommendationId)}`)} className="link">
        {t('recommendation')}
      </Link>
    </>
  );
}

function Figures({ row, details }: { row: DatabaseRow; details: RdsInstanceAttributes }) {
  const t = useTranslations('rds.figure');
  const now = useNow(60);
  const advice = useRecommendations({ resource: row.id, state: 'open', limit: 20 });
  const forecast = daysToFull(advice.data?.items ?? NO_ADVICE, row.id);
  const tone = forecast && now !== null ? fullTone(daysToFullText(forecast, now)) : 'plain';
  return (
    <>
      {details.engine.startsWith('aurora') ? null : (
        <Figure
          value={<ReadingText reading={row.freeStorage} />}
          tone={tone}
          label={t('storage', { total: `${details.allocatedGiB} GiB` })}
        />
      )}
      <Figure
        value={<ReadingText reading={row.connections} />}
        tone={row.connectionShare !== null && row.connectionShare >= 0.8 ? 'warning' : 'plain'}
        label={
          details.maxConnections === null
            ? t('connectionsNoMax')
            : t('connections', { max: details.maxConnections })
        }
      />
      <Figure value={<ReadingText reading={row.cpuMax} />} label={t('cpu')} />
      {row.replicaLag ? <Figure value={<ReadingText reading={row.replicaLag} />} label={t('lag')} /> : null}
    </>
  );
}

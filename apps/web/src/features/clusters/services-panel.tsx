'use client';
import { ServiceAttributes, severityOf, type MetricsAnswer, type ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useMemo, useState } from 'react';
import { Sparkline } from '@/components/charts';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { ResourceLink } from '@/components/ui/resource-link';
import { Await, Empty } from '@/components/ui/states';
import { StatusMark } from '@/components/ui/status';
import { Ago } from '@/components/ui/time';
import { reading, ReadingText, seriesQuery, useListMetrics } from '@/features/fleet';
import { attributesOf } from '@/lib/api/attributes';
import { useResources } from '@/lib/api/hooks';
import { useLocalised } from '@/lib/use-localised';

const MOST = 500;
/** CPU and memory, average and maximum: the list stays under the 500 series of one request. */
const WITH_METRICS = 120;

interface Row {
  item: ResourceItem;
  service: ServiceAttributes | null;
}

/** Who runs here: running against desired, load, last rollout, and why a service is not well. */
export function ServicesPanel({ cluster }: { cluster: ResourceItem }) {
  const t = useTranslations('clusters.services');
  const [text, setText] = useState('');
  const services = useResources({ kind: 'ecs_service', parent: cluster.id, limit: MOST, sort: '-status' });
  return (
    <Panel
      title={t('title')}
      flush
      actions={
        <input
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={t('filter')}
          aria-label={t('filter')}
          className="mr-3.5 h-7 w-44 min-w-0 rounded-control border border-control bg-surface px-2 text-table max-rail:h-11"
        />
      }
    >
      <Await query={services} height={280}>
        {({ items }) => <ServiceTable items={items} text={text} onClear={() => setText('')} />}
      </Await>
    </Panel>
  );
}

const SORTS: Record<string, (a: Row, b: Row, answer: MetricsAnswer | undefined) => number> = {
  status: (a, b) => severityOf(a.item.status) - severityOf(b.item.status),
  name: (a, b) => a.item.name.localeCompare(b.item.name),
  running: (a, b) => (a.service?.running ?? -1) - (b.service?.running ?? -1),
  cpu: (a, b, answer) => peak(answer, a, 'CPUUtilization') - peak(answer, b, 'CPUUtilization'),
  memory: (a, b, answer) => peak(answer, a, 'MemoryUtilization') - peak(answer, b, 'MemoryUtilization'),
  rollout: (a, b) => (a.service?.rollout?.startedAt ?? '').localeCompare(b.service?.rollout?.startedAt ?? ''),
};

function peak(answer: MetricsAnswer | undefined, row: Row, metric: string): number {
  return reading(answer, row.item.id, metric, 'Maximum', 'max')?.value ?? -1;
}

function ServiceTable({
  items,
  text,
  onClear,
}: {
  items: readonly ResourceItem[];
  text: string;
  onClear: () => void;
}) {
  const t = useTranslations('clusters.services');
  const [sort, setSort] = useQueryState('sort', parseAsString.withDefault('-status'));
  const queries = useMemo(
    () =>
      items
        .slice(0, WITH_METRICS)
        .flatMap((item) =>
          (['CPUUtilization', 'MemoryUtilization'] as const).flatMap((metric) => [
            seriesQuery(item.id, metric, 'Average'),
            seriesQuery(item.id, metric, 'Maximum'),
          ]),
        ),
    [items],
  );
  const { data: answer } = useListMetrics(queries);
  const rows = useMemo(() => {
    const compare = SORTS[sort.replace('-', '')] ?? SORTS.status!;
    const sign = sort.startsWith('-') ? -1 : 1;
    return items
      .filter((item) => item.name.toLowerCase().includes(text.trim().toLowerCase()))
      .map((item): Row => ({ item, service: attributesOf(ServiceAttributes, item) }))
      .sort((a, b) => sign * compare(a, b, answer) || a.item.name.localeCompare(b.item.name));
  }, [items, text, sort, answer]);
  const columns = useColumns(answer);
  if (items.length === 0) return <Empty title={t('empty')} height={160} />;
  if (rows.length === 0)
    return (
      <Empty title={t('emptyFiltered', { total: items.length })} height={160}>
        <button type="button" className="link" onClick={onClear}>
          {t('clear')}
        </button>
      </Empty>
    );
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={rows}
      rowId={(row) => row.item.id}
      sort={sort}
      onSort={(next) => void setSort(next)}
    />
  );
}

function useColumns(answer: MetricsAnswer | undefined): Column<Row>[] {
  const t = useTranslations('clusters.services');
  const l = useLocalised();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('service'),
        sort: 'name',
        cell: ({ item }) => (
          <span className="flex items-start gap-2">
            <StatusMark status={item.status} quiet />
            <span className="min-w-0">
              <ResourceLink kind={item.kind} id={item.id}>
                {item.name}
              </ResourceLink>
              {item.reasons[0] ? (
                <span className="block text-small text-muted">
                  {l(item.reasons[0].text) || item.reasons[0].message}
                </span>
              ) : null}
            </span>
          </span>
        ),
      },
      {
        id: 'running',
        header: t('running'),
        sort: 'running',
        align: 'right',
        cell: (row) => <Running row={row} />,
      },
      ...(['CPUUtilization', 'MemoryUtilization'] as const).flatMap((metric): Column<Row>[] => [
        {
          id: `${metric}-line`,
          header: t(metric),
          wide: true,
          sort: metric === 'CPUUtilization' ? 'cpu' : 'memory',
          cell: ({ item }) => <Trend answer={answer} id={item.id} metric={metric} />,
        },
      ]),
      {
        id: 'rollout',
        header: t('rollout'),
        sort: 'rollout',
        wide: true,
        cell: (row) => <Rollout row={row} />,
      },
      {
        id: 'launch',
        header: t('launch'),
        wide: true,
        cell: ({ service }) => (
          <span className="text-muted">
            {service?.schedulingStrategy === 'DAEMON' ? 'DAEMON' : (service?.launchType ?? '–')}
          </span>
        ),
      },
      {
        id: 'team',
        header: t('team'),
        wide: true,
        cell: ({ item }) => <span className="text-muted">{item.team ?? '–'}</span>,
      },
    ],
    [t, l, answer],
  );
}

function Running({ row: { service } }: { row: Row }) {
  const t = useTranslations('clusters.services');
  if (!service) return <>–</>;
  const short = service.running < service.desired;
  return (
    <span className="whitespace-nowrap">
      <span className={short ? 'font-semibold text-warning' : 'font-semibold'}>{service.running}</span>
      <span className="text-muted"> {t('of', { desired: service.desired })}</span>
      {service.pending > 0 ? (
        <span className="block text-small text-muted">{t('pending', { count: service.pending })}</span>
      ) : null}
    </span>
  );
}

function Trend({ answer, id, metric }: { answer: MetricsAnswer | undefined; id: string; metric: string }) {
  const t = useTranslations('clusters.services');
  const series = answer?.series.find((s) => s.resource === id && s.metric === metric && s.stat === 'Average');
  return (
    <span className="flex items-center gap-2.5">
      <Sparkline
        values={series?.values ?? []}
        top={100}
        width={72}
        colour={metric === 'CPUUtilization' ? 1 : 2}
      />
      <span className="w-[5.4em] text-right whitespace-nowrap">
        <ReadingText reading={reading(answer, id, metric, 'Average', 'latest')} className="font-semibold" />
        <span className="block text-small text-muted">
          {t('peak')} <ReadingText reading={reading(answer, id, metric, 'Maximum', 'max')} />
        </span>
      </span>
    </span>
  );
}

function Rollout({ row: { service } }: { row: Row }) {
  const t = useTranslations('clusters.services');
  const rollout = service?.rollout;
  if (!service || !rollout) return <span className="text-faint">–</span>;
  const failed = rollout.state === 'FAILED';
  return (
    <span className="whitespace-nowrap">
      {service.family === '' ? '' : t('revision', { revision: rollout.revision })}{' '}
      <span className="text-muted">
        <Ago at={rollout.startedAt} />
      </span>
      {rollout.state === 'IN_PROGRESS' || failed ? (
        <span className={failed ? 'block text-small text-critical' : 'block text-small text-warning'}>
          {t(failed ? 'failed' : 'inProgress')}
        </span>
      ) : null}
    </span>
  );
}

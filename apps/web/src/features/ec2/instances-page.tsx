'use client';
import type { ResourceItem } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Fact } from '@/components/ui/fact';
import { Figure, PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { DataTable } from '@/components/ui/data-table';
import { Await, Empty } from '@/components/ui/states';
import { useListMetrics } from '@/features/fleet';
import { useResources } from '@/lib/api/hooks';
import { integer } from '@/lib/format/value';
import { useLocalised } from '@/lib/use-localised';
import { fleetSentence, instanceRows, listQueries, type FleetSentence } from './model/instance-row';
import { useInstanceColumns } from './instance-columns';

/** The list asks for three or four series each, and the API takes 500 in one request. */
const MOST = 120;
const NONE: readonly ResourceItem[] = [];

/** Which hosts are hot, idle, unhealthy or lost? */
export function InstancesPage() {
  const t = useTranslations('ec2');
  const locale = useLocale();
  const instances = useResources({ kind: 'ec2_instance', limit: MOST, sort: '-status' });
  const hosts = useResources({ kind: 'ecs_container_instance', limit: 500 });
  const items = instances.data?.items ?? NONE;
  const metrics = useListMetrics(useMemo(() => listQueries(items), [items]));
  const rows = useMemo(
    () => instanceRows(items, hosts.data?.items ?? null, metrics.data),
    [items, hosts.data, metrics.data],
  );
  const columns = useInstanceColumns(locale);
  const sentence = fleetSentence(rows);
  return (
    <div className="flex flex-col gap-3.5">
      <PageHead
        title={t('title')}
        sentence={instances.data ? <Sentence sentence={sentence} /> : ' '}
        figures={
          instances.data ? <Figures sentence={sentence} total={instances.data.total ?? rows.length} /> : null
        }
      />
      <Panel title={t('table.title')} hint={t('table.hint')} flush>
        <Await query={instances} height={480}>
          {(list) =>
            list.items.length === 0 ? (
              <Empty title={t('table.empty')} height={240}>
                {t('table.emptyHint')}
              </Empty>
            ) : (
              <>
                <DataTable
                  caption={t('table.caption')}
                  columns={columns}
                  rows={rows}
                  rowId={(row) => row.id}
                />
                {list.nextCursor !== null ? (
                  <p className="border-t border-line px-3.5 pt-2.5 text-small text-muted">
                    {t('table.truncated', { shown: rows.length, total: list.total ?? rows.length })}
                  </p>
                ) : null}
              </>
            )
          }
        </Await>
      </Panel>
    </div>
  );
}

function Sentence({ sentence }: { sentence: FleetSentence }) {
  const t = useTranslations('ec2.sentence');
  const localised = useLocalised();
  const { worst } = sentence;
  if (sentence.key === 'none') return t('none');
  if (sentence.key === 'calm' || worst === null)
    return t.rich('calm', {
      total: sentence.total,
      n: (chunks) => <b className="font-semibold">{chunks}</b>,
    });
  const reason = worst.item.reasons[0];
  return t.rich('trouble', {
    count: sentence.critical + sentence.warning,
    name: worst.name,
    reason: localised(reason?.text) || reason?.message || worst.state,
    bad: (chunks) => (
      <b className={`font-semibold ${sentence.critical > 0 ? 'text-critical' : 'text-warning'}`}>{chunks}</b>
    ),
    worst: (chunks) => <b className="font-semibold text-text">{chunks}</b>,
  });
}

function Figures({ sentence, total }: { sentence: FleetSentence; total: number }) {
  const t = useTranslations('ec2.figures');
  const count = (value: number, filter: Record<string, string>) => (
    <Fact of={{ k: 'count', what: 'instances', filter }} value={value}>
      {integer(value)}
    </Fact>
  );
  const trouble = sentence.critical + sentence.warning;
  return (
    <>
      <Figure value={count(total, {})} label={t('instances')} />
      <Figure value={count(sentence.running, { state: 'running' })} label={t('running')} />
      <Figure value={count(sentence.spot, { lifecycle: 'spot' })} label={t('spot')} />
      {trouble > 0 ? (
        <Figure
          value={count(trouble, { status: 'critical,warning' })}
          tone={sentence.critical > 0 ? 'critical' : 'warning'}
          label={t('critical')}
        />
      ) : null}
    </>
  );
}

'use client';
import type { Recommendation, ResourceItem } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { DataTable } from '@/components/ui/data-table';
import { Fact } from '@/components/ui/fact';
import { Figure, PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { useListMetrics } from '@/features/fleet';
import { useRecommendations, useResources } from '@/lib/api/hooks';
import { integer } from '@/lib/format/value';
import { useLocalised } from '@/lib/use-localised';
import { useDatabaseColumns } from './database-columns';
import { databaseRows, databasesSentence, listQueries, type DatabasesSentence } from './model/database-row';

const MOST = 120;
const NONE: readonly ResourceItem[] = [];
const NO_ADVICE: readonly Recommendation[] = [];

/** Is a database the bottleneck, and how long until it is? */
export function DatabasesPage() {
  const t = useTranslations('rds');
  const databases = useResources({ kind: 'rds_instance', limit: MOST, sort: '-status' });
  const storage = useRecommendations({ rule: 'rds_storage_full', state: 'open', limit: 100 });
  const items = databases.data?.items ?? NONE;
  const metrics = useListMetrics(useMemo(() => listQueries(items), [items]));
  const rows = useMemo(() => databaseRows(items, metrics.data), [items, metrics.data]);
  const columns = useDatabaseColumns(storage.data?.items ?? NO_ADVICE);
  const sentence = databasesSentence(rows);
  return (
    <div className="flex flex-col gap-3.5">
      <PageHead
        title={t('title')}
        sentence={databases.data ? <Sentence sentence={sentence} /> : ' '}
        figures={
          databases.data ? <Figures sentence={sentence} total={databases.data.total ?? rows.length} /> : null
        }
      />
      <Panel title={t('table.title')} hint={t('table.hint')} flush>
        <Await query={databases} height={320}>
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

function Sentence({ sentence }: { sentence: DatabasesSentence }) {
  const t = useTranslations('rds.sentence');
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

function Figures({ sentence, total }: { sentence: DatabasesSentence; total: number }) {
  const t = useTranslations('rds.figures');
  const trouble = sentence.critical + sentence.warning;
  return (
    <>
      <Figure
        value={
          <Fact of={{ k: 'count', what: 'databases', filter: {} }} value={total}>
            {integer(total)}
          </Fact>
        }
        label={t('databases')}
      />
      {trouble > 0 ? (
        <Figure
          value={
            <Fact
              of={{ k: 'count', what: 'databases', filter: { status: 'critical,warning' } }}
              value={trouble}
            >
              {integer(trouble)}
            </Fact>
          }
          tone={sentence.critical > 0 ? 'critical' : 'warning'}
          label={t('critical')}
        />
      ) : null}
    </>
  );
}

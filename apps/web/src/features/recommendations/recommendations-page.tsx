'use client';
import {
  RECOMMENDATION_RULES,
  RECOMMENDATION_STATES,
  type Recommendation,
  type RecommendationList,
} from '@danji/shared';
import { useTranslations } from 'next-intl';
import { parseAsArrayOf, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { ChoiceMenu } from '@/components/ui/choice-menu';
import { DataTable } from '@/components/ui/data-table';
import { Figure, PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { useRecommendations } from '@/lib/api/hooks';
import { byUrgency } from './model/saving';
import { useRecommendationColumns } from './recommendation-columns';
import { useRangeText } from './saving-text';

const MOST = 200;
const FILTERS = {
  rule: parseAsArrayOf(parseAsStringLiteral(RECOMMENDATION_RULES)).withDefault([]),
  state: parseAsArrayOf(parseAsStringLiteral(RECOMMENDATION_STATES)).withDefault(['open']),
};

/** What should we change, how sure are we, and what is the risk? */
export function RecommendationsPage() {
  const t = useTranslations('recommendations');
  const [filters, setFilters] = useQueryStates(FILTERS);
  const query = useRecommendations({ ...filters, limit: MOST });
  const columns = useRecommendationColumns();
  return (
    <div className="flex flex-col gap-3.5">
      <Head list={query.data} />
      <Panel
        title={t('table.title')}
        flush
        actions={
          <>
            <ChoiceMenu
              name={t('filter.rule')}
              none={t('filter.anyRule')}
              choices={RECOMMENDATION_RULES.map((rule) => ({ value: rule, label: t(`rule.${rule}`) }))}
              chosen={filters.rule}
              onChange={(next) =>
                void setFilters({ rule: RECOMMENDATION_RULES.filter((rule) => next.includes(rule)) })
              }
            />
            <ChoiceMenu
              name={t('filter.state')}
              none={t('filter.anyState')}
              choices={RECOMMENDATION_STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
              chosen={filters.state}
              onChange={(next) =>
                void setFilters({ state: RECOMMENDATION_STATES.filter((state) => next.includes(state)) })
              }
            />
          </>
        }
      >
        <Await query={query} height={360}>
          {(list) => <Table list={list} columns={columns} filtered={filters.rule.length > 0} />}
        </Await>
      </Panel>
    </div>
  );
}

function Table({
  list,
  columns,
  filtered,
}: {
  list: RecommendationList;
  columns: ReturnType<typeof useRecommendationColumns>;
  filtered: boolean;
}) {
  const t = useTranslations('recommendations.table');
  const rows = useMemo(() => [...list.items].sort(byUrgency), [list.items]);
  if (rows.length === 0)
    return (
      <Empty title={t(filtered ? 'empty' : 'emptyAll')} height={240}>
        {t('emptyHint')}
      </Empty>
    );
  return (
    <DataTable caption={t('caption')} columns={columns} rows={rows} rowId={(row: Recommendation) => row.id} />
  );
}

function Head({ list }: { list: RecommendationList | undefined }) {
  const t = useTranslations('recommendations');
  const range = useRangeText();
  if (!list) return <PageHead title={t('title')} sentence=" " />;
  const count = list.total ?? list.items.length;
  const saving = list.totalSavingUsd;
  const first = [...list.items].sort(byUrgency)[0];
  const bold = (chunks: React.ReactNode) => <b className="font-semibold text-text">{chunks}</b>;
  return (
    <PageHead
      title={t('title')}
      sentence={
        <>
          {count === 0
            ? t('sentence.none')
            : saving === null
              ? t.rich('sentence.count', { count, b: bold })
              : t.rich('sentence.saving', { count, saving: range(saving), b: bold, s: bold })}{' '}
          {first?.rule === 'rds_storage_full'
            ? t.rich('sentence.urgent', {
                name: first.resource.name,
                u: (chunks) => <b className="font-semibold text-warning">{chunks}</b>,
              })
            : null}
        </>
      }
      figures={saving === null ? null : <Figure value={range(saving)} label={t('saving.total')} />}
    />
  );
}

'use client';
import type { CollectionCost } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ChartPanel, prepareBars } from '@/components/charts';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Figure } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { hourlyPrice } from '@/features/fleet';
import type { ApiQuery } from '@/lib/api/hooks';
import { integer, usd } from '@/lib/format/value';
import { useLocalised } from '@/lib/use-localised';
import { useUsdRange } from './usd-range';

type ApiRow = CollectionCost['byApi'][number];
const HOUR_SECONDS = 3600;

/** Danji's own bill: what it asks of AWS, what that costs so far and will cost this month. */
export function CostPanel({ query }: { query: ApiQuery<CollectionCost> }) {
  const t = useTranslations('collection.cost');
  return (
    <>
      <Panel title={t('title')} flush>
        <Await query={query} height={280}>
          {(cost) => <Bill cost={cost} />}
        </Await>
      </Panel>
      <Hours query={query} />
    </>
  );
}

function Bill({ cost }: { cost: CollectionCost }) {
  const t = useTranslations('collection.cost');
  const locale = useLocale();
  const localised = useLocalised();
  const range = useUsdRange();
  const over = cost.budgetUsd !== null && cost.forecastUsd.high > cost.budgetUsd;
  const columns: Column<ApiRow>[] = [
    {
      id: 'api',
      header: t('api'),
      cell: (row) => <code className="font-mono text-small [overflow-wrap:anywhere]">{row.api}</code>,
    },
    { id: 'calls', header: t('calls'), align: 'right', wide: true, cell: (row) => integer(row.calls) },
    {
      id: 'metrics',
      header: t('metrics'),
      align: 'right',
      wide: true,
      cell: (row) => (row.metricsRequested === 0 ? '–' : integer(row.metricsRequested)),
    },
    {
      id: 'throttles',
      header: t('throttles'),
      align: 'right',
      wide: true,
      cell: (row) => integer(row.throttles),
    },
    { id: 'errors', header: t('errors'), align: 'right', wide: true, cell: (row) => integer(row.errors) },
    {
      id: 'usd',
      header: t('usd'),
      align: 'right',
      cell: (row) => (
        <span className="whitespace-nowrap">{row.usd.high === 0 ? t('free') : range(row.usd)}</span>
      ),
    },
  ];
  return (
    <>
      <div className="mb-3 flex flex-wrap gap-x-8 gap-y-3 px-3.5">
        <Figure value={range(cost.monthToDateUsd)} label={t('month')} />
        <Figure value={range(cost.forecastUsd)} label={t('forecast')} tone={over ? 'warning' : 'plain'} />
        <Figure
          value={cost.budgetUsd === null ? t('noBudget') : usd(cost.budgetUsd, locale)}
          label={t('budget')}
        />
      </div>
      {cost.byApi.length === 0 ? (
        <Empty title={t('empty')} height={80} />
      ) : (
        <DataTable caption={t('caption')} columns={columns} rows={cost.byApi} rowId={(row) => row.api} />
      )}
      <div className="border-t border-line px-3.5 pt-2.5 text-small text-muted">
        <p>
          {t('prices')}:{' '}
          {cost.prices
            .map(
              (price) =>
                `${price.what} ${t('price', { usd: hourlyPrice(price.usd, locale), per: price.per })}`,
            )
            .join('; ')}
        </p>
        <p>{localised(cost.note)}</p>
      </div>
    </>
  );
}

/** Requests per hour: a step here is a change of what is watched. */
function Hours({ query }: { query: ApiQuery<CollectionCost> }) {
  const t = useTranslations('collection.cost');
  const hours = query.data?.perHour;
  const models = useMemo(() => {
    const first = hours?.t[0];
    const last = hours?.t.at(-1);
    if (!hours || first === undefined || last === undefined) return null;
    const range = { from: Date.parse(first), to: Date.parse(last) + HOUR_SECONDS * 1000 };
    const bars = (id: string, label: string, values: readonly number[]) =>
      prepareBars(hours.t, HOUR_SECONDS, range, [{ id, label, colour: 1, values }]);
    return {
      requested: bars('requested', t('requestedChart'), hours.metricsRequested),
      calls: bars('calls', t('callsChart'), hours.calls),
    };
  }, [hours, t]);
  if (query.data && !models) return null;
  return (
    <div className="grid gap-3.5 rail:grid-cols-2">
      <ChartPanel
        title={t('requestedChart')}
        hint={t('perHour')}
        model={models?.requested ?? null}
        query={query}
      />
      <ChartPanel title={t('callsChart')} hint={t('perHour')} model={models?.calls ?? null} query={query} />
    </div>
  );
}

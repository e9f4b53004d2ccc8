'use client';
import type { CollectionCompleteness } from '@danji/shared';
import { useLocale, useTranslations } from 'next-intl';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Await, Empty } from '@/components/ui/states';
import { useApi } from '@/lib/api/hooks';
import { duration } from '@/lib/format/time';
import { integer } from '@/lib/format/value';
import { useLocalised } from '@/lib/use-localised';
import { completenessRows, percentText, type CompletenessRow } from './model/progress';

/** Stored against expected datapoints, per namespace; never rounded up to complete. */
export function CompletenessPanel() {
  const t = useTranslations('collection.completeness');
  const locale = useLocale();
  const localised = useLocalised();
  const query = useApi<CollectionCompleteness>(
    '/collection/completeness',
    {},
    { topics: ['collection'], refetchSeconds: 60 },
  );
  const lag = (seconds: number | null): string => (seconds === null ? '–' : duration(seconds, locale));
  const columns: Column<CompletenessRow>[] = [
    {
      id: 'namespace',
      header: t('namespace'),
      cell: (row) => (
        <span className="block">
          <span className="font-semibold">{row.namespace}</span>
          <span className="block text-small text-muted">{`${row.scope} / ${row.region}`}</span>
        </span>
      ),
    },
    {
      id: 'expected',
      header: t('expected'),
      align: 'right',
      wide: true,
      cell: (row) => integer(row.expected),
    },
    { id: 'stored', header: t('stored'), align: 'right', wide: true, cell: (row) => integer(row.stored) },
    {
      id: 'percent',
      header: t('percent'),
      align: 'right',
      cell: (row) => (
        <span className={row.missing > 0 ? 'font-semibold text-warning' : 'font-semibold'}>
          {percentText(row.percent)}
        </span>
      ),
    },
    {
      id: 'lag',
      header: t('lag'),
      align: 'right',
      cell: (row) => <span className="whitespace-nowrap">{`${lag(row.p50)} / ${lag(row.p95)}`}</span>,
    },
  ];
  return (
    <Panel title={t('title')} flush>
      <Await query={query} height={180}>
        {(answer) =>
          answer.items.length === 0 ? (
            <Empty title={t('empty')} height={100} />
          ) : (
            <>
              <DataTable
                caption={t('caption')}
                columns={columns}
                rows={completenessRows(answer.items)}
                rowId={(row) => row.key}
              />
              <p className="border-t border-line px-3.5 pt-2.5 text-small text-muted">
                {localised(answer.note)}
              </p>
            </>
          )
        }
      </Await>
    </Panel>
  );
}

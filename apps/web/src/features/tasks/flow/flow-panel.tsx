'use client';
import type { FlowAnswer } from '@danji/shared';
import { useTranslations } from 'next-intl';
import dynamic from 'next/dynamic';
import { useMemo, useState } from 'react';
import { useWidth } from '@/components/charts/use-size';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { Empty, Skeleton } from '@/components/ui/states';
import { integer } from '@/lib/format/value';
import { useLocalised } from '@/lib/use-localised';
import { flowModel, flowRows, type FlowModel, type FlowModelNode, type FlowRow } from '../model/flow-model';
import { holds, togglePatch, type TaskFilters } from '../model/task-filters';

const HEIGHT = 340;
const FlowSankey = dynamic(() => import('./flow-sankey'), {
  ssr: false,
  loading: () => <Skeleton height={HEIGHT} />,
});
/** Narrower, labels would lie on each other: the table is shown instead. */
const LEAST_WIDTH = 560;

/** The state flow as a table, or as a drawing when asked for; a node that can be filtered by filters the page. */
export function FlowPanel({
  answer,
  filters,
  onFilter,
}: {
  answer: FlowAnswer;
  filters: TaskFilters;
  onFilter: (next: TaskFilters) => void;
}) {
  const t = useTranslations('tasks.flow');
  const localised = useLocalised();
  const model = useMemo(() => flowModel(answer), [answer]);
  const [asTable, setAsTable] = useState(true);
  const [ref, width] = useWidth<HTMLDivElement>();
  const select = (node: FlowModelNode): void =>
    node.filter ? onFilter(togglePatch(filters, node.filter)) : undefined;
  const narrow = width > 0 && width < LEAST_WIDTH;
  return (
    <Panel
      title={t('title')}
      hint={<span className="max-rail:hidden">{t('hint')}</span>}
      actions={
        model.links.length > 0 && !narrow ? (
          <button
            type="button"
            className="no-print min-h-6 rounded-control px-1 text-small text-faint hover:bg-sunken hover:text-text"
            onClick={() => setAsTable(!asTable)}
          >
            {t(asTable ? 'asChart' : 'asTable')}
          </button>
        ) : null
      }
    >
      <div ref={ref} style={{ minHeight: HEIGHT }}>
        {model.links.length === 0 ? (
          <Empty title={t('empty')} height={HEIGHT} />
        ) : asTable || narrow ? (
          <FlowTable model={model} filters={filters} onSelect={select} />
        ) : width > 0 ? (
          <figure aria-label={t('summary', { tasks: answer.tasks })}>
            <div aria-hidden>
              <FlowSankey
                model={model}
                width={width}
                height={HEIGHT}
                labelOf={(node) => localised(node.label)}
                isSelected={(node) => node.filter !== null && holds(filters, node.filter)}
                onSelect={select}
              />
            </div>
          </figure>
        ) : null}
      </div>
      {model.dropped.length > 0 ? (
        <p className="mt-1 text-small text-muted">{t('dropped', { count: model.dropped.length })}</p>
      ) : null}
    </Panel>
  );
}

/** Every link as a row; the end of a row filters where tasks can be filtered by it. */
function FlowTable({
  model,
  filters,
  onSelect,
}: {
  model: FlowModel;
  filters: TaskFilters;
  onSelect: (node: FlowModelNode) => void;
}) {
  const t = useTranslations('tasks.flow');
  const localised = useLocalised();
  const rows = useMemo(() => flowRows(model), [model]);
  const nodeOf = (row: FlowRow): FlowModelNode | undefined =>
    model.nodes.find((node) => row.key.endsWith(`>${node.id}`));
  const columns: Column<FlowRow>[] = [
    { id: 'from', header: t('from'), cell: (row) => localised(row.from) },
    {
      id: 'to',
      header: t('to'),
      cell: (row) => {
        const node = nodeOf(row);
        const tone = row.abnormal ? 'text-critical' : undefined;
        if (!node?.filter) return <span className={tone}>{localised(row.to)}</span>;
        return (
          <button
            type="button"
            aria-pressed={holds(filters, node.filter)}
            className={`min-h-6 text-left underline-offset-2 hover:underline aria-pressed:font-bold ${tone ?? ''}`}
            onClick={() => onSelect(node)}
          >
            {localised(row.to)}
          </button>
        );
      },
    },
    { id: 'tasks', header: t('tasks'), align: 'right', cell: (row) => integer(row.count) },
    { id: 'share', header: t('share'), align: 'right', cell: (row) => `${Math.round(row.share * 100)} %` },
  ];
  return (
    <div
      className="-mx-3.5 overflow-y-auto"
      style={{ maxHeight: HEIGHT + 60 }}
      tabIndex={0}
      role="region"
      aria-label={t('caption')}
    >
      <DataTable caption={t('caption')} columns={columns} rows={rows} rowId={(row) => row.key} />
    </div>
  );
}

'use client';
import { useTranslations } from 'next-intl';
import { useMemo, useState, type ReactNode } from 'react';
import { Panel } from '@/components/ui/panel';
import { ErrorState, Skeleton } from '@/components/ui/states';
import { Ago } from '@/components/ui/time';
import { now } from '@/lib/clock';
import { absolute, zoomOut } from '@/lib/range/range';
import { useRange, useZone } from '@/lib/url/view';
import { ChartTable } from './chart-table';
import { download, toCsv } from './csv';
import { ExactPercentiles } from './exact-percentile';
import { Legend } from './legend';
import type { ChartModel, Mark } from './model';
import { MomentLinks, logSource } from './moment-links';
import { Plot } from './plot';
import { summarise } from './summary';
import { useNear, useWidth } from './use-size';

/** What a panel needs to know of the query behind its model. */
export interface ChartQuery {
  error: Error | null;
  isPlaceholderData?: boolean;
  refetch: () => unknown;
}

export interface ChartPanelProps {
  title: string;
  /** Which statistic is drawn, e.g. "average, minimum to maximum of tasks". */
  hint?: ReactNode;
  /** Null while loading. */
  model: ChartModel | null;
  query: ChartQuery;
  marks?: readonly Mark[];
  height?: number;
  /** Said instead of the plain "no data", when the reason is known. */
  emptyText?: ReactNode;
  level?: 2 | 3;
}

const NO_MARKS: readonly Mark[] = [];

/** A chart in its card: title, drawing, legend, table and CSV, and every state it can be in, at one fixed height. */
export function ChartPanel({
  title,
  hint,
  model,
  query,
  marks = NO_MARKS,
  height = 148,
  emptyText,
  level,
}: ChartPanelProps) {
  const t = useTranslations('charts');
  const [asTable, setAsTable] = useState(false);
  const shown = model !== null && model.empty === null;
  return (
    <Panel
      title={title}
      hint={hint}
      {...(level ? { level } : {})}
      actions={
        shown ? (
          <ChartActions
            asTable={asTable}
            onToggle={() => setAsTable(!asTable)}
            onCsv={() => download(`${title}.csv`, toCsv(model))}
          />
        ) : null
      }
    >
      {model === null ? (
        query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} height={height + 18} />
        ) : (
          <Skeleton height={height + 18} />
        )
      ) : model.empty ? (
        <div
          className="hatch grid place-items-center rounded-control text-small text-muted"
          style={{ height: height + 18 }}
        >
          <span className="rounded-control bg-surface px-2 py-1 text-center">
            {emptyText ?? t(`empty.${model.empty}`)}
            {model.lastAt ? (
              <>
                {' '}
                {t('lastSeen')} <Ago at={new Date(model.lastAt).toISOString()} />
              </>
            ) : null}
          </span>
        </div>
      ) : (
        <figure className={query.isPlaceholderData ? 'opacity-60' : undefined}>
          {asTable ? (
            <ChartTable model={model} height={height + 18} caption={title} />
          ) : (
            <>
              <Drawing title={title} model={model} marks={marks} height={height} />
              <Legend model={model} />
              <ExactPercentiles model={model} />
            </>
          )}
        </figure>
      )}
    </Panel>
  );
}

function Drawing({
  title,
  model,
  marks,
  height,
}: {
  title: string;
  model: ChartModel;
  marks: readonly Mark[];
  height: number;
}) {
  const t = useTranslations('charts');
  const { zone } = useZone();
  const { range, resolve, setRange } = useRange();
  const [ref, width] = useWidth<HTMLDivElement>();
  const near = useNear(ref);
  const [picked, setPicked] = useState<number | null>(null);
  const source = useMemo(() => logSource(model), [model]);
  const summary = useMemo(() => summarise(title, model, marks, zone, t), [title, model, marks, zone, t]);
  return (
    <>
      <div ref={ref} style={{ height }}>
        {near && width > 0 ? (
          <Plot
            model={model}
            marks={marks}
            width={width}
            height={height}
            summary={summary}
            onZoom={(from, to) => setRange(absolute({ from, to: Math.max(to, from + 60_000) }))}
            onZoomOut={() => setRange(zoomOut(range, resolve(), now()))}
            {...(source === null ? {} : { onPick: setPicked })}
          />
        ) : null}
      </div>
      {source !== null && picked !== null ? (
        <MomentLinks at={picked} stepMs={model.stepMs} resource={source} onClose={() => setPicked(null)} />
      ) : null}
    </>
  );
}

function ChartActions({
  asTable,
  onToggle,
  onCsv,
}: {
  asTable: boolean;
  onToggle: () => void;
  onCsv: () => void;
}) {
  const t = useTranslations('charts');
  const look = 'min-h-6 min-w-7 rounded-control px-1 text-small text-faint hover:bg-sunken hover:text-text';
  return (
    <span className="no-print flex gap-0.5">
      <button type="button" className={look} aria-pressed={asTable} onClick={onToggle}>
        {asTable ? t('showChart') : t('showTable')}
      </button>
      <button type="button" className={look} onClick={onCsv}>
        CSV
      </button>
    </span>
  );
}

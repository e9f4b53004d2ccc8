'use client';
import type { MetricsAnswer } from '@danji/shared';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { ApiQuery } from '@/lib/api/hooks';
import { useCompare } from '@/lib/url/view';
import { ChartPanel, type ChartPanelProps } from './chart-panel';
import type { LineSpec, Threshold } from './model';
import { prepareLines } from './prepare';

/**
 * Lines of a page's metrics answer. Keep `lines` and `thresholds` in a useMemo: the model is computed again only when
 * they or the answer change.
 */
export function TimeSeriesChart({
  query,
  lines,
  thresholds,
  share = false,
  ...panel
}: Omit<ChartPanelProps, 'model' | 'query'> & {
  query: ApiQuery<MetricsAnswer>;
  lines: readonly LineSpec[];
  thresholds?: readonly Threshold[];
  share?: boolean;
}) {
  const t = useTranslations('charts.before');
  const [compare] = useCompare();
  const beforeLabel = compare ? t(compare) : '';
  const answer = query.data;
  const model = useMemo(
    () =>
      answer
        ? prepareLines(answer, lines, { share, beforeLabel, ...(thresholds ? { thresholds } : {}) })
        : null,
    [answer, lines, thresholds, share, beforeLabel],
  );
  return <ChartPanel {...panel} model={model} query={query} />;
}

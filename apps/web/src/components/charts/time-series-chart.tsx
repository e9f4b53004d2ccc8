'use client';
import type { MetricsAnswer } from '@danji/shared';
import { useMemo } from 'react';
import type { ApiQuery } from '@/lib/api/hooks';
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
  const answer = query.data;
  const model = useMemo(
    () => (answer ? prepareLines(answer, lines, { share, ...(thresholds ? { thresholds } : {}) }) : null),
    [answer, lines, thresholds, share],
  );
  return <ChartPanel {...panel} model={model} query={query} />;
}

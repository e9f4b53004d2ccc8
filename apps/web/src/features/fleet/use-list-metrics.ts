'use client';
import type { MetricsAnswer } from '@danji/shared';
import { useMemo } from 'react';
import { useMetrics, type ApiQuery } from '@/lib/api/hooks';
import type { SeriesQuery } from './metric-figure';

/** Enough for a line of a table cell; the extremes of each bucket come along. */
const CELL_POINTS = 48;
/** The API takes 500 series in one request. */
const MOST_SERIES = 500;

/** The series of a whole list in one request, coarse: figures and small lines for table cells. */
export function useListMetrics(queries: readonly SeriesQuery[]): ApiQuery<MetricsAnswer> {
  const asked = useMemo(() => queries.slice(0, MOST_SERIES), [queries]);
  return useMetrics(asked, { points: CELL_POINTS });
}

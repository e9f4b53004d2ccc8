'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { MetricsAnswer } from '@danji/shared';
import { useMemo } from 'react';
import { request } from '@/lib/api/client';
import type { ApiQuery } from '@/lib/api/hooks';
import { useLive } from '@/lib/api/live';
import { useRangeParams, useZone } from '@/lib/url/view';
import type { SeriesQuery } from './metric-figure';

/** Enough for a line of a table cell; the extremes of each bucket come along. */
const CELL_POINTS = 48;
/** The API takes 500 series in one request. */
const MOST_SERIES = 500;
const REFETCH_MS = 60_000;

/** The series of a whole list in one request, coarse: figures and small lines for table cells. */
export function useListMetrics(queries: readonly SeriesQuery[]): ApiQuery<MetricsAnswer> {
  const { live } = useLive();
  const { zone } = useZone();
  const { from, to } = useRangeParams();
  const body = useMemo(
    () => JSON.stringify({ from, to, points: CELL_POINTS, tz: zone, queries: queries.slice(0, MOST_SERIES) }),
    [from, to, zone, queries],
  );
  return useQuery<MetricsAnswer>({
    queryKey: ['metrics', body],
    queryFn: ({ signal }) =>
      request<MetricsAnswer>('/api/v1/metrics/query', { method: 'POST', body, signal }),
    placeholderData: keepPreviousData,
    enabled: queries.length > 0,
    refetchInterval: live ? REFETCH_MS : false,
  });
}

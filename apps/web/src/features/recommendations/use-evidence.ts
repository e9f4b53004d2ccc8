'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { MetricsAnswer, Recommendation } from '@danji/shared';
import { useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { request } from '@/lib/api/client';
import { CHART_POINTS, type ApiQuery } from '@/lib/api/hooks';
import { useRangeParams, useZone } from '@/lib/url/view';

/** Id of the n-th chart's series in the answer. */
export function evidenceId(index: number): string {
  return `evidence-${index}`;
}

/** The series that a recommendation was made from, over its own window until a range is chosen (a drag in a chart). */
export function useEvidence(recommendation: Recommendation): ApiQuery<MetricsAnswer> {
  const [chosen] = useQueryState('range');
  const { zone } = useZone();
  const page = useRangeParams();
  const { from, to, charts } = recommendation.evidence;
  const body = useMemo(
    () =>
      JSON.stringify({
        ...(chosen === null ? { from, to } : page),
        points: CHART_POINTS,
        tz: zone,
        queries: charts.map((chart, index) => ({
          id: evidenceId(index),
          resource: recommendation.resource.id,
          metric: chart.metric,
          stat: chart.stat,
        })),
      }),
    [chosen, from, to, page, zone, charts, recommendation.resource.id],
  );
  return useQuery<MetricsAnswer>({
    queryKey: ['metrics', body],
    queryFn: ({ signal }) =>
      request<MetricsAnswer>('/api/v1/metrics/query', { method: 'POST', body, signal }),
    placeholderData: keepPreviousData,
    enabled: charts.length > 0,
  });
}

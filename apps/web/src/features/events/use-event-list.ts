'use client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { EventItem, List } from '@danji/shared';
import { useMemo } from 'react';
import { apiUrl, request } from '@/lib/api/client';
import { useLabels, useRangeParams } from '@/lib/url/view';
import type { EventFilters } from './use-event-filters';

const PAGE = 100;
/** Few people look past this; more is a question for the filters. */
const MOST_ROWS = 3000;

export interface EventPages {
  events: EventItem[];
  /** Exact to 10,000; null beyond, and while nothing came. */
  total: number | null;
  atLeast: number | null;
  error: Error | null;
  loading: boolean;
  dimmed: boolean;
  hasMore: boolean;
  loadingMore: boolean;
  more: () => void;
  retry: () => void;
}

/** What happened in the range and matches, page after page as the server cuts them, newest first. */
export function useEventList(filters: EventFilters): EventPages {
  const [labels] = useLabels();
  const range = useRangeParams();
  const params = { ...labels, ...range, ...filters, fold: true, limit: PAGE };
  const query = useInfiniteQuery({
    queryKey: ['pages', apiUrl('/events', params)],
    queryFn: ({ pageParam, signal }) =>
      request<List<EventItem>>(apiUrl('/events', { ...params, cursor: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last, pages) => (pages.length * PAGE < MOST_ROWS ? last.nextCursor : null),
    placeholderData: keepPreviousData,
    meta: { topics: ['events', 'deployments', 'scaling'] },
  });
  const { data, fetchNextPage, refetch } = query;
  const events = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const [first] = data?.pages ?? [];
  return {
    events,
    total: first?.total ?? null,
    atLeast: first?.atLeast ?? null,
    error: query.error,
    loading: data === undefined && query.error === null,
    dimmed: query.isPlaceholderData,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    more: () => void fetchNextPage(),
    retry: () => void refetch(),
  };
}

'use client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { LogAnswer, LogLine } from '@danji/shared';
import { useMemo } from 'react';
import { apiUrl, request } from '@/lib/api/client';
import { useLabels, useRangeParams } from '@/lib/url/view';
import type { LogFilters } from './use-log-filters';

const PAGE = 100;
/** Few people look past this; more is a question for the filters. */
const MOST_LINES = 2000;

export interface LogPages {
  lines: LogLine[];
  /** Of the first page: counts and total belong to the whole answer. */
  head: LogAnswer | undefined;
  error: Error | null;
  isPlaceholderData: boolean;
  hasMore: boolean;
  loadingMore: boolean;
  more: () => void;
  refetch: () => unknown;
}

/** Kept lines of the range that match, newest first, page after page. */
export function useLogLines({ resource, level, q }: LogFilters): LogPages {
  const [labels] = useLabels();
  const { from, to } = useRangeParams();
  const query = useInfiniteQuery({
    queryKey: ['logs', from, to, labels, resource, level, q],
    queryFn: ({ pageParam, signal }) =>
      request<LogAnswer>(
        apiUrl('/logs/search', { ...labels, resource, level, q, from, to, limit: PAGE, cursor: pageParam }),
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last, pages) => (pages.length * PAGE < MOST_LINES ? last.nextCursor : null),
    placeholderData: keepPreviousData,
    meta: { topics: ['logs'] },
  });
  const { data, fetchNextPage, refetch } = query;
  const lines = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  return {
    lines,
    head: data?.pages[0],
    error: query.error,
    isPlaceholderData: query.isPlaceholderData,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    more: () => void fetchNextPage(),
    refetch,
  };
}

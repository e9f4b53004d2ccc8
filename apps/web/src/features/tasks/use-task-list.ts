'use client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { TaskItem, TaskList } from '@danji/shared';
import { useMemo } from 'react';
import { apiUrl, request } from '@/lib/api/client';
import { useLive } from '@/lib/api/live';
import { useLabels, useRangeParams } from '@/lib/url/view';
import { facetsFor, taskParams, type TaskFilters } from './model/task-filters';
import type { TaskSort } from './use-task-filters';

const PAGE = 100;
/** Few people look past this; more is a question for the filters. */
const MOST_ROWS = 5000;
const REFETCH_MS = 30_000;

export interface TaskPages {
  tasks: TaskItem[];
  /** Of the first page: totals and facets belong to the whole answer. */
  head: TaskList | undefined;
  error: Error | null;
  loading: boolean;
  dimmed: boolean;
  hasMore: boolean;
  loadingMore: boolean;
  more: () => void;
  retry: () => void;
}

/** Tasks alive in the range that match, page after page, with counts per facet. */
export function useTaskList(filters: TaskFilters, sort: TaskSort): TaskPages {
  const { live } = useLive();
  const [labels] = useLabels();
  const { from, to } = useRangeParams();
  const query = useInfiniteQuery({
    queryKey: ['tasks', from, to, sort, labels, filters],
    queryFn: ({ pageParam, signal }) =>
      request<TaskList>(
        apiUrl('/tasks', {
          ...labels,
          ...taskParams(filters),
          from,
          to,
          sort,
          limit: PAGE,
          cursor: pageParam,
          facets: pageParam === null ? facetsFor(filters) : [],
        }),
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last, pages) => (pages.length * PAGE < MOST_ROWS ? last.nextCursor : null),
    placeholderData: keepPreviousData,
    // Only the first page follows the clock: rows that a person scrolled to stay where they are.
    refetchInterval: ({ state }) => (live && (state.data?.pages.length ?? 0) <= 1 ? REFETCH_MS : false),
    meta: { topics: ['tasks'] },
  });
  const { data, fetchNextPage, refetch } = query;
  const tasks = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  return {
    tasks,
    head: data?.pages[0],
    error: query.error,
    loading: data === undefined && query.error === null,
    dimmed: query.isPlaceholderData,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    more: () => void fetchNextPage(),
    retry: () => void refetch(),
  };
}

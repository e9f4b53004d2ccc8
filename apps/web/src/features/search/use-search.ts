'use client';
import type { List, ResourceItem, TaskList } from '@danji/shared';
import { useEffect, useMemo, useState } from 'react';
import { useApi } from '@/lib/api/hooks';
import { resourcePath } from '@/lib/url/view';
import { foundResources, foundTasks, GROUPS, type Found } from './model/palette-model';

/** One request per pause in typing, not per key. */
const PAUSE_MS = 120;

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

export interface SearchAnswer {
  resources: Found[];
  tasks: Found[];
  pending: boolean;
  error: Error | null;
}

/** Resources and tasks that match; in all accounts and environments, whatever the filters of the page. */
export function useSearch(text: string): SearchAnswer {
  const q = usePaused(text.trim());
  const enabled = q !== '';
  const resources = useApi<List<ResourceItem>>('/resources', { q, kind: GROUPS, limit: 20 }, { enabled });
  const tasks = useApi<TaskList>('/tasks', { q, limit: 6 }, { enabled });
  return useMemo(() => {
    const waiting = text.trim() !== q;
    return {
      resources: enabled ? foundResources(resources.data?.items ?? [], q, resourcePath) : [],
      tasks: enabled ? foundTasks(tasks.data?.items ?? []) : [],
      pending: waiting || (enabled && (resources.isFetching || tasks.isFetching)),
      error: enabled ? (resources.error ?? tasks.error) : null,
    };
  }, [text, q, enabled, resources, tasks]);
}

'use client';
import type { TaskDetail } from '@danji/shared';
import { useApi, type ApiQuery } from '@/lib/api/hooks';

/** One task with containers, network, log lines and siblings. */
export function useTask(id: string | null): ApiQuery<TaskDetail> {
  return useApi<TaskDetail>(
    `/tasks/${encodeURIComponent(id ?? '')}`,
    {},
    { topics: ['tasks', 'logs'], enabled: id !== null, refetchSeconds: 30 },
  );
}

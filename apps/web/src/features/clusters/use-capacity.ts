import type { CapacityAnswer } from '@danji/shared';
import { useApi, type ApiQuery } from '@/lib/api/hooks';

/** What a cluster has, what is reserved, what still fits, and where its tasks run. */
export function useCapacity(id: string): ApiQuery<CapacityAnswer> {
  return useApi(
    `/resources/${encodeURIComponent(id)}/capacity`,
    {},
    { topics: ['resources', 'tasks'], refetchSeconds: 60 },
  );
}

'use client';
import type { List, ResourceItem } from '@danji/shared';
import { useApi, type ApiQuery } from '@/lib/api/hooks';

const MOST = 500;

/** All services of a cluster, whatever the top bar filters: capacity is shared by everybody on it. */
export function useClusterServices(id: string): ApiQuery<List<ResourceItem>> {
  return useApi(
    '/resources',
    { kind: 'ecs_service', parent: id, limit: MOST, sort: '-status' },
    { topics: ['resources'], refetchSeconds: 60 },
  );
}

'use client';
import { useQuery } from '@tanstack/react-query';
import type { ResourceAttention } from '@danji/shared';
import { apiUrl, request } from './client';

/** Asked again in time before the ten minutes are over. */
const AGAIN_MS = 5 * 60_000;

/**
 * Says that somebody has the page of a resource open, so that it is polled each minute. Asked only while the page is in
 * front: a hidden tab costs nothing. A failure is no matter, the page then shows what the usual poll brings.
 */
export function useAttention(id: string): void {
  useQuery<ResourceAttention>({
    queryKey: ['attention', id],
    queryFn: () =>
      request<ResourceAttention>(apiUrl(`/resources/${encodeURIComponent(id)}/attention`), { method: 'PUT' }),
    refetchInterval: AGAIN_MS,
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: true,
    staleTime: AGAIN_MS / 2,
    retry: false,
  });
}

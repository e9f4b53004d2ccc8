'use client';
import type { UsageAnswer } from '@danji/shared';
import { useMemo } from 'react';
import { useApi, type ApiQuery } from '@/lib/api/hooks';
import { useRange, useRangeParams } from '@/lib/url/view';

const DAY_MS = 86_400_000;

/** Per-task use of a host or service in the page's range: of a longer one, its last day. */
export function useUsage(id: string | null): ApiQuery<UsageAnswer> & { shortened: boolean } {
  const params = useRangeParams();
  const { resolve } = useRange();
  const { asked, shortened } = useMemo(() => {
    const { from, to } = resolve();
    if (to - from <= DAY_MS) return { asked: params, shortened: false };
    if (params.to === 'now') return { asked: { from: 'now-24h', to: 'now' }, shortened: true };
    return { asked: { from: new Date(to - DAY_MS).toISOString(), to: params.to }, shortened: true };
  }, [params, resolve]);
  const query = useApi<UsageAnswer>(`/resources/${encodeURIComponent(id ?? '')}/usage`, asked, {
    topics: ['tasks'],
    enabled: id !== null,
    refetchSeconds: 60,
  });
  return { ...query, shortened };
}

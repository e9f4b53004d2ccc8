'use client';
import type { CatalogueAnswer } from '@danji/shared';
import { useApi, type ApiQuery } from '@/lib/api/hooks';

/** What is collected of a resource, with the names that /metrics/query takes. */
export function useMetricCatalogue(resource: string): ApiQuery<CatalogueAnswer> {
  return useApi(
    '/metrics/catalogue',
    { resource },
    { topics: ['metrics'], ids: [resource], refetchSeconds: 300 },
  );
}

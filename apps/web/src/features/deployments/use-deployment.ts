import type { DeploymentDetail, RolloutComparison } from '@danji/shared';
import { useApi, type ApiQuery } from '@/lib/api/hooks';

export function useDeployment(id: string): ApiQuery<DeploymentDetail> {
  return useApi(
    `/deployments/${encodeURIComponent(id)}`,
    {},
    { topics: ['deployments', 'tasks', 'events'], refetchSeconds: 30 },
  );
}

/** Asked again while it is live; a final one answers the same for ever. */
export function useComparison(id: string): ApiQuery<RolloutComparison> {
  return useApi(
    `/deployments/${encodeURIComponent(id)}/comparison`,
    {},
    { topics: ['deployments', 'tasks', 'logs'], refetchSeconds: 30 },
  );
}

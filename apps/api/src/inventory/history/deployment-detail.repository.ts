import type { Queryable } from '../../database/index.js';
import type { DescribedDeployment } from '../ecs-details/index.js';
import { deploymentId, resourceId } from '../resource-id.js';

/**
 * Adds what AWS says of rollouts to those that are stored. A rollout is known by its service revision's number, which
 * is that of its `ecs-svc/N`, else by when it began.
 * @returns ids of the services whose rollouts changed
 */
export async function writeDeploymentDetails(
  client: Queryable,
  described: readonly DescribedDeployment[],
): Promise<string[]> {
  if (described.length === 0) return [];
  const { rows } = await client.query<{ service_id: string }>(
    `UPDATE deployment d SET detail = v.detail
       FROM unnest($1::text[], $2::text[], $3::float8[], $4::jsonb[]) AS v(id, service_id, created, detail)
      WHERE d.service_id = v.service_id
        AND (d.id = v.id OR abs(extract(epoch FROM d.created_at) * 1000 - v.created) < 10000)
        AND (d.detail - 'readAt') IS DISTINCT FROM (v.detail - 'readAt')
      RETURNING d.service_id`,
    [
      described.map(({ serviceArn, nativeId }) => deploymentId(serviceArn, nativeId)),
      described.map(({ serviceArn }) => resourceId('ecs_service', serviceArn)),
      described.map(({ createdAt }) => createdAt),
      described.map(({ detail }) => JSON.stringify(detail)),
    ],
  );
  return [...new Set(rows.map((row) => row.service_id))];
}

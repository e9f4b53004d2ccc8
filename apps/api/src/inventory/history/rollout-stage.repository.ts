import { instant, type Queryable } from '../../database/index.js';
import type { DescribedDeployment } from '../ecs-details/index.js';
import { deploymentId, resourceId } from '../resource-id.js';

/** Adds what was observed of rollouts where it differs from the last observation: AWS keeps the last state only. */
export async function writeRolloutStages(
  client: Queryable,
  scopeId: string,
  described: readonly DescribedDeployment[],
  now: number,
): Promise<void> {
  if (described.length === 0) return;
  await client.query(
    `INSERT INTO rollout_stage
            (service_id, deployment_id, at, scope_id, status, stage, production_weight, test_weight, failures)
     SELECT v.service_id, d.id, v.at, $1, v.status, v.stage, v.production, v.test, v.failures
       FROM unnest($2::text[], $3::text[], $4::float8[], $5::timestamptz[], $6::text[], $7::text[], $8::float8[],
                   $9::float8[], $10::int[])
            AS v(service_id, id, created, at, status, stage, production, test, failures)
       JOIN deployment d ON d.service_id = v.service_id
        AND (d.id = v.id OR abs(extract(epoch FROM d.created_at) * 1000 - v.created) < 10000)
       LEFT JOIN LATERAL (
         SELECT s.at, s.status, s.stage, s.production_weight, s.test_weight, s.failures FROM rollout_stage s
          WHERE s.service_id = v.service_id AND s.deployment_id = d.id ORDER BY s.at DESC LIMIT 1) last ON true
      WHERE last.at IS NULL
         OR (last.at < v.at AND (last.status, last.stage, last.production_weight, last.test_weight, last.failures)
             IS DISTINCT FROM (v.status, v.stage, v.production, v.test, v.failures))
     ON CONFLICT DO NOTHING`,
    [
      scopeId,
      described.map(({ serviceArn }) => resourceId('ecs_service', serviceArn)),
      described.map(({ serviceArn, nativeId }) => deploymentId(serviceArn, nativeId)),
      described.map(({ createdAt }) => createdAt),
      // A rollout that was over before anybody looked stood so at its end.
      described.map(({ detail }) => detail.finishedAt ?? instant(now)),
      described.map(({ detail }) => detail.status),
      described.map(({ detail }) => detail.stage),
      described.map(({ detail }) => detail.target.productionWeight),
      described.map(({ detail }) => detail.target.testWeight),
      described.map(({ detail }) => detail.breaker?.failures ?? null),
    ],
  );
}

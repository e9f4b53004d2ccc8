import { instant, type Queryable } from '../database/index.js';

/** What minutes matter for at a place. */
export interface HotResources {
  /** Ids of resources of which everything is polled each minute. */
  hot: ReadonlySet<string>;
  /** Ids of target groups of production, whose symptoms are. */
  symptomatic: ReadonlySet<string>;
}

interface HotOptions {
  /** Epoch ms; a reason that was there since then still counts. */
  since: number;
  now: number;
  /** Rules whose alerts are no reason. */
  slowRules: readonly string[];
}

/**
 * Why a resource is hot, one SELECT of ids each: an alert that is open or pending (that of an alarm of AWS too), a value
 * near its threshold or a page that is open, a rollout, fewer tasks than desired, an abnormal stop, and what else AWS
 * told of it that is no good news or a change.
 */
const REASONS = `
  SELECT unnest(ARRAY[resource_id, subject_id]) AS id FROM alert
   WHERE (resolved_at IS NULL OR resolved_at >= $3) AND scope_id = $1 AND rule_id <> ALL($5)
  UNION SELECT resource_id FROM hot_resource WHERE until > $4
  UNION SELECT service_id FROM deployment
   WHERE scope_id = $1 AND (finished_at >= $3 OR finished_at IS NULL AND rollout_state = 'IN_PROGRESS')
  UNION SELECT id FROM resource
   WHERE kind = 'ecs_service' AND deleted_at IS NULL
     AND (attributes->>'running')::int < (attributes->>'desired')::int
  UNION SELECT service_id FROM task_run WHERE abnormal AND stopped_at >= $3
  UNION SELECT resource_id FROM event WHERE at >= $3 AND (severity <> 'info' OR kind = 'configuration')`;

/** What is hot at a place now. A target group is as hot as its service. */
export async function readHotResources(
  client: Queryable,
  { scopeId, region }: { scopeId: string; region: string },
  { since, now, slowRules }: HotOptions,
): Promise<HotResources> {
  const { rows } = await client.query<{ id: string; hot: boolean }>(
    `WITH reason AS MATERIALIZED (${REASONS}), found AS (
       SELECT id, kind, environment,
              id IN (SELECT id FROM reason) OR kind = 'target_group' AND attributes->'services' ?| ARRAY(SELECT id FROM reason)
                AS hot
         FROM resource WHERE scope_id = $1 AND region = $2 AND deleted_at IS NULL)
     SELECT id, hot FROM found WHERE hot OR kind = 'target_group' AND environment = 'prod'`,
    [scopeId, region, instant(since), instant(now), slowRules],
  );
  return {
    hot: new Set(rows.filter(({ hot }) => hot).map(({ id }) => id)),
    symptomatic: new Set(rows.map(({ id }) => id)),
  };
}

export type HotCause = 'near_threshold' | 'page_open';

/** Keeps resources hot until an instant (epoch ms). Written again only where that is a minute later than before. */
export async function keepHot(
  client: Queryable,
  resources: readonly string[],
  { cause, until }: { cause: HotCause; until: number },
): Promise<void> {
  if (resources.length === 0) return;
  await client.query(
    `INSERT INTO hot_resource (resource_id, cause, until)
     SELECT DISTINCT id, $2, $3::timestamptz FROM unnest($1::text[]) AS t(id) ORDER BY id
     ON CONFLICT (resource_id, cause) DO UPDATE SET until = EXCLUDED.until
      WHERE hot_resource.until < EXCLUDED.until - interval '1 minute'`,
    [resources, cause, instant(until)],
  );
}

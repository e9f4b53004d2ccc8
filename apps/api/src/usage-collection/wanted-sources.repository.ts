import type { Database } from '../database/index.js';
import { instant } from '../database/index.js';
import type { UsageSource } from './usage-source.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

interface Place {
  scopeId: string;
  region: string;
}

/** A host or service, and the span (epoch ms) in which its use is worth keeping although nobody looks. */
export interface WantedSource {
  source: UsageSource;
  from: number;
  to: number;
}

/** From this percentage of CPU on a host is worth watching. */
const HOT_PERCENT = 80;
/** How recent the heat must be; what is usual is judged by the time before. */
const HOT_WITHIN_MS = 15 * MINUTE_MS;
const JUDGED_MS = 75 * MINUTE_MS;
/** Around a stop that nobody planned. */
const BEFORE_STOP_MS = 10 * MINUTE_MS;
const AFTER_STOP_MS = 2 * MINUTE_MS;
/** Stops so long ago have been read, or AWS has forgotten their minutes by the next time. */
const STOPPED_WITHIN_MS = 30 * MINUTE_MS;

const HOST = `h.id AS "resourceId", h.arn, NULL AS service, c.arn AS "clusterArn"`;
const WITH_INSIGHTS = `c.kind = 'ecs_cluster' AND c.attributes->>'containerInsights' IN ('enabled', 'enhanced')`;

interface SourceRow {
  resourceId: string;
  arn: string;
  service: string | null;
  clusterArn: string;
}

/** Which hosts and services are read in the background. */
export class WantedSourcesRepository {
  constructor(private readonly database: Database) {}

  /** Hosts whose CPU by EC2 passed 80 % within the last quarter of an hour. */
  async hotHosts({ scopeId, region }: Place, now: number): Promise<WantedSource[]> {
    const hour = Math.floor(now / HOUR_MS) * HOUR_MS;
    const { rows } = await this.database.pool.query<SourceRow>(
      `SELECT DISTINCT ${HOST}
         FROM series s
         JOIN metric_minutes m ON m.series_id = s.id AND m.hour = ANY($3::timestamptz[])
         JOIN resource ec2 ON ec2.id = s.resource_id AND ec2.deleted_at IS NULL
         JOIN resource h ON h.id = ec2.attributes->>'containerInstanceId'
         JOIN resource c ON c.id = h.parent_id AND ${WITH_INSIGHTS}
        WHERE s.scope_id = $1 AND s.region = $2 AND s.namespace = 'AWS/EC2' AND s.metric = 'CPUUtilization'
          AND s.stat = 'Average' AND s.retired_at IS NULL
          AND EXISTS (SELECT 1 FROM unnest(m.slots) WITH ORDINALITY AS slot(value, at)
                       WHERE value <> 'NaN' AND value >= ${HOT_PERCENT}
                         AND m.hour + (at - 1) * interval '1 minute' >= $4)
        ORDER BY 1`,
      [scopeId, region, [instant(hour - HOUR_MS), instant(hour)], instant(now - HOT_WITHIN_MS)],
    );
    return rows.map((row) => ({
      source: sourceOf(row, { scopeId, region }),
      from: now - JUDGED_MS,
      to: now,
    }));
  }

  /** Hosts, or on Fargate services, of tasks that stopped unplanned within the last half hour. */
  async aroundStops({ scopeId, region }: Place, now: number): Promise<WantedSource[]> {
    const { rows } = await this.database.pool.query<SourceRow & { first: Date; last: Date }>(
      `SELECT coalesce(h.id, s.id) AS "resourceId", coalesce(h.arn, s.arn) AS arn,
              CASE WHEN h.id IS NULL THEN s.name END AS service, c.arn AS "clusterArn",
              min(t.stopped_at) AS first, max(t.stopped_at) AS last
         FROM task_run t
         JOIN resource c ON c.id = t.cluster_id AND ${WITH_INSIGHTS}
         LEFT JOIN resource h ON h.id = t.container_instance_id
         LEFT JOIN resource s ON s.id = t.service_id
        WHERE t.scope_id = $1 AND t.region = $2 AND t.abnormal AND t.stopped_at >= $3 AND t.started_at IS NOT NULL
          AND coalesce(h.id, s.id) IS NOT NULL
        GROUP BY 1, 2, 3, 4 ORDER BY 1`,
      [scopeId, region, instant(now - STOPPED_WITHIN_MS)],
    );
    return rows.map(({ first, last, ...row }) => ({
      source: sourceOf(row, { scopeId, region }),
      from: first.getTime() - BEFORE_STOP_MS,
      to: last.getTime() + AFTER_STOP_MS,
    }));
  }
}

function sourceOf({ resourceId, arn, service, clusterArn }: SourceRow, place: Place): UsageSource {
  const of = service === null ? { host: arn.slice(arn.lastIndexOf('/') + 1) } : { service };
  return { resourceId, ...place, clusterArn, of };
}

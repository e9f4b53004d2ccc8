import { bulkWrite, type Queryable, type Row } from '../../database/index.js';
import type { DesiredChange } from './desired-count.js';
import type { Counts } from './service-counts.js';

export async function writeCounts(client: Queryable, rows: readonly Row[]): Promise<void> {
  await bulkWrite(client, { table: 'service_count', key: ['resource_id', 'at'], update: 'none' }, rows);
}

export async function lastCounts(
  client: Queryable,
  serviceIds: readonly string[],
): Promise<Map<string, Counts>> {
  const { rows } = await client.query<Counts & { resource_id: string }>(
    `SELECT DISTINCT ON (resource_id) resource_id, desired, running, pending
       FROM service_count WHERE resource_id = ANY($1) ORDER BY resource_id, at DESC`,
    [serviceIds],
  );
  return new Map(rows.map(({ resource_id, ...counts }) => [resource_id, counts]));
}

/** Desired counts that changed since a moment (epoch ms), for a worker that has not seen them change. */
export async function recentDesiredChanges(
  client: Queryable,
  serviceIds: readonly string[],
  since: number,
): Promise<DesiredChange[]> {
  const { rows } = await client.query<{
    resource_id: string;
    parent_id: string;
    at: Date;
    before: Date;
    from: number;
    to: number;
  }>(
    `SELECT c.resource_id, r.parent_id, c.at, b.at AS before, b.desired AS "from", c.desired AS "to"
       FROM service_count c
       JOIN resource r ON r.id = c.resource_id AND r.attributes->>'schedulingStrategy' IS DISTINCT FROM 'DAEMON'
       JOIN LATERAL (SELECT at, desired FROM service_count b WHERE b.resource_id = c.resource_id AND b.at < c.at
                      ORDER BY b.at DESC LIMIT 1) b ON b.desired <> c.desired
      WHERE c.resource_id = ANY($1) AND c.at >= to_timestamp($2::float8 / 1000)`,
    [serviceIds, since],
  );
  return rows.map(({ resource_id: serviceId, parent_id: clusterId, at, before, from, to }) => ({
    serviceId,
    clusterId,
    at: before.getTime(),
    until: at.getTime(),
    from,
    to,
  }));
}

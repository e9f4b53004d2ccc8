import { bulkWrite, type Queryable, type Row } from '../../database/index.js';
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

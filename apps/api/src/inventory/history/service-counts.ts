import type pg from 'pg';
import type { EcsService } from '../../aws/index.js';
import { bulkWrite, instant, type Row } from '../../database/index.js';
import { resourceId } from '../resource-id.js';

export interface Counts {
  desired: number;
  running: number;
  pending: number;
}

/** Rows for services whose counts differ from the last stored ones; `known` is brought up to date. */
export function countRows(
  services: readonly EcsService[],
  known: Map<string, Counts>,
  scopeId: string,
  now: number,
): Row[] {
  const rows: Row[] = [];
  for (const service of services) {
    const id = resourceId('ecs_service', service.serviceArn);
    const before = known.get(id);
    const { desiredCount: desired, runningCount: running, pendingCount: pending } = service;
    if (before?.desired === desired && before.running === running && before.pending === pending) continue;
    known.set(id, { desired, running, pending });
    rows.push({ resource_id: id, at: instant(now), scope_id: scopeId, desired, running, pending });
  }
  return rows;
}

export async function writeCounts(client: Pick<pg.Pool, 'query'>, rows: readonly Row[]): Promise<void> {
  await bulkWrite(client, { table: 'service_count', key: ['resource_id', 'at'], update: 'none' }, rows);
}

export async function lastCounts(
  client: Pick<pg.Pool, 'query'>,
  serviceIds: readonly string[],
): Promise<Map<string, Counts>> {
  const { rows } = await client.query<Counts & { resource_id: string }>(
    `SELECT DISTINCT ON (resource_id) resource_id, desired, running, pending
       FROM service_count WHERE resource_id = ANY($1) ORDER BY resource_id, at DESC`,
    [serviceIds],
  );
  return new Map(rows.map(({ resource_id, ...counts }) => [resource_id, counts]));
}

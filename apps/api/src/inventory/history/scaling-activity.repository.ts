import { bulkWrite, type Queryable, type Row } from '../../database/index.js';
import type { CountChange } from './scaling-activities.js';

/** The row that was there keeps the count it came from: a later page of history may not know it. */
export async function writeScalingActivities(client: Queryable, rows: readonly Row[]): Promise<number> {
  const written = await bulkWrite(
    client,
    {
      table: 'scaling_activity',
      key: ['resource_id', 'activity_id'],
      update: ['ended_at', 'status', 'status_message'],
      where: 't.status IS DISTINCT FROM EXCLUDED.status OR t.ended_at IS DISTINCT FROM EXCLUDED.ended_at',
    },
    rows,
  );
  return written.length;
}

/** Activities of a scope's services that have ended, newest first, and the count that each service's last one set. */
export async function knownActivities(
  client: Queryable,
  serviceIds: readonly string[],
): Promise<{ ended: Set<string>; lastCount: Map<string, number>; changes: CountChange[] }> {
  const { rows } = await client.query<{
    resource_id: string;
    activity_id: string;
    at: Date;
    from_count: number | null;
    to_count: number | null;
    ended: boolean;
  }>(
    `SELECT resource_id, activity_id, at, from_count, to_count, ended_at IS NOT NULL AS ended
       FROM scaling_activity WHERE resource_id = ANY($1) ORDER BY at`,
    [serviceIds],
  );
  const lastCount = new Map<string, number>();
  const changes: CountChange[] = [];
  for (const row of rows) {
    if (row.to_count !== null) lastCount.set(row.resource_id, row.to_count);
    changes.push({
      serviceId: row.resource_id,
      at: row.at.getTime(),
      from: row.from_count,
      to: row.to_count,
    });
  }
  return {
    ended: new Set(rows.filter(({ ended }) => ended).map((row) => row.activity_id)),
    lastCount,
    changes,
  };
}

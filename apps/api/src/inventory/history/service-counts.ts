import type { EcsService } from '../../aws/index.js';
import { instant, type Row } from '../../database/index.js';
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

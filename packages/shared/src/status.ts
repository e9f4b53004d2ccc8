import { z } from 'zod';

/** Ordered from calm to urgent; `unknown` is a status of its own: no data is neither zero nor OK. */
export const STATUSES = ['ok', 'info', 'unknown', 'warning', 'critical'] as const;
export const Status = z.enum(STATUSES);
export type Status = z.infer<typeof Status>;

/** 0 (ok) to 4 (critical): the order lists sort by. */
export function severityOf(status: Status): number {
  return STATUSES.indexOf(status);
}

export function worstStatus(statuses: Iterable<Status>): Status {
  let worst: Status = 'ok';
  for (const status of statuses) if (severityOf(status) > severityOf(worst)) worst = status;
  return worst;
}

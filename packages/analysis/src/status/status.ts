import type { Message } from '../message/message.js';

/** From calm to urgent. Unknown is a status of its own: no data is neither zero nor OK. */
export const STATUS_ORDER = ['ok', 'info', 'unknown', 'warning', 'critical'] as const;
export type ResourceStatus = (typeof STATUS_ORDER)[number];

export interface StatusReason {
  /** Stable word for filters and alert rules. */
  code: string;
  status: ResourceStatus;
  message: Message;
  /** Epoch ms since when it holds; null where that is not known. */
  since: number | null;
}

export interface StatusResult {
  status: ResourceStatus;
  /** Worst first. */
  reasons: StatusReason[];
}

/** One question about a resource; null where the answer is calm. */
export type Check<Facts> = (facts: Facts) => StatusReason | null;

/** Asks every question; the resource is as bad as its worst answer, and ok when all are calm. */
export function evaluateChecks<Facts>(facts: Facts, checks: readonly Check<Facts>[]): StatusResult {
  const reasons = checks.flatMap((check) => check(facts) ?? []);
  const rank = (reason: StatusReason): number => STATUS_ORDER.indexOf(reason.status);
  reasons.sort((a, b) => rank(b) - rank(a));
  return { status: reasons[0]?.status ?? 'ok', reasons };
}

const MINUTE = 60_000;

/** Whole minutes that something has held; null where its beginning is not known. */
export function minutesSince(since: number | null, now: number): number | null {
  return since === null ? null : Math.max(0, (now - since) / MINUTE);
}

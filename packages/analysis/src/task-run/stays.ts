import type { TaskObservation } from './observation.js';

/** What is known of the time that a task spent in one lastStatus; epoch ms. */
export interface StatusStay {
  /** The earliest instant by which it was in it: the status began no later. */
  since: number;
  /** The latest instant at which it was still in it: the next status began no earlier. */
  until: number;
  /** Highest version of the task that was seen with it. */
  lastVersion: number | null;
  /** The first change that led into it, as an event told it; null where no event did. */
  entered: { version: number; at: number } | null;
}

/** By lastStatus, in AWS's own words. */
export type StatusStays = Readonly<Record<string, StatusStay>>;

/** What one look says of its status. */
export function stayOf(seen: TaskObservation): StatusStays {
  const version = seen.version ?? null;
  const told = seen.changedAt !== null && version !== null ? { version, at: seen.changedAt } : null;
  return {
    [seen.lastStatus]: {
      since: seen.changedAt ?? seen.observedAt,
      until: seen.changedAt ?? seen.askedAt,
      lastVersion: version,
      entered: told,
    },
  };
}

/** Both together: an idempotent union, so neither order nor repetition matters. */
export function mergeStays(a: StatusStays, b: StatusStays): StatusStays {
  const merged: Record<string, StatusStay> = {};
  // Sorted, so that the stored form does not depend on who came first.
  for (const status of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()) {
    const [x, y] = [a[status], b[status]];
    merged[status] = x && y ? mergeStay(x, y) : ((x ?? y) as StatusStay);
  }
  return merged;
}

function mergeStay(a: StatusStay, b: StatusStay): StatusStay {
  return {
    since: Math.min(a.since, b.since),
    until: Math.max(a.until, b.until),
    lastVersion: highest(a.lastVersion, b.lastVersion),
    entered: firstChange(a.entered, b.entered),
  };
}

function highest(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}

function firstChange(a: StatusStay['entered'], b: StatusStay['entered']): StatusStay['entered'] {
  if (a === null || b === null) return a ?? b;
  return a.version < b.version || (a.version === b.version && a.at <= b.at) ? a : b;
}

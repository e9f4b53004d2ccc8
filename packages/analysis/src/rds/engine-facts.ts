import type { ConnectionError, PostgresFact } from './postgres-line.js';

/** What a log tells besides statements; `last` in epoch ms, null where there was none. */
export interface EngineFacts {
  deadlocks: { count: number; last: number | null };
  temporaryFiles: { count: number; bytes: number; last: number | null };
  /** Milliseconds. */
  lockWaits: { count: number; longest: number | null; last: number | null };
  /** Vacuum and analyze that took long enough to be logged; the table whose run took longest. */
  autovacuum: {
    count: number;
    seconds: number;
    longest: { table: string; seconds: number } | null;
    last: number | null;
  };
  /** `byWal`: begun because of the amount written and not of the time (max_wal_size is small). Seconds. */
  checkpoints: { count: number; byWal: number; longest: number | null; last: number | null };
  connectionErrors: {
    count: number;
    byReason: Partial<Record<ConnectionError, number>>;
    last: number | null;
  };
}

export function noEngineFacts(): EngineFacts {
  return {
    deadlocks: { count: 0, last: null },
    temporaryFiles: { count: 0, bytes: 0, last: null },
    lockWaits: { count: 0, longest: null, last: null },
    autovacuum: { count: 0, seconds: 0, longest: null, last: null },
    checkpoints: { count: 0, byWal: 0, longest: null, last: null },
    connectionErrors: { count: 0, byReason: {}, last: null },
  };
}

/** Adds the fact of a line at `at` (epoch ms). */
export function countEngineFact(
  facts: EngineFacts,
  fact: Exclude<PostgresFact, { kind: 'statement' }>,
  at: number,
): void {
  const later = (last: number | null): number => Math.max(at, last ?? at);
  switch (fact.kind) {
    case 'deadlock':
      facts.deadlocks = { count: facts.deadlocks.count + 1, last: later(facts.deadlocks.last) };
      break;
    case 'temporary_file': {
      const { count, bytes, last } = facts.temporaryFiles;
      facts.temporaryFiles = { count: count + 1, bytes: bytes + fact.bytes, last: later(last) };
      break;
    }
    case 'lock_wait': {
      const { count, longest, last } = facts.lockWaits;
      facts.lockWaits = {
        count: count + 1,
        longest: Math.max(fact.milliseconds, longest ?? 0),
        last: later(last),
      };
      break;
    }
    case 'autovacuum': {
      const { count, seconds, longest, last } = facts.autovacuum;
      const worst =
        longest !== null && longest.seconds >= fact.seconds
          ? longest
          : { table: fact.table, seconds: fact.seconds };
      facts.autovacuum = {
        count: count + 1,
        seconds: seconds + fact.seconds,
        longest: worst,
        last: later(last),
      };
      break;
    }
    case 'checkpoint': {
      const { count, longest, last } = facts.checkpoints;
      facts.checkpoints = {
        ...facts.checkpoints,
        count: count + 1,
        longest: Math.max(fact.seconds, longest ?? 0),
        last: later(last),
      };
      break;
    }
    case 'checkpoint_start':
      if (fact.byWal) facts.checkpoints.byWal += 1;
      break;
    case 'connection_error': {
      const { count, byReason, last } = facts.connectionErrors;
      facts.connectionErrors = {
        count: count + 1,
        byReason: { ...byReason, [fact.reason]: (byReason[fact.reason] ?? 0) + 1 },
        last: later(last),
      };
    }
  }
}

export interface EndedRollout {
  rolloutState: string | null;
  reason: string | null;
  /** Of the service deployment: SUCCESSFUL, STOPPED, ROLLBACK_SUCCESSFUL, ...; null where it was not read. */
  status: string | null;
  /** Whether the service deployment tells of a rollback. */
  rollback: boolean;
}

/**
 * What came of a rollout that ended. Failed: AWS says FAILED, or its service deployment was stopped or rolled back.
 * Rolled back: a failed one that AWS took back.
 */
export function rolloutOutcome(rollout: EndedRollout): { failed: boolean; rolledBack: boolean } {
  const { rolloutState, reason, status, rollback } = rollout;
  const takenBack =
    rollback || (status?.startsWith('ROLLBACK_') ?? false) || /rolling back/i.test(reason ?? '');
  const failed = rolloutState === 'FAILED' || /^(STOPPED|ROLLBACK_)/.test(status ?? '');
  return { failed, rolledBack: failed && takenBack };
}

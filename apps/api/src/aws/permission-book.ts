import type { AwsAction } from '@danji/shared';
import type { Clock } from '../clock/index.js';
import { AwsCallError } from './errors.js';

export type PermissionStatus = 'allowed' | 'denied' | 'unsupported';
export interface PermissionEntry {
  action: AwsAction;
  status: PermissionStatus;
  message: string | null;
  checkedAt: number;
}

/** How long a refusal is believed before the action is tried again. */
const BELIEVE_MS: Record<PermissionStatus, number> = { allowed: 0, denied: 60_000, unsupported: 600_000 };

/** Calls in a row that are answered by a page of somebody else before an action counts as unsupported. */
const FOREIGN_CALLS = 3;

/** What one role may do in one region, learned from the answers. A refused action is left alone for a while. */
export class PermissionBook {
  private readonly foreignCalls = new Map<AwsAction, number>();
  private readonly entries = new Map<AwsAction, PermissionEntry>();
  private readonly changed = new Set<AwsAction>();

  constructor(private readonly clock: Pick<Clock, 'now'>) {}

  /** @throws AwsCallError when the action was refused a moment ago. */
  check(action: AwsAction): void {
    const entry = this.entries.get(action);
    if (!entry || entry.status === 'allowed') return;
    if (this.clock.now() - entry.checkedAt < BELIEVE_MS[entry.status]) {
      throw new AwsCallError(action, entry.status, 'Refused', entry.message ?? 'refused a moment ago');
    }
  }

  record(action: AwsAction, status: PermissionStatus, message: string | null): void {
    const before = this.entries.get(action);
    this.entries.set(action, { action, status, message, checkedAt: this.clock.now() });
    if (before?.status !== status || before.message !== message) this.changed.add(action);
  }

  /**
   * A call was answered, after all its tries, by an error page that is none of AWS. An endpoint that never once
   * answered the action otherwise does not have it; one that did is only ill.
   */
  recordForeign(action: AwsAction, message: string): void {
    if (this.entries.get(action)?.status === 'allowed') return;
    const calls = (this.foreignCalls.get(action) ?? 0) + 1;
    this.foreignCalls.set(action, calls);
    if (calls >= FOREIGN_CALLS) this.record(action, 'unsupported', message);
  }

  /** Entries that changed since they were last taken, for the permission table. */
  takeChanges(): PermissionEntry[] {
    const taken = [...this.changed].map((action) => this.entries.get(action) as PermissionEntry);
    this.changed.clear();
    return taken;
  }
}

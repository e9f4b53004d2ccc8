import type { CollectionPermissions, Localised } from '@danji/shared';

type Item = CollectionPermissions['items'][number];
export type PermissionStatus = Item['status'];

export interface PermissionRow {
  action: string;
  status: PermissionStatus;
  affects: Localised[];
  /** `scope / region` where it is so. */
  where: string[];
  message: string | null;
  checkedAt: string | null;
}

const ORDER: readonly PermissionStatus[] = ['denied', 'unsupported', 'untested', 'allowed'];

/**
 * One row per action and status: a role that is denied the same action in six regions is one thing to mend. Denied
 * and unsupported first, then by action; the newest message and check stand for the group.
 */
export function permissionRows(items: CollectionPermissions['items']): PermissionRow[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = `${item.status}|${item.action}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()]
    .map((group): PermissionRow => {
      const newest = group.reduce((a, b) => ((b.checkedAt ?? '') > (a.checkedAt ?? '') ? b : a));
      return {
        action: newest.action,
        status: newest.status,
        affects: newest.affects,
        where: [...new Set(group.map((item) => `${item.scope} / ${item.region}`))].sort(),
        message: newest.message,
        checkedAt: newest.checkedAt,
      };
    })
    .sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || a.action.localeCompare(b.action));
}

/** Rows that cost somebody a view, and the rest. */
export function splitPermissions(rows: readonly PermissionRow[]): {
  missing: PermissionRow[];
  fine: PermissionRow[];
} {
  const missing = (row: PermissionRow): boolean => row.status === 'denied' || row.status === 'unsupported';
  return { missing: rows.filter(missing), fine: rows.filter((row) => !missing(row)) };
}

/** The IAM statement that would allow what is denied, to copy; null when nothing is. */
export function policyFor(rows: readonly PermissionRow[]): string | null {
  const actions = [...new Set(rows.filter((row) => row.status === 'denied').map((row) => row.action))].sort();
  if (actions.length === 0) return null;
  const statement = { Sid: 'DanjiRead', Effect: 'Allow', Action: actions, Resource: '*' };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2);
}

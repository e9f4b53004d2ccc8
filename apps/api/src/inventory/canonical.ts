import { createHash } from 'node:crypto';

/** JSON with members in order, so that equal values give equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_member, held: unknown) => {
    if (held === null || typeof held !== 'object' || Array.isArray(held)) return held;
    const object = held as Record<string, unknown>;
    return Object.fromEntries(
      Object.keys(object)
        .sort()
        .map((member) => [member, object[member]]),
    );
  });
}

/** SHA-256 of the canonical JSON, 32 hex characters of it. */
export function canonicalHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 32);
}

export interface Change {
  path: string;
  before: unknown;
  after: unknown;
}

/**
 * What differs between two plain values, by path. Lists are compared whole: an element that moved is one change of
 * the list and not a row of changes. `undefined` reads as null.
 */
export function changesBetween(before: unknown, after: unknown, path = ''): Change[] {
  if (canonicalJson(before) === canonicalJson(after)) return [];
  if (isPlain(before) && isPlain(after)) {
    const members = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return members.flatMap((member) =>
      changesBetween(
        before[member] ?? null,
        after[member] ?? null,
        path === '' ? member : `${path}.${member}`,
      ),
    );
  }
  return [{ path, before: before ?? null, after: after ?? null }];
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

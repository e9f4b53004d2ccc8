import { z } from 'zod';
import { badInput } from '../http/index.js';

/** A sort key that is an instant (epoch ms) which PostgreSQL can hold: 1970 to 9999. */
export const CursorTime = z
  .int()
  .min(0)
  .max(Date.UTC(10_000, 0, 1) - 1);

/**
 * Opaque position in a sorted list: the sort it belongs to and the sort keys of the last item sent.
 * Keyset and not offset, so that rows which come or go between two pages are neither lost nor repeated.
 */
export function encodeCursor(sort: string, keys: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify([sort, ...keys]), 'utf8').toString('base64url');
}

/**
 * The keys of a cursor that `encodeCursor` made for the same sort; null when none was sent.
 * @throws AppError VALIDATION for a cursor that is damaged, invented, or of another sort.
 */
export function decodeCursor<T extends readonly unknown[]>(
  sort: string,
  keys: z.ZodType<T>,
  cursor: string | undefined,
): T | null {
  if (cursor === undefined) return null;
  const parts = parseJsonArray(Buffer.from(cursor, 'base64url').toString('utf8'));
  const genuine = parts !== null && parts[0] === sort && parts.every(isStorable);
  const parsed = genuine ? keys.safeParse(parts.slice(1)) : null;
  if (parsed?.success) return parsed.data;
  throw badInput(
    'cursor',
    cursor,
    'Send nextCursor of the previous page unchanged and with the same sort, or leave it out to begin.',
  );
}

/** PostgreSQL keeps no NUL, so no row's key can hold one. */
function isStorable(key: unknown): boolean {
  return typeof key !== 'string' || !key.includes('\0');
}

function parseJsonArray(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

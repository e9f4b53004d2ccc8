import { createHash } from 'node:crypto';

/** A page of items and the token of the next, absent on the last page. */
export interface Page<T> {
  items: T[];
  token?: string;
}

/**
 * Pages by key, not by offset: an item added or removed meanwhile neither repeats nor hides another. `context` binds
 * the token to the operation and its filters; a token of another request is answered by `invalid()`.
 */
export function paginate<T>(
  items: T[],
  keyOf: (item: T) => string,
  page: { token?: string; size: number; context: string; invalid: () => Error; descending?: boolean },
): Page<T> {
  const before = page.descending
    ? (a: string, b: string): boolean => a > b
    : (a: string, b: string): boolean => a < b;
  const sorted = items
    .map((item) => ({ key: keyOf(item), item }))
    .sort((a, b) => (before(a.key, b.key) ? -1 : before(b.key, a.key) ? 1 : 0));
  const after = page.token === undefined ? undefined : openToken(page.token, page.context, page.invalid)[0];
  const start = after === undefined ? 0 : firstAfter(sorted, after, before);
  const slice = sorted.slice(start, start + page.size);
  const last = slice.at(-1);
  const more = start + slice.length < sorted.length;
  return {
    items: slice.map((entry) => entry.item),
    token: more && last ? sealToken(page.context, [last.key]) : undefined,
  };
}

function firstAfter(
  sorted: { key: string }[],
  after: string,
  before: (a: string, b: string) => boolean,
): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (!before(after, sorted[middle]?.key ?? '')) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** An opaque token which carries `fields` and a fingerprint of the request that it belongs to. */
export function sealToken(context: string, fields: string[]): string {
  return Buffer.from(JSON.stringify([fingerprint(context), ...fields])).toString('base64url');
}

/** The fields of a token sealed with the same context; anything else throws `invalid()`. */
export function openToken(token: string, context: string, invalid: () => Error): string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid();
    throw error;
  }
  if (!Array.isArray(parsed) || !parsed.every((field) => typeof field === 'string')) throw invalid();
  const [print, ...fields] = parsed as string[];
  if (print !== fingerprint(context) || fields.length === 0) throw invalid();
  return fields;
}

function fingerprint(context: string): string {
  return createHash('sha256').update(context).digest('base64url').slice(0, 12);
}

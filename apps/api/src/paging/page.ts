import type { List } from '@danji/shared';

/** Beyond this many a list says "at least": counting on would cost more than anybody learns from it. */
export const COUNT_LIMIT = 10_000;

/** Counts the rows of a FROM ... WHERE up to one beyond the limit. */
export function countSql(fromWhere: string): string {
  return `SELECT count(*)::int AS total FROM (SELECT 1 ${fromWhere} LIMIT ${COUNT_LIMIT + 1}) counted`;
}

/**
 * A list answer from `limit + 1` rows (the extra one tells whether there is a next page) and a bounded count.
 * @param cursorOf the cursor that continues after an item
 */
export function toPage<Row, Item>(input: {
  rows: readonly Row[];
  limit: number;
  total: number;
  item: (row: Row) => Item;
  cursorOf: (row: Row) => string;
}): List<Item> {
  const shown = input.rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(input.item),
    nextCursor: input.rows.length > input.limit && last !== undefined ? input.cursorOf(last) : null,
    ...(input.total > COUNT_LIMIT ? { total: null, atLeast: COUNT_LIMIT } : { total: input.total }),
  };
}

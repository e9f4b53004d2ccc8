import type pg from 'pg';

export type Row = Record<string, unknown>;

export interface BulkOptions {
  table: string;
  /** Columns of the unique constraint. */
  key: readonly string[];
  /** Columns that an existing row takes from the new one; none: it stays as it is. */
  update: readonly string[] | 'all' | 'none';
  /** Add the new values of the updated columns to the stored ones instead of replacing them. */
  add?: boolean;
  /** A further condition in SQL under which an existing row is replaced (`t` is the stored row, EXCLUDED the new). */
  where?: string;
}

/**
 * Inserts rows whose members are columns, or updates those whose key exists, in one statement.
 * @returns the keys of rows that were written, in no order.
 */
export async function bulkWrite(
  client: Pick<pg.Pool, 'query'>,
  options: BulkOptions,
  rows: readonly Row[],
): Promise<Row[]> {
  const first = rows[0];
  if (!first) return [];
  const columns = Object.keys(first);
  const quoted = columns.join(', ');
  const answer = await client.query<Row>(
    `INSERT INTO ${options.table} AS t (${quoted})
     SELECT ${quoted} FROM jsonb_populate_recordset(NULL::${options.table}, $1::jsonb)
     ON CONFLICT (${options.key.join(', ')}) ${onConflict(options, columns)}
     RETURNING ${options.key.map((column) => `t.${column}`).join(', ')}`,
    [JSON.stringify(rows, withoutNul)],
  );
  return answer.rows;
}

function onConflict(options: BulkOptions, columns: readonly string[]): string {
  if (options.update === 'none') return 'DO NOTHING';
  const updated =
    options.update === 'all' ? columns.filter((column) => !options.key.includes(column)) : options.update;
  const assignments = updated.map((column) =>
    options.add ? `${column} = t.${column} + EXCLUDED.${column}` : `${column} = EXCLUDED.${column}`,
  );
  return `DO UPDATE SET ${assignments.join(', ')}${options.where ? ` WHERE ${options.where}` : ''}`;
}

/** PostgreSQL's text holds no NUL; a task's reason or a log line may. */
function withoutNul(_member: string, value: unknown): unknown {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '') : value;
}

/** Epoch milliseconds as a timestamp column takes them. */
export function instant(at: number): string;
export function instant(at: number | null): string | null;
export function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

import type { Queryable } from './database.js';

export interface StoredSetting<V> {
  value: V;
  version: number;
  updatedAt: Date;
}

/** One setting as it was saved; null before somebody did. The caller checks the value. */
export async function readSetting<V>(client: Queryable, key: string): Promise<StoredSetting<V> | null> {
  const { rows } = await client.query<{ value: V; version: number; updated_at: Date }>(
    'SELECT value, version, updated_at FROM setting WHERE key = $1',
    [key],
  );
  const row = rows[0];
  return row === undefined ? null : { value: row.value, version: row.version, updatedAt: row.updated_at };
}

/**
 * Stores a setting over that of `version`, 0 for none yet.
 * @returns whether nobody was faster
 */
export async function saveSetting(
  client: Queryable,
  key: string,
  value: unknown,
  { version, now }: { version: number; now: number },
): Promise<boolean> {
  const { rowCount } = await client.query(
    version === 0
      ? `INSERT INTO setting (key, value, version, updated_at)
           VALUES ($1, $2, 1 + $3, to_timestamp($4::float8 / 1000)) ON CONFLICT (key) DO NOTHING`
      : `UPDATE setting SET value = $2, version = version + 1, updated_at = to_timestamp($4::float8 / 1000)
           WHERE key = $1 AND version = $3`,
    [key, JSON.stringify(value), version, now],
  );
  return rowCount === 1;
}

import { LogSettingsInput, type LogSettings } from '@danji/shared';
import type { Queryable } from '../database/index.js';

const KEY = 'logs';

/** What holds for logs; nothing is switched off and no pattern is there before somebody saves. */
export async function readLogSettings(client: Queryable): Promise<LogSettings> {
  const { rows } = await client.query<{ value: { by: string }; version: number; updated_at: Date }>(
    'SELECT value, version, updated_at FROM setting WHERE key = $1',
    [KEY],
  );
  const row = rows[0];
  if (row === undefined) return { off: [], patterns: [], version: 0, updatedAt: null, updatedBy: null };
  return {
    ...LogSettingsInput.parse(row.value),
    version: row.version,
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.value.by,
  };
}

/** Stores settings over those of `version`, 0 for none yet. @returns whether nobody was faster */
export async function writeLogSettings(
  client: Queryable,
  saved: LogSettingsInput & { by: string },
  { version, now }: { version: number; now: number },
): Promise<boolean> {
  const { rowCount } = await client.query(
    version === 0
      ? `INSERT INTO setting (key, value, version, updated_at)
           VALUES ($1, $2, 1 + $3, to_timestamp($4::float8 / 1000)) ON CONFLICT (key) DO NOTHING`
      : `UPDATE setting SET value = $2, version = version + 1, updated_at = to_timestamp($4::float8 / 1000)
           WHERE key = $1 AND version = $3`,
    [KEY, JSON.stringify(saved), version, now],
  );
  return rowCount === 1;
}

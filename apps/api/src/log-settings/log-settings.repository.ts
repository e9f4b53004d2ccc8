import { LogSettingsInput, type LogSettings } from '@danji/shared';
import { readSetting, saveSetting, type Queryable } from '../database/index.js';

const KEY = 'logs';

/** What holds for logs; nothing is switched off and no pattern is there before somebody saves. */
export async function readLogSettings(client: Queryable): Promise<LogSettings> {
  const saved = await readSetting<{ by: string }>(client, KEY);
  if (saved === null) return { off: [], patterns: [], version: 0, updatedAt: null, updatedBy: null };
  return {
    ...LogSettingsInput.parse(saved.value),
    version: saved.version,
    updatedAt: saved.updatedAt.toISOString(),
    updatedBy: saved.value.by,
  };
}

/** Stores settings over those of `version`, 0 for none yet. @returns whether nobody was faster */
export async function writeLogSettings(
  client: Queryable,
  saved: LogSettingsInput & { by: string },
  at: { version: number; now: number },
): Promise<boolean> {
  return saveSetting(client, KEY, saved, at);
}

import { DEFAULT_LABEL_RULES } from '@danji/analysis';
import type { LabelRule, LabelRules } from '@danji/shared';
import type { Queryable } from '../database/index.js';
import { readSavedRules } from './label.repository.js';

/** The rules that hold now: the file's, else what somebody saved, else the usual ones. */
export async function currentRules(
  client: Queryable,
  file: readonly LabelRule[] | null,
): Promise<LabelRules> {
  const saved = await readSavedRules(client);
  const stored = {
    usual: [...DEFAULT_LABEL_RULES],
    version: saved?.version ?? 0,
    updatedAt: saved?.updatedAt.toISOString() ?? null,
    updatedBy: saved?.by ?? null,
  };
  if (file !== null) return { ...stored, rules: [...file], source: 'file' };
  if (saved === null) return { ...stored, rules: [...DEFAULT_LABEL_RULES], source: 'default' };
  return { ...stored, rules: saved.rules, source: 'saved' };
}

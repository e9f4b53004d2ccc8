import type { LogLevel } from '@danji/shared';
import type { LevelRow } from './rollout.repository.js';

export type Levels = Record<LogLevel, number>;

/** Lines of one side by level; zeros where its log was read and was silent, null where it was not read. */
export function levelsOf(rows: readonly LevelRow[] | null, isNew: boolean): Levels | null {
  if (rows === null) return null;
  const { fatal, error, warn, info, debug, unknown } = rows.find((row) => row.is_new === isNew) ?? NO_LINES;
  return { fatal, error, warn, info, debug, unknown };
}

const NO_LINES: Levels = { fatal: 0, error: 0, warn: 0, info: 0, debug: 0, unknown: 0 };

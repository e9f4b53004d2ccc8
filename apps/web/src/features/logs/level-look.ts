import type { LogLevel } from '@danji/shared';

/** The text of a level: what is wrong stands out, what is not stays quiet. */
export const LEVEL_LOOK: Record<LogLevel, string> = {
  fatal: 'text-critical font-semibold',
  error: 'text-critical',
  warn: 'text-warning',
  info: 'text-muted',
  debug: 'text-faint',
  unknown: 'text-faint',
};

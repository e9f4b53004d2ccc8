import { logLevel } from '@danji/analysis';
import type { LogLevel } from '@danji/shared';

/** The contract has no trace: it reads as debug. */
export function levelOfLine(message: string): LogLevel {
  const level = logLevel(message);
  return level === 'trace' ? 'debug' : level;
}

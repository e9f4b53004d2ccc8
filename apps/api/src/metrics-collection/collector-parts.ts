import type { Clock } from '../clock/index.js';
import type { Config } from '../config/index.js';
import type { Database } from '../database/index.js';

/** What every part of the collector works with. */
export interface CollectorParts {
  database: Pick<Database, 'pool'>;
  clock: Clock;
  config: Config;
  /** Waits for milliseconds. */
  pause: (milliseconds: number) => Promise<void>;
}

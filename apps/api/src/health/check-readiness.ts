import { Injectable, Logger } from '@nestjs/common';
import type { HealthReady } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { HealthRepository } from './health.repository.js';

/** Sweeps come each 15 to 30 s: after ten missed ones something is wrong. */
const STALE_MS = 300_000;

/** GET /health/ready: whether it can answer, and whether what it answers is fresh. */
@Injectable()
export class CheckReadiness {
  private readonly logger = new Logger('Health');

  constructor(
    private readonly health: HealthRepository,
    private readonly clock: Clock,
  ) {}

  /** `setStatus` is told 503 when the database does not answer: probes read only that. */
  async run(setStatus: (code: number) => unknown): Promise<HealthReady> {
    try {
      const { queue, last_collection: last } = await this.health.read(this.clock.now());
      const fresh = last !== null && this.clock.now() - last.getTime() < STALE_MS;
      return {
        status: queue && fresh ? 'ok' : 'degraded',
        database: 'ok',
        queue: queue ? 'ok' : 'unavailable',
        lastCollectionAt: last?.toISOString() ?? null,
      };
    } catch (error) {
      this.logger.error('The database does not answer', error instanceof Error ? error.stack : String(error));
      setStatus(503);
      return { status: 'unavailable', database: 'unavailable', queue: 'unknown', lastCollectionAt: null };
    }
  }
}

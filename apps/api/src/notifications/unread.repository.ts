import { Injectable } from '@nestjs/common';
import { SWEPT_WITHIN_SECONDS, type Heartbeat } from '@danji/shared';
import { Database, instant } from '../database/index.js';

/** A poll takes up to a minute, and the next one may come that much later. */
const POLL_SLACK_SECONDS = 120;
/** A place whose jobs were not even tried for so long is not collected any more. */
const TRIED_WITHIN_SECONDS = 900;

@Injectable()
export class UnreadRepository {
  constructor(private readonly database: Database) {}

  /** What is collected and was not read in time, or everything as one line where nothing was even tried; by name. */
  async list(now: number, pollSeconds: number): Promise<Heartbeat['heldBackBy']> {
    const { rows } = await this.database.pool.query<Heartbeat['heldBackBy'][number] & { good: boolean }>(
      `SELECT coalesce(s.alias, s.name, r.scope_id) AS scope, r.region, r.job,
              coalesce(bool_or(r.status <> 'failed' AND r.finished_at >= $1::timestamptz - make_interval(secs =>
                CASE r.job WHEN 'inventory' THEN ${SWEPT_WITHIN_SECONDS} ELSE $2::float8 + ${POLL_SLACK_SECONDS} END)), false) AS good
         FROM collection_run r LEFT JOIN scope s ON s.id = r.scope_id
        WHERE r.job IN ('inventory', 'metrics')
          AND r.started_at >= $1::timestamptz - make_interval(secs => $2::float8 * 2 + ${TRIED_WITHIN_SECONDS})
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
      [instant(now), pollSeconds],
    );
    if (rows.length === 0) return [{ scope: '*', region: '*', job: 'inventory' }];
    return rows.filter(({ good }) => !good).map(({ scope, region, job }) => ({ scope, region, job }));
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Context, IncidentItem, IncidentList, IncidentQuery } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { checkTimeZone, requirePermission } from '../http/index.js';
import { CursorTime, decodeCursor, encodeCursor, toPage } from '../paging/index.js';
import { toIncident } from './incident-item.js';
import { IncidentRepository, type IncidentItemRow, type IncidentPosition } from './incident.repository.js';

const Position = z.tuple([z.int().min(0).max(9), CursorTime, z.string()]);

/** GET /incidents: open ones worst first and unowned before owned; what is silenced or snoozed apart; history. */
@Injectable()
export class ListIncidents {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context, query: IncidentQuery): Promise<IncidentList> {
    requirePermission(ctx, 'alert.read');
    const now = this.clock.now();
    const zone = checkTimeZone('tz', query.tz ?? this.config.timezone);
    const position = decodeCursor<IncidentPosition>(query.tab, Position, query.cursor);
    const [{ rows, total }, counts] = await Promise.all([
      this.incidents.page(ctx, query, { position, now }),
      this.incidents.counts(ctx, query, now),
    ]);
    const page = toPage<IncidentItemRow, IncidentItem>({
      rows,
      total,
      limit: query.limit,
      item: (row) => toIncident(row, zone),
      cursorOf: (row) => encodeCursor(query.tab, [row.rank, row.fired_at.getTime(), row.id]),
    });
    return { ...page, counts };
  }
}

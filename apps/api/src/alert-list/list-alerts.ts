import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { AlertItem, AlertList, AlertQuery, Context } from '@danji/shared';
import { notFound, requirePermission } from '../http/index.js';
import { CursorTime, decodeCursor, encodeCursor, toPage } from '../paging/index.js';
import { toAlert, type AlertItemRow } from './alert-item.js';
import { AlertReadRepository, type AlertPosition } from './alert-read.repository.js';

const SORT = '-beganAt';
const Position = z.tuple([CursorTime, z.string()]);

/** GET /alerts and /alerts/{id}: every episode of a rule at a resource, newest first. */
@Injectable()
export class ListAlerts {
  constructor(private readonly alerts: AlertReadRepository) {}

  async run(ctx: Context, query: AlertQuery): Promise<AlertList> {
    requirePermission(ctx, 'alert.read');
    const position = decodeCursor<AlertPosition>(SORT, Position, query.cursor);
    const { rows, total } = await this.alerts.page(ctx, query, position);
    return toPage<AlertItemRow, AlertItem>({
      rows,
      total,
      limit: query.limit,
      item: toAlert,
      cursorOf: (row) => encodeCursor(SORT, [row.began_at.getTime(), row.id]),
    });
  }

  /** @throws AppError NOT_FOUND */
  async one(ctx: Context, id: string): Promise<AlertItem> {
    requirePermission(ctx, 'alert.read');
    const row = await this.alerts.byId(ctx, id);
    if (row === null) throw notFound('alert', id);
    return toAlert(row);
  }
}

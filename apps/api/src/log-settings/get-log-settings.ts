import { Injectable } from '@nestjs/common';
import type { Context, LogSettings } from '@danji/shared';
import { Database } from '../database/index.js';
import { requirePermission } from '../http/index.js';
import { readLogSettings } from './log-settings.repository.js';

/** GET /settings/logs: which groups are off, and what is hidden besides what always is. */
@Injectable()
export class GetLogSettings {
  constructor(private readonly database: Database) {}

  run(ctx: Context): Promise<LogSettings> {
    requirePermission(ctx, 'settings.read');
    return readLogSettings(this.database.pool);
  }
}

import { Injectable } from '@nestjs/common';
import type { Context, LogTail, LogTailQuery } from '@danji/shared';
import { AwsCallError } from '../aws/index.js';
import { Database } from '../database/index.js';
import { notFound, requirePermission } from '../http/index.js';
import { lineMask, readLogSettings } from '../log-settings/index.js';
import { GroupTails } from './group-tails.js';
import { LogRepository } from './log.repository.js';

/** GET /logs/tail: the lines of a group as they come, masked like those that are kept. */
@Injectable()
export class FollowGroup {
  constructor(
    private readonly logs: LogRepository,
    private readonly tails: GroupTails,
    private readonly database: Database,
  ) {}

  /** @throws AppError NOT_FOUND for no such log group */
  async run(ctx: Context, { group: id, after }: LogTailQuery): Promise<LogTail> {
    requirePermission(ctx, 'logs.read');
    const group = await this.logs.groupOf(ctx, id);
    if (group === null) throw notFound('log group', id);
    const nothing = { lines: [], next: after, missed: false, message: null };
    const settings = await readLogSettings(this.database.pool);
    if (settings.off.includes(id)) return { ...nothing, state: 'off' };
    try {
      const found = await this.tails.since({ id, ...group }, after, lineMask(settings));
      return { state: found.lines.length > 0 ? 'read' : 'nothing', ...found, message: null };
    } catch (error) {
      if (!(error instanceof AwsCallError)) throw error;
      const { failure } = error;
      const state = failure === 'denied' || failure === 'unsupported' ? failure : 'failed';
      return { ...nothing, state, message: error.message };
    }
  }
}

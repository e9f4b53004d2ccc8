import { Inject, Injectable } from '@nestjs/common';
import type { Context, LogContext, LogContextQuery } from '@danji/shared';
import { parseTimePoint, resolveTimePoint } from '@danji/shared';
import type { StreamEvent } from '../aws/index.js';
import { AwsCallError } from '../aws/index.js';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database } from '../database/index.js';
import { badInput, notFound, requirePermission } from '../http/index.js';
import { InteractivePlaces } from '../interactive-aws/index.js';
import { lineMask, readLogSettings, type LineMask } from '../log-settings/index.js';
import { levelOfLine } from './level-of-line.js';
import { LogRepository } from './log.repository.js';

const NOTHING = { before: [], after: [], message: null };

/** GET /logs/context: what a stream says before and after a line, also what was not kept. */
@Injectable()
export class ReadLineContext {
  constructor(
    private readonly logs: LogRepository,
    private readonly places: InteractivePlaces,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AppError NOT_FOUND for no such log group, VALIDATION for a moment that cannot be read */
  async run(ctx: Context, { group: id, stream, at, lines }: LogContextQuery): Promise<LogContext> {
    requirePermission(ctx, 'logs.read');
    const group = await this.logs.groupOf(ctx, id);
    if (group === null) throw notFound('log group', id);
    const point = parseTimePoint(at);
    if ('error' in point) throw badInput('at', at, point.error);
    const settings = await readLogSettings(this.database.pool);
    if (settings.off.includes(id)) return { ...NOTHING, state: 'off' };
    const moment = resolveTimePoint(point, this.clock.now(), this.config.timezone);
    try {
      const found = await this.places.read(group, (place) =>
        place.logs.streamAround({ group: group.name, stream, at: moment, lines }),
      );
      if (found === null) return { ...NOTHING, state: 'nothing' };
      const show = shown(stream, lineMask(settings));
      return { state: 'read', before: found.before.map(show), after: found.after.map(show), message: null };
    } catch (error) {
      if (!(error instanceof AwsCallError)) throw error;
      const { failure } = error;
      const state = failure === 'denied' || failure === 'unsupported' ? failure : 'failed';
      return { ...NOTHING, state, message: error.message };
    }
  }
}

function shown(stream: string, mask: LineMask) {
  return ({ timestamp, message }: StreamEvent, i: number): LogContext['before'][number] => ({
    id: `${timestamp}-${i}`,
    at: new Date(timestamp).toISOString(),
    level: levelOfLine(message),
    message: mask(message),
    stream,
  });
}

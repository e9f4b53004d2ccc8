import { Injectable } from '@nestjs/common';
import { logLevel } from '@danji/analysis';
import type { Context, TaskLines } from '@danji/shared';
import { AwsCallError, type AwsPlace } from '../aws/index.js';
import { Clock } from '../clock/index.js';
import { Database } from '../database/index.js';
import { notFound, requirePermission } from '../http/index.js';
import { InteractivePlaces } from '../interactive-aws/index.js';
import { lineMask, readLogSettings, type LineMask } from '../log-settings/index.js';
import { TaskRepository, type LogTarget } from './task.repository.js';

/** Lines of each container, the last before its end. */
const LINES = 100;
/** Before the stop, and for lines that the host stamped a little later. */
const BEFORE_MS = 60 * 60_000;
const AFTER_MS = 60_000;

const NOTHING: TaskLines = { state: 'nothing', lines: [], group: null, streams: [], message: null };

/** GET /tasks/{id}/lines: what the task's own streams hold around its end, read from CloudWatch Logs when asked. */
@Injectable()
export class ReadTaskStreams {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly places: InteractivePlaces,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  /** @throws AppError NOT_FOUND */
  async run(ctx: Context, id: string): Promise<TaskLines> {
    requirePermission(ctx, 'logs.read');
    const row = await this.tasks.byId(ctx, id);
    if (row === null) throw notFound('task', id);
    const targets = await this.tasks.logTargets(row.id);
    if (targets.length === 0) return NOTHING;
    const end = (row.stopped_at ?? new Date(this.clock.now())).getTime();
    const span = { from: end - BEFORE_MS, to: end + AFTER_MS };
    const mask = lineMask(await readLogSettings(this.database.pool));
    try {
      const key = { scopeId: row.scope_id, region: row.region };
      const found = await this.places.read(key, (place) =>
        readStreams(place, row.task_id, targets, { ...span, mask }),
      );
      return found ?? { ...NOTHING, state: 'failed' };
    } catch (error) {
      if (!(error instanceof AwsCallError)) throw error;
      const { failure } = error;
      const state = failure === 'denied' || failure === 'unsupported' ? failure : 'failed';
      return { ...NOTHING, state, message: error.message };
    }
  }
}

async function readStreams(
  place: AwsPlace,
  taskId: string,
  targets: readonly LogTarget[],
  { mask, ...span }: { from: number; to: number; mask: LineMask },
): Promise<TaskLines> {
  const lines: TaskLines['lines'] = [];
  const streams: string[] = [];
  for (const { group, prefix, container } of targets) {
    const name = `${prefix}/${container}/${taskId}`;
    const events = await place.logs.streamEnd({ group, stream: name, ...span, limit: LINES });
    if (events === null) continue;
    streams.push(name);
    for (const { timestamp, message } of events) {
      lines.push({
        at: new Date(timestamp).toISOString(),
        level: logLevel(message),
        message: mask(message),
        stream: name,
      });
    }
  }
  lines.sort((a, b) => a.at.localeCompare(b.at));
  const group = targets[0]?.group ?? null;
  return { state: lines.length > 0 ? 'read' : 'nothing', lines, group, streams, message: null };
}

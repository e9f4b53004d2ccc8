import { Injectable } from '@nestjs/common';
import type { Context, TaskDetail } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { requirePermission } from '../http/index.js';
import { LogRepository } from './log.repository.js';

/** Enough to see how it ended; /logs/search has the rest. */
const LINES = 100;
/** Lines may carry a time shortly before the task's own creation or after its stop (clocks of the host). */
const SLACK_MS = 600_000;

/** The last lines that a task wrote, oldest first: those that are kept with its run, else what the log has of it. */
@Injectable()
export class ReadTaskLines {
  constructor(
    private readonly logs: LogRepository,
    private readonly clock: Clock,
  ) {}

  /** Times in epoch ms; `to` null while the task lives. Empty without the permission to read logs. */
  async run(
    ctx: Context,
    task: { id: string; from: number; to: number | null },
  ): Promise<TaskDetail['logs']> {
    requirePermission(ctx, 'fleet.read');
    if (!ctx.permissions.includes('logs.read')) return [];
    const kept = task.to === null ? null : await this.logs.keptTaskLines(ctx, task.id);
    const rows =
      kept ??
      (await this.logs.taskLines(
        ctx,
        { id: task.id, from: task.from - SLACK_MS, to: (task.to ?? this.clock.now()) + SLACK_MS },
        LINES,
      ));
    return rows.map(({ at, level, message, stream }) => ({ at: at.toISOString(), level, message, stream }));
  }
}

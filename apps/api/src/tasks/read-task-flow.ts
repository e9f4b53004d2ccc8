import { Inject, Injectable } from '@nestjs/common';
import type { Context, FlowAnswer, FlowQuery } from '@danji/shared';
import { StopCause } from '@danji/shared';
import { renderBoth, taskFlow, type FlowTask } from '@danji/analysis';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { requirePermission, resolveRange } from '../http/index.js';
import { TaskRepository } from './task.repository.js';
import { timestampsOf, triggerOf, type FlowRow } from './task-row.js';

/** GET /tasks/flow: how the tasks of a range moved, how long each phase took, why they stopped. */
@Injectable()
export class ReadTaskFlow {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context, query: FlowQuery): Promise<FlowAnswer> {
    requirePermission(ctx, 'fleet.read');
    const now = this.clock.now();
    const { from, to } = resolveRange(query, now, this.config.timezone);
    const asOf = Math.min(to, now);
    const [rows, previous, knownFrom] = await Promise.all([
      this.tasks.flowRows(ctx, { ...query, from, to }),
      this.tasks.stopsByCause(ctx, query, { from: from - (to - from), to: from }),
      this.tasks.knownFrom(),
    ]);
    const flow = taskFlow({
      tasks: rows.map((row) => asSeenAt(row, asOf)),
      previousStops: Object.fromEntries(previous.map(({ cause, count }) => [StopCause.parse(cause), count])),
      asOf,
    });
    return {
      ...flow,
      previousKnown: knownFrom !== null && knownFrom <= from - (to - from),
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      nodes: flow.nodes.map((node) => ({ ...node, label: renderBoth(node.label) })),
      stopReasons: flow.stopReasons
        .map((reason) => ({ ...reason, label: renderBoth(reason.label) }))
        .sort((a, b) => b.count - a.count || (a.class < b.class ? -1 : 1)),
    };
  }
}

/** A task as it was at the end of the range: what happened later belongs to another range. */
function asSeenAt(row: FlowRow, asOf: number): FlowTask {
  const times = timestampsOf(row, asOf);
  const common = { taskId: row.id, trigger: triggerOf(row.trigger), times };
  const final = timestampsOf(row);
  if (times.stoppedAt === final.stoppedAt && times.stoppingAt === final.stoppingAt) {
    return {
      ...common,
      lastStatus: row.last_status,
      cause: row.cause === null ? null : StopCause.parse(row.cause),
      abnormal: row.abnormal,
      stoppedReason: row.stopped_reason,
    };
  }
  const lastStatus =
    times.stoppingAt !== null ? 'STOPPING' : times.startedAt !== null ? 'RUNNING' : 'PENDING';
  return { ...common, lastStatus, cause: null, abnormal: false, stoppedReason: null };
}

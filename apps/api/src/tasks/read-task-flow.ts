import { Inject, Injectable } from '@nestjs/common';
import type { Context, FlowAnswer, FlowQuery } from '@danji/shared';
import { StopCause } from '@danji/shared';
import {
  causeLabel,
  DwellTally,
  FlowTally,
  MOMENT,
  newPhaseSpans,
  phaseSpans,
  renderBoth,
  type DwellTimes,
  type FlowTask,
  type Percentiles,
  type TaskFlow,
} from '@danji/analysis';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { checkTimeZone, requirePermission, resolveRange, type TimeRange } from '../http/index.js';
import type { TaskFilter } from './task-filter.js';
import { TaskFlowRepository, type StopReasonRow } from './task-flow.repository.js';
import { TaskRepository } from './task.repository.js';

/** GET /tasks/flow: how the tasks of a range moved, how long each phase took, why they stopped. */
@Injectable()
export class ReadTaskFlow {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly flows: TaskFlowRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context, query: FlowQuery): Promise<FlowAnswer> {
    requirePermission(ctx, 'fleet.read');
    const now = this.clock.now();
    const timeZone = checkTimeZone('tz', query.tz ?? this.config.timezone);
    const range = resolveRange(query, now, this.config.timezone);
    const before = { from: range.from - (range.to - range.from), to: range.from };
    const filter: TaskFilter = { ...query, ...range, hosts: await this.tasks.hostsNamed(ctx, query.q) };
    const [flow, earlier, reasons, previousReasons, knownFrom] = await Promise.all([
      this.flow(ctx, filter, { ...range, timeZone, asOf: Math.min(range.to, now) }),
      this.dwell(ctx, filter, before),
      this.flows.stopReasons(ctx, filter, range),
      this.flows.stopReasons(ctx, filter, before),
      this.flows.knownFrom(),
    ]);
    return {
      ...this.answered(flow, earlier),
      stopReasons: stopReasons(reasons, previousReasons),
      previousKnown: knownFrom !== null && knownFrom <= before.from,
      tz: timeZone,
      from: new Date(range.from).toISOString(),
      to: new Date(range.to).toISOString(),
    };
  }

  private async flow(
    ctx: Context,
    filter: TaskFilter,
    range: TimeRange & { timeZone: string; asOf: number },
  ): Promise<TaskFlow> {
    const tally = new FlowTally(range);
    await this.flows.visit(ctx, filter, (task) => tally.add(asSeenAt(task, range.asOf)));
    return tally.result();
  }

  /** The same time before, for comparison. */
  private async dwell(ctx: Context, filter: TaskFilter, range: TimeRange): Promise<DwellTimes> {
    const tally = new DwellTally(range.from, range.to);
    const spans = newPhaseSpans();
    await this.flows.visit(ctx, { ...filter, ...range }, (task) =>
      tally.add(task, phaseSpans(task.moments, spans)),
    );
    return tally.result();
  }

  private answered(
    flow: TaskFlow,
    earlier: DwellTimes,
  ): Pick<FlowAnswer, 'nodes' | 'links' | 'dwell' | 'startup' | 'stopHours' | 'tasks'> {
    const found = (row: Percentiles | undefined): Percentiles | null =>
      row === undefined ? null : { count: row.count, p50: row.p50, p90: row.p90, p99: row.p99 };
    return {
      tasks: flow.tasks,
      links: flow.links,
      nodes: flow.nodes.map((node) => ({ ...node, label: renderBoth(node.label) })),
      dwell: flow.dwell.map((row) => ({
        ...row,
        previous: found(earlier.dwell.find(({ phase }) => phase === row.phase)),
      })),
      startup: flow.startup.map((row) => ({
        ...row,
        previous: found(earlier.startup.find(({ part }) => part === row.part)),
      })),
      stopHours: flow.stopHours.map((hour) => ({
        ...hour,
        from: new Date(hour.from).toISOString(),
        to: new Date(hour.to).toISOString(),
      })),
    };
  }
}

/** A task as it was at the end of the range: what happened later belongs to another range. Changes the task itself. */
function asSeenAt(task: FlowTask, asOf: number): FlowTask {
  const { moments } = task;
  if (task.healthyAt >= asOf) task.healthyAt = Number.NaN;
  let ended = true;
  for (let i = 0; i < moments.length; i += 1) {
    if (!((moments[i] as number) >= asOf)) continue;
    moments[i] = Number.NaN;
    if (i === MOMENT.stoppingAt || i === MOMENT.stoppedAt) ended = false;
  }
  if (ended) return task;
  const reached = (moment: number): boolean => !Number.isNaN(moments[moment]);
  task.lastStatus = reached(MOMENT.stoppingAt)
    ? 'STOPPING'
    : reached(MOMENT.startedAt)
      ? 'RUNNING'
      : 'PENDING';
  task.cause = null;
  task.abnormal = false;
  return task;
}

/** Most frequent first, each beside its count in the time before. */
function stopReasons(
  rows: readonly StopReasonRow[],
  previous: readonly StopReasonRow[],
): FlowAnswer['stopReasons'] {
  const before = new Map(previous.map(({ cause, count }) => [cause, count]));
  return rows
    .map(({ cause, count, abnormal, id, stopped_reason }) => {
      const known = StopCause.safeParse(cause).data ?? 'unknown';
      return {
        class: known,
        label: renderBoth(causeLabel(known)),
        abnormal,
        count,
        previousCount: before.get(cause) ?? 0,
        example: stopped_reason ?? '',
        exampleTaskId: id ?? '',
      };
    })
    .sort((a, b) => b.count - a.count || (a.class < b.class ? -1 : 1));
}

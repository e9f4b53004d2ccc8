import { Injectable } from '@nestjs/common';
import type { Context, TaskDetail } from '@danji/shared';
import { consoleUrl } from '../aws-console/index.js';
import { Clock } from '../clock/index.js';
import { ListEvents } from '../events/index.js';
import { notFound, requirePermission } from '../http/index.js';
import { ReadTaskLines } from '../logs/index.js';
import { TaskRepository } from './task.repository.js';
import { textOf, toTaskItem, type TaskRow } from './task-row.js';

/** How long before an end a change may explain it, and how many are told. */
const BEFORE_MS = 30 * 60_000;
const CHANGES = 20;

/** GET /tasks/{id}: one task with its phases, containers, network, last lines, and others that ended like it. */
@Injectable()
export class GetTask {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly taskLines: ReadTaskLines,
    private readonly events: ListEvents,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND */
  async run(ctx: Context, id: string): Promise<TaskDetail> {
    requirePermission(ctx, 'fleet.read');
    const row = await this.tasks.byId(ctx, id);
    if (row === null) throw notFound('task', id);
    const [logs, siblings, links, before] = await Promise.all([
      this.taskLines.run(ctx, {
        id: row.id,
        from: row.created_at.getTime(),
        to: row.stopped_at?.getTime() ?? null,
      }),
      this.tasks.siblings(ctx, row),
      this.tasks.links(ctx, [row.replaces, row.replaced_by]),
      this.changesBefore(ctx, row),
    ]);
    return {
      ...toTaskItem(row),
      containers: row.containers,
      network: row.network,
      remedy: textOf(row.cause_params?.remedy),
      replaces: links.get(row.replaces ?? '') ?? null,
      replacedBy: links.get(row.replaced_by ?? '') ?? null,
      platformVersion: row.platform_version,
      consoleUrl: consoleUrl({
        kind: 'ecs_task',
        arn: row.arn,
        name: row.task_id,
        region: row.region,
        parentName: row.cluster_name,
      }),
      logs,
      siblings: siblings.map(toTaskItem),
      before,
    };
  }

  /** Of its service, cluster and host, until it began to stop. */
  private async changesBefore(ctx: Context, row: TaskRow): Promise<TaskDetail['before']> {
    const { container_instance_id: instance, stopping_at, stopped_at } = row;
    const host = instance === null ? null : await this.tasks.hostOf(instance);
    const of = [row.service_id, row.cluster_id, instance, host].filter((id) => id !== null);
    // The end itself is within: a scaling and the stop that it asks for can carry the same second.
    const to = (stopping_at ?? stopped_at)?.getTime() ?? this.clock.now();
    return this.events.changesOf(ctx, of, { from: to - BEFORE_MS, to: to + 1000 }, CHANGES);
  }
}

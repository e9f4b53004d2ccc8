import { Injectable } from '@nestjs/common';
import type { Context, TaskDetail } from '@danji/shared';
import { consoleUrl } from '../aws-console/index.js';
import { notFound, requirePermission } from '../http/index.js';
import { ReadTaskLines } from '../logs/index.js';
import { TaskRepository } from './task.repository.js';
import { textOf, toTaskItem } from './task-row.js';

/** GET /tasks/{id}: one task with its phases, containers, network, last lines, and others that ended like it. */
@Injectable()
export class GetTask {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly taskLines: ReadTaskLines,
  ) {}

  /** @throws AppError NOT_FOUND */
  async run(ctx: Context, id: string): Promise<TaskDetail> {
    requirePermission(ctx, 'fleet.read');
    const row = await this.tasks.byId(ctx, id);
    if (row === null) throw notFound('task', id);
    const [logs, siblings, links] = await Promise.all([
      this.taskLines.run(ctx, {
        id: row.id,
        from: row.created_at.getTime(),
        to: row.stopped_at?.getTime() ?? null,
      }),
      this.tasks.siblings(ctx, row),
      this.tasks.links(ctx, [row.replaces, row.replaced_by]),
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
    };
  }
}

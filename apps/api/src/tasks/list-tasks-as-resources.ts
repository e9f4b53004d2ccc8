import { Injectable } from '@nestjs/common';
import type { Context, List, ResourceItem, ResourceQuery, Status, TaskQuery } from '@danji/shared';
import { Environment } from '@danji/shared';
import { consoleUrl } from '../aws-console/index.js';
import { badInput, notFound, requirePermission } from '../http/index.js';
import { toPage } from '../paging/index.js';
import type { TaskFilter } from './task-filter.js';
import { TaskRepository } from './task.repository.js';
import { textOf, type TaskRow } from './task-row.js';
import { decodeTaskPosition, encodeTaskPosition } from './task-sort.js';

/** /resources of kind ecs_task: tasks are kept as runs, one row each, and shown here in a resource's clothes. */
@Injectable()
export class ListTasksAsResources {
  constructor(private readonly tasks: TaskRepository) {}

  async run(ctx: Context, query: ResourceQuery): Promise<List<ResourceItem>> {
    requirePermission(ctx, 'fleet.read');
    refuseUnsupported(query);
    const sort: TaskQuery['sort'] = query.sort === 'firstSeen' ? 'createdAt' : '-createdAt';
    const filter: TaskFilter = {
      ...query,
      from: null,
      to: null,
      ...(query.parent?.startsWith('svc-') === true ? { service: query.parent } : { cluster: query.parent }),
      state:
        query.state ??
        (query.deleted || query.arn !== undefined ? undefined : ['starting', 'running', 'stopping']),
    };
    const position = decodeTaskPosition(sort, query.cursor);
    const { rows, total } = await this.tasks.page(ctx, filter, sort, position, query.limit);
    return toPage<TaskRow, ResourceItem>({
      rows,
      limit: query.limit,
      total,
      item: toResourceItem,
      cursorOf: (row) => encodeTaskPosition(sort, row),
    });
  }

  /** @throws AppError NOT_FOUND */
  async one(ctx: Context, id: string): Promise<ResourceItem> {
    requirePermission(ctx, 'fleet.read');
    const row = await this.tasks.byId(ctx, id);
    if (row === null) throw notFound('task', id);
    return toResourceItem(row);
  }
}

/** Filters that a task has no column for would widen the answer if they were passed over. */
function refuseUnsupported({ status, tag, at, spark }: ResourceQuery): void {
  for (const [field, value] of Object.entries({ status, tag, at, spark })) {
    if (value === undefined) continue;
    throw badInput(
      field,
      String(value),
      'Tasks are not filtered by this; use /tasks, which has all their filters.',
    );
  }
}

function toResourceItem(row: TaskRow): ResourceItem {
  const stopped = row.stopped_at?.toISOString() ?? null;
  const { cpu, memory, family, revision, health, network, containers } = row;
  return {
    id: row.id,
    kind: 'ecs_task',
    name: row.task_id,
    arn: row.arn,
    region: row.region,
    accountId: row.account_id,
    accountAlias: row.account_alias,
    scopeId: row.scope_id,
    state: row.last_status,
    status: statusOf(row),
    reasons: reasonsOf(row),
    parentId: row.service_id ?? row.cluster_id,
    parentName: row.service_id === null ? row.cluster_name : row.service_name,
    environment: Environment.parse(row.environment),
    team: row.team,
    tier: null,
    tags: {},
    attributes: { family, revision, cpu, memory, health, network, containers, launchType: row.launch_type },
    describedAt: row.last_seen.toISOString(),
    firstSeen: row.first_seen.toISOString(),
    lastSeen: row.last_seen.toISOString(),
    deletedAt: stopped,
    consoleUrl: consoleUrl({
      kind: 'ecs_task',
      arn: row.arn,
      name: row.task_id,
      region: row.region,
      parentName: row.cluster_name,
    }),
  };
}

function statusOf(row: TaskRow): Status {
  if (row.abnormal || row.health === 'UNHEALTHY') return 'warning';
  return row.cause === 'unknown' ? 'unknown' : 'ok';
}

function reasonsOf(row: TaskRow): ResourceItem['reasons'] {
  const text = textOf(row.cause_params?.explanation);
  if (!row.abnormal || row.cause === null || text === null) return [];
  return [{ code: row.cause, message: text.en, text, since: row.stopped_at?.toISOString() ?? null }];
}

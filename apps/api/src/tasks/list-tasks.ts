import { Inject, Injectable } from '@nestjs/common';
import type { Context, TaskItem, TaskList, TaskQuery } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { requirePermission, resolveOpenRange } from '../http/index.js';
import { toPage } from '../paging/index.js';
import { TaskFacetsRepository } from './task-facets.repository.js';
import { facetNames, type TaskFilter } from './task-filter.js';
import { TaskRepository } from './task.repository.js';
import { toTaskItem, type TaskRow } from './task-row.js';
import { decodeTaskPosition, encodeTaskPosition } from './task-sort.js';

/** GET /tasks: every task that ever ran, long after AWS forgot it. */
@Injectable()
export class ListTasks {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly facets: TaskFacetsRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context, query: TaskQuery): Promise<TaskList> {
    requirePermission(ctx, 'fleet.read');
    const names = facetNames(query.facets ?? []);
    const filter: TaskFilter = {
      ...query,
      ...resolveOpenRange(query, this.clock.now(), this.config.timezone),
      hosts: await this.tasks.hostsNamed(ctx, query.q),
    };
    const position = decodeTaskPosition(query.sort, query.cursor);
    const [{ rows, total }, facets] = await Promise.all([
      this.tasks.page(ctx, filter, query.sort, position, query.limit),
      this.facets.count(ctx, filter, names),
    ]);
    const page = toPage<TaskRow, TaskItem>({
      rows,
      limit: query.limit,
      total,
      item: toTaskItem,
      cursorOf: (row) => encodeTaskPosition(query.sort, row),
    });
    return names.length === 0 ? page : { ...page, facets };
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { renderBoth } from '@danji/analysis';
import type { Context, List, ResourceItem, ResourceQuery } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { badInput, requirePermission, resolveTime } from '../http/index.js';
import { ReadSparks } from '../metrics/index.js';
import { toPage } from '../paging/index.js';
import { ListTasksAsResources } from '../tasks/index.js';
import { ResourceRepository } from './resource.repository.js';
import { toResourceItem, type ResourceRow } from './resource-row.js';
import { decodePosition, encodePosition } from './resource-sort.js';

/** GET /resources: what is watched, filtered, sorted, paged; as it was at `at` where asked for. */
@Injectable()
export class ListResources {
  constructor(
    private readonly resources: ResourceRepository,
    private readonly taskResources: ListTasksAsResources,
    private readonly sparks: ReadSparks,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context, query: ResourceQuery): Promise<List<ResourceItem>> {
    requirePermission(ctx, 'fleet.read');
    if (query.kind?.includes('ecs_task') === true) return this.tasks(ctx, query);
    if (query.arn !== undefined && /^arn:[^:]*:ecs:.*:task\//.test(query.arn)) {
      return this.taskResources.run(ctx, query);
    }
    const now = this.clock.now();
    const at = query.at === undefined ? null : resolveTime('at', query.at, now, this.config.timezone);
    const position = decodePosition(query.sort, query.cursor);
    const { rows, total } = await this.resources.page(ctx, query, at, position);
    const page = toPage<ResourceRow, ResourceItem>({
      rows,
      limit: query.limit,
      total,
      item: toResourceItem,
      cursorOf: (row) => encodePosition(query.sort, row),
    });
    const items = at === null ? page.items : page.items.map(asOf);
    return {
      ...page,
      items: query.spark === undefined ? items : await this.sparks.addTo(ctx, items, query.spark),
    };
  }

  private tasks(ctx: Context, query: ResourceQuery): Promise<List<ResourceItem>> {
    if (query.kind?.length === 1) return this.taskResources.run(ctx, query);
    throw badInput('kind', query.kind?.join(','), 'Ask for ecs_task alone: tasks are kept and paged apart.');
  }
}

/** How it did then is not kept: that is said, and not left to be taken for calm. */
function asOf(item: ResourceItem): ResourceItem {
  const text = renderBoth({ key: 'status.not_kept', params: {} });
  return { ...item, reasons: [{ code: 'not_kept', message: text.en, text, since: null }] };
}

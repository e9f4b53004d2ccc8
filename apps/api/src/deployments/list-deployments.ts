import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Context, DeploymentItem, DeploymentQuery, List } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { ReadCommits } from '../commits/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { requirePermission, resolveOpenRange } from '../http/index.js';
import { CursorTime, decodeCursor, encodeCursor, toPage } from '../paging/index.js';
import { DeploymentRepository, type DeploymentPosition } from './deployment.repository.js';
import { toDeploymentItem, type DeploymentRow } from './deployment-row.js';

const SORT = '-createdAt';

/** GET /deployments: rollouts under way at some moment of the range, newest first. */
@Injectable()
export class ListDeployments {
  constructor(
    private readonly deployments: DeploymentRepository,
    private readonly commits: ReadCommits,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context, query: DeploymentQuery): Promise<List<DeploymentItem>> {
    requirePermission(ctx, 'fleet.read');
    const filter = { ...query, ...resolveOpenRange(query, this.clock.now(), this.config.timezone) };
    const position = decodeCursor<DeploymentPosition>(SORT, z.tuple([CursorTime, z.string()]), query.cursor);
    const { rows, total } = await this.deployments.page(ctx, filter, position, query.limit);
    const commits = await this.commits.ofDeployments(rows.map(({ id }) => id));
    return toPage<DeploymentRow, DeploymentItem>({
      rows,
      total,
      limit: query.limit,
      item: (row) => toDeploymentItem(row, commits.get(row.id)),
      cursorOf: (row) => encodeCursor(SORT, [row.created_at.getTime(), row.id]),
    });
  }
}

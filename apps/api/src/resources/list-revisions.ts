import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ChangeActor } from '@danji/shared';
import type { Context, List, PageQuery, RevisionItem } from '@danji/shared';
import { requirePermission } from '../http/index.js';
import { CursorTime, decodeCursor, encodeCursor, toPage } from '../paging/index.js';
import { GetResource } from './get-resource.js';
import { ResourceRepository } from './resource.repository.js';
import type { RevisionRow } from './resource-row.js';

const SORT = '-at';

/** GET /resources/{id}/revisions: every configuration it had, newest first, with what changed. */
@Injectable()
export class ListRevisions {
  constructor(
    private readonly resources: ResourceRepository,
    private readonly getResource: GetResource,
  ) {}

  async run(ctx: Context, id: string, query: PageQuery): Promise<List<RevisionItem>> {
    requirePermission(ctx, 'fleet.read');
    await this.getResource.run(ctx, id);
    const before = decodeCursor(SORT, z.tuple([CursorTime]), query.cursor);
    const { rows, total } = await this.resources.revisions(id, before?.[0] ?? null, query.limit);
    return toPage<RevisionRow, RevisionItem>({
      rows,
      limit: query.limit,
      total,
      item: (row) => ({ ...row, at: row.at.toISOString(), actor: ChangeActor.nullable().parse(row.actor) }),
      cursorOf: (row) => encodeCursor(SORT, [row.at.getTime()]),
    });
  }
}

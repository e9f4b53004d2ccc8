import { Injectable } from '@nestjs/common';
import type { Context, ScopeList } from '@danji/shared';
import { ScopeItem } from '@danji/shared';
import { requirePermission } from '../http/index.js';
import { CollectionRepository } from './collection.repository.js';

/** GET /scopes: the accounts and regions that are watched. */
@Injectable()
export class ListScopes {
  constructor(private readonly collection: CollectionRepository) {}

  async run(ctx: Context): Promise<ScopeList> {
    requirePermission(ctx, 'scope.read');
    const rows = await this.collection.scopes(ctx);
    const items = rows.map((row) => ({
      id: row.id,
      name: row.name,
      accountId: row.account_id,
      alias: row.alias,
      colour: row.colour,
      regions: row.regions,
      roleArn: row.role_arn,
      endpoint: row.endpoint,
      source: ScopeItem.shape.source.parse(row.source),
      state: ScopeItem.shape.state.parse(row.state),
      message: row.message,
    }));
    return { items, nextCursor: null, total: items.length };
  }
}

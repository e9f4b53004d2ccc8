import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { TokenId, type Context, type List, type PageQuery, type TokenItem } from '@danji/shared';
import { requirePermission } from '../http/index.js';
import { CursorTime, decodeCursor, encodeCursor, toPage } from '../paging/index.js';
import { TokenRepository, toTokenItem, type TokenPosition, type TokenRow } from './token.repository.js';

const SORT = '-createdAt';

/** GET /tokens: every token, also those that ended, newest first. */
@Injectable()
export class ListTokens {
  constructor(private readonly tokens: TokenRepository) {}

  async run(ctx: Context, { cursor, limit }: PageQuery): Promise<List<TokenItem>> {
    requirePermission(ctx, 'token.read');
    const position = decodeCursor<TokenPosition>(SORT, z.tuple([CursorTime, TokenId]), cursor);
    const { rows, total } = await this.tokens.page(position, limit);
    return toPage<TokenRow, TokenItem>({
      rows,
      limit,
      total,
      item: toTokenItem,
      cursorOf: (row) => encodeCursor(SORT, [row.created_at.getTime(), row.id]),
    });
  }
}

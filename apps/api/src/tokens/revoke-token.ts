import { Injectable } from '@nestjs/common';
import type { Context, TokenItem } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { notFound, requirePermission } from '../http/index.js';
import { TokenRepository, toTokenItem } from './token.repository.js';

/** DELETE /tokens/{id}: ends a token at once; its row stays, so that what it posted keeps its name. */
@Injectable()
export class RevokeToken {
  constructor(
    private readonly tokens: TokenRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND */
  async run(ctx: Context, id: string): Promise<TokenItem> {
    requirePermission(ctx, 'token.write');
    const row = await this.tokens.revoke(id, this.clock.now());
    if (row === null) throw notFound('token', id);
    return toTokenItem(row);
  }
}

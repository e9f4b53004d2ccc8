import { Injectable } from '@nestjs/common';
import type { Context, TokenInput, TokenMade } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { requirePermission } from '../http/index.js';
import { makeSecret } from './token-secret.js';
import { TokenRepository, toTokenItem } from './token.repository.js';
import { RATE } from './verify-token.js';

const DAY_MS = 86_400_000;

/** POST /tokens: a new token, whose secret is in this answer and nowhere else. */
@Injectable()
export class MakeToken {
  constructor(
    private readonly tokens: TokenRepository,
    private readonly clock: Clock,
  ) {}

  async run(ctx: Context, { name, scopes, expiresInDays }: TokenInput): Promise<TokenMade> {
    requirePermission(ctx, 'token.write');
    const now = this.clock.now();
    const { secret, ...made } = makeSecret();
    const row = await this.tokens.insert(
      { ...made, name, scopes: [...new Set(scopes)], by: ctx.actor },
      {
        now,
        expiresAt: expiresInDays === null ? null : now + expiresInDays * DAY_MS,
        allowance: RATE.burst,
      },
    );
    return { ...toTokenItem(row), secret };
  }
}

import { Injectable } from '@nestjs/common';
import type { Context, Permission, TokenScope } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { AppError } from '../http/index.js';
import { matches, prefixOf } from './token-secret.js';
import { TokenRepository } from './token.repository.js';

/** What each scope allows. */
const PERMISSIONS_OF: Readonly<Record<TokenScope, readonly Permission[]>> = {
  'events:write': ['event.write'],
};
/** A pipeline that posts more than one event a second for a minute is a loop. */
export const RATE = { burst: 60, perSecond: 1 } as const;

/** Who a token is, checked for one scope and counted against its rate. */
@Injectable()
export class VerifyToken {
  constructor(
    private readonly tokens: TokenRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * @param scope that the route takes; null: it takes no tokens
   * @throws AppError UNAUTHENTICATED, FORBIDDEN, RATE_LIMITED
   */
  async run(secret: string, scope: TokenScope | null): Promise<Context> {
    const now = this.clock.now();
    const prefix = prefixOf(secret);
    const token = prefix === null ? null : await this.tokens.byPrefix(prefix);
    if (token === null || !matches(secret, token.hash)) {
      throw unauthenticated('There is no such token; make one under Settings, Tokens.');
    }
    if (token.revoked_at !== null)
      throw unauthenticated(`The token ${token.prefix} was revoked; make another.`);
    if (token.expires_at !== null && token.expires_at.getTime() <= now) {
      throw unauthenticated(
        `The token ${token.prefix} expired at ${token.expires_at.toISOString()}; make another.`,
      );
    }
    if (scope === null || !token.scopes.includes(scope)) {
      throw new AppError(
        'FORBIDDEN',
        `The token ${token.prefix} is for ${token.scopes.join(', ')} only; this address takes no such token.`,
      );
    }
    const wait = await this.tokens.take(token.id, now, RATE);
    if (wait !== null) {
      const message = `The token ${token.prefix} may send ${RATE.burst} requests a minute; wait a moment.`;
      throw new AppError('RATE_LIMITED', message, { retryAfterSeconds: wait });
    }
    const { id, name } = token;
    return { actor: name, permissions: PERMISSIONS_OF[scope], scopes: 'all', token: { id, name } };
  }
}

function unauthenticated(message: string): AppError {
  return new AppError('UNAUTHENTICATED', message);
}

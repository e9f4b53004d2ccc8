import type { TokenItem } from '@danji/shared';

export type TokenState = 'valid' | 'expired' | 'revoked';

/** What a token is good for at an instant (epoch ms). */
export function stateOf({ revokedAt, expiresAt }: TokenItem, now: number): TokenState {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && Date.parse(expiresAt) <= now ? 'expired' : 'valid';
}

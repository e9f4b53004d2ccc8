import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { TokenScope } from '@danji/shared';

const TOKEN_SCOPE = 'danji:token-scope';

/** The one route of a scope: a token that carries it may call this method, and no other. */
export const AcceptsToken = (scope: TokenScope): MethodDecorator =>
  applyDecorators(SetMetadata(TOKEN_SCOPE, scope), ApiBearerAuth());

/** The scope that a controller's method takes tokens of; null: it takes none. */
export function tokenScopeOf(handler: object): TokenScope | null {
  const scope: unknown = Reflect.getMetadata(TOKEN_SCOPE, handler);
  return scope === 'events:write' ? scope : null;
}

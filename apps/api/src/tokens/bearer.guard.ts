import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AppError, setContext, tokenScopeOf } from '../http/index.js';
import { VerifyToken } from './verify-token.js';

/**
 * A request that carries a bearer token is the token's, never the local operator's: where the token is not valid, or is
 * not for this route, it is refused. Other schemes are those of a proxy in front.
 */
@Injectable()
export class BearerGuard implements CanActivate {
  constructor(private readonly verifyToken: VerifyToken) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<{ headers: { authorization?: string } }>();
    const { authorization } = request.headers;
    if (authorization === undefined || !/^bearer(\s|$)/i.test(authorization)) return true;
    const secret = /^bearer +(\S{1,200})\s*$/i.exec(authorization)?.[1];
    if (secret === undefined) {
      throw new AppError('UNAUTHENTICATED', 'Send the token as "Authorization: Bearer danji_…".');
    }
    setContext(request, await this.verifyToken.run(secret, tokenScopeOf(context.getHandler())));
    return true;
  }
}

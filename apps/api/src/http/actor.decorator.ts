import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { PERMISSIONS, type Context } from '@danji/shared';

/** Until there is sign-in, whoever reaches the loopback address is the local operator. */
export const LOCAL_CONTEXT: Context = { actor: 'local', permissions: PERMISSIONS, scopes: 'all' };

/** Requests that came with a token, and what it makes of them. */
const CONTEXTS = new WeakMap<object, Context>();

/** Says who makes a request, for `@Actor()`; called by the guard that has checked it. */
export function setContext(request: object, context: Context): void {
  CONTEXTS.set(request, context);
}

/** Who asks: the parameter that every controller method hands to its verb. */
export const Actor = createParamDecorator((_data: unknown, context: ExecutionContext): Context => {
  return CONTEXTS.get(context.switchToHttp().getRequest<object>()) ?? LOCAL_CONTEXT;
});

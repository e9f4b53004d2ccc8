import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { PERMISSIONS, type Context } from '@danji/shared';
import { badInput } from './app-error.js';

/** Until there is sign-in, whoever reaches the loopback address is the local operator. */
export const LOCAL_CONTEXT: Context = { actor: 'local', permissions: PERMISSIONS, scopes: 'all' };

/** What people call themselves until there is sign-in, percent-encoded: it is shown beside what they do, and proves nothing. */
const NAME_HEADER = 'x-danji-name';
const LONGEST_NAME = 80;
const UNPRINTABLE = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

/** Requests that came with a token, and what it makes of them. */
const CONTEXTS = new WeakMap<object, Context>();

/** Says who makes a request, for `@Actor()`; called by the guard that has checked it. */
export function setContext(request: object, context: Context): void {
  CONTEXTS.set(request, context);
}

/** Who asks: the parameter that every controller method hands to its verb. @throws AppError VALIDATION */
export const Actor = createParamDecorator((_data: unknown, context: ExecutionContext): Context => {
  const request = context
    .switchToHttp()
    .getRequest<{ headers: Record<string, string | string[] | undefined> }>();
  const known = CONTEXTS.get(request);
  if (known !== undefined) return known;
  const name = displayName(request.headers[NAME_HEADER]);
  return name === null ? LOCAL_CONTEXT : { ...LOCAL_CONTEXT, actor: name };
});

function displayName(header: string | string[] | undefined): string | null {
  if (typeof header !== 'string' || header === '') return null;
  const remedy = `Send a name of at most ${LONGEST_NAME} printable characters, percent-encoded (encodeURIComponent).`;
  let name: string;
  try {
    name = decodeURIComponent(header).trim();
  } catch (error) {
    if (error instanceof URIError) throw badInput('X-Danji-Name', header, remedy);
    throw error;
  }
  if (name === '') return null;
  if (name.length > LONGEST_NAME || UNPRINTABLE.test(name)) throw badInput('X-Danji-Name', header, remedy);
  return name;
}

import { apiOrigin } from './api-origin';
import { problem, refuseForeign } from './refuse';

/** Hop-by-hop headers and those that describe the other connection; fetch decodes the body, so its encoding goes too. */
const DROPPED = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'host',
  'origin',
  'content-length',
  'content-encoding',
  'accept-encoding',
]);

function copied(headers: Headers): Headers {
  const out = new Headers();
  for (const [name, value] of headers) if (!DROPPED.has(name.toLowerCase())) out.append(name, value);
  return out;
}

/** Hands a request for /api/v1 to the API and its answer back as it comes, streams included. */
export async function forward(request: Request): Promise<Response> {
  const refused = refuseForeign(request.headers);
  if (refused) return refused;
  const { pathname, search } = new URL(request.url);
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  let upstream: Response;
  try {
    upstream = await fetch(`${apiOrigin()}${pathname}${search}`, {
      method: request.method,
      headers: copied(request.headers),
      redirect: 'manual',
      cache: 'no-store',
      signal: request.signal,
      ...(hasBody ? { body: request.body, duplex: 'half' } : {}),
    } as RequestInit);
  } catch (cause) {
    if (request.signal.aborted) return new Response(null, { status: 499 });
    console.error(
      `The API at ${apiOrigin()} did not answer:`,
      cause instanceof Error ? (cause.cause ?? cause.message) : cause,
    );
    return problem(
      503,
      'UNAVAILABLE',
      'API unavailable',
      'The API of Danji does not answer. It may still be starting; this page asks again by itself.',
    );
  }
  const headers = copied(upstream.headers);
  if (upstream.headers.get('content-type')?.startsWith('text/event-stream'))
    headers.set('cache-control', 'no-cache, no-transform');
  return new Response(upstream.body, { status: upstream.status, headers });
}

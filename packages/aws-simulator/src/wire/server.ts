import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { control, type ControlParts } from './control/control.js';
import { dispatch, type Reply } from './dispatch.js';
import type { FaultEffect } from './faults/schema.js';

const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** The HTTP server: `/_simulator/…` controls it, everything else is AWS. It does not listen yet. */
export function createEndpointServer(parts: ControlParts): Server {
  const server = createServer((request, response) => {
    serve(parts, request, response).catch((error: unknown) => {
      parts.endpoint.onDefect(error);
      response.destroy();
    });
  });
  // Longer than the SDK's keep-alive, so that an idle connection is never closed under a request.
  server.keepAliveTimeout = 65_000;
  return server;
}

async function serve(parts: ControlParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) {
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  const path = request.url ?? '/';
  if (path.startsWith('/_simulator')) {
    const answer = await control(parts, {
      method: request.method ?? 'GET',
      url: new URL(path, 'http://simulator'),
      body,
    });
    response
      .writeHead(answer.status, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer.body));
    return;
  }
  await send(dispatch(parts.endpoint, { path, headers: request.headers, body }), response);
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function send({ answer, transport }: Reply, response: ServerResponse): Promise<void> {
  const slow = transport.reduce((ms, effect) => ms + (effect.kind === 'slow' ? effect.ms : 0), 0);
  if (slow > 0) await new Promise((resolve) => setTimeout(resolve, slow));
  if (transport.some((effect) => effect.kind === 'reset')) {
    response.socket?.resetAndDestroy();
    return;
  }
  const body = Buffer.from(answer.body);
  const truncate = transport.find((effect) => effect.kind === 'truncate');
  if (truncate) {
    sendTruncated(answer.status, answer.headers, body, truncate, response);
    return;
  }
  response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length }).end(body);
}

function sendTruncated(
  status: number,
  headers: Record<string, string>,
  body: Buffer,
  effect: Extract<FaultEffect, { kind: 'truncate' }>,
  response: ServerResponse,
): void {
  const kept = body.subarray(0, Math.floor(body.length * effect.fraction));
  const clean = effect.ending === 'clean';
  response.writeHead(status, { ...headers, 'content-length': clean ? kept.length : body.length });
  if (clean) response.end(kept);
  else response.write(kept, () => response.destroy());
}

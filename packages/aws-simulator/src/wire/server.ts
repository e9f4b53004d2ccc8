import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { control, type ControlParts } from './control/control.js';
import { wallClock } from './clock.js';
import { dispatch, type Reply } from './dispatch.js';
import type { WireAnswer } from './protocol/protocol.js';
import type { FaultEffect } from './faults/schema.js';

const MAX_BODY_BYTES = 16 * 1024 * 1024;
/** How often a long poll looks again, milliseconds. */
const LOOK_AGAIN_MS = 100;

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
  const reply = dispatch(parts.endpoint, { path, headers: request.headers, body });
  const answer = await longPoll(reply, response);
  if (answer) await send({ ...reply, answer }, response);
}

/** Waits for something to answer; undefined when the client is gone before. */
async function longPoll({ answer, wait }: Reply, response: ServerResponse): Promise<WireAnswer | undefined> {
  if (!wait) return answer;
  const until = wallClock.monotonic() + wait.ms;
  while (wallClock.monotonic() < until) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    if (response.destroyed) return undefined;
    const found = wait.again();
    if (found) return found;
  }
  return answer;
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

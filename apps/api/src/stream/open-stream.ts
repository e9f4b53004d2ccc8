import { Injectable } from '@nestjs/common';
import type { Context, StreamMessage, StreamQuery } from '@danji/shared';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, requirePermission } from '../http/index.js';
import { ChangeFeed } from './change-feed.js';

/** One stream per browser; more than this is a fault of ours or an attack. */
const STREAMS = 500;
/** What a browser has not taken by then it will not take: it is cut off and comes back. */
const BACKLOG_BYTES = 262_144;
const RETRY_MS = 3000;

/** GET /stream: server-sent events that name what changed, never how. */
@Injectable()
export class OpenStream {
  constructor(private readonly feed: ChangeFeed) {}

  /** @throws AppError RATE_LIMITED when too many are open */
  run(ctx: Context, query: StreamQuery, request: FastifyRequest, reply: FastifyReply): void {
    requirePermission(ctx, 'fleet.read');
    if (this.feed.size >= STREAMS) {
      throw new AppError('RATE_LIMITED', `${STREAMS} streams are open already; close other windows.`);
    }
    const topics = query.topics ?? [];
    const wanted = ({ topic }: StreamMessage): boolean => topics.length === 0 || topics.includes(topic);
    const { raw } = reply;
    reply.hijack();
    raw.writeHead(200, {
      ...Object.fromEntries(Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined)),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      // The socket has no use after the stream; kept alive it would hold up the server's end.
      connection: 'close',
    });
    const write = (text: string): void => {
      raw.write(text);
      if (raw.writableLength > BACKLOG_BYTES) raw.destroy();
    };
    write(`retry: ${RETRY_MS}\n\n`);
    const lastEventId = request.headers['last-event-id'];
    const stop = this.feed.subscribe(
      {
        onMessage: (message) => {
          if (wanted(message)) write(`id: ${message.id}\ndata: ${JSON.stringify(message)}\n\n`);
        },
        onReset: (id) => write(`id: ${id}\nevent: reset\ndata: {}\n\n`),
        onHeartbeat: () => write(':\n\n'),
        onEnd: () => raw.end(),
      },
      typeof lastEventId === 'string' && lastEventId !== '' ? lastEventId : null,
    );
    raw.on('close', stop);
  }
}

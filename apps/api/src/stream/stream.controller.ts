import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { StreamMessage, StreamQuery } from '@danji/shared';
import type { Context } from '@danji/shared';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Actor, Returns } from '../http/index.js';
import { OpenStream } from './open-stream.js';

@ApiTags('stream')
@Controller('stream')
export class StreamController {
  constructor(private readonly openStream: OpenStream) {}

  @Get()
  @ApiProduces('text/event-stream')
  @Returns(StreamMessage, {
    summary:
      'Server-sent events that name what changed; Last-Event-ID replays five minutes, else event `reset`.',
    trusted: true,
    description: 'The data of each event',
  })
  open(
    @Actor() ctx: Context,
    @Query({ schema: StreamQuery }) query: StreamQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    this.openStream.run(ctx, query, request, reply);
  }
}

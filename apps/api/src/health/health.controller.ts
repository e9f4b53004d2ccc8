import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { HealthLive, HealthReady } from '@danji/shared';
import type { FastifyReply } from 'fastify';
import { Returns } from '../http/index.js';
import { CheckReadiness } from './check-readiness.js';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly checkReadiness: CheckReadiness) {}

  @Get('live')
  @Returns(HealthLive, { summary: 'The process answers.' })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Returns(HealthReady, {
    summary: 'Database, queue and the last collection; 503 when the database does not answer.',
  })
  ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReady> {
    return this.checkReadiness.run((code) => reply.status(code));
  }
}

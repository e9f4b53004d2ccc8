import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { collectDefaultMetrics, register } from 'prom-client';

/** Danji's own process at /metrics, for Prometheus; on the API's port only, never forwarded by the web server. */
export function serveProcessMetrics(app: NestFastifyApplication): void {
  collectDefaultMetrics();
  app
    .getHttpAdapter()
    .getInstance()
    .get('/metrics', async (_request, reply) =>
      reply.type(register.contentType).send(await register.metrics()),
    );
}

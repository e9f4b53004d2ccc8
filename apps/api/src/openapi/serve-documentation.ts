import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { buildDocument } from './build-document.js';
import { DOCS_POLICY, docsPage } from './docs-page.js';

/**
 * GET /openapi.json and /docs below the prefix. They describe the routes, so they are no routes of the document
 * themselves; both are made at the first request, when every module is there.
 */
export function serveDocumentation(app: NestFastifyApplication, prefix: string, version: string): void {
  let made: OpenAPIObject | null = null;
  const document = (): OpenAPIObject => (made ??= buildDocument(app, version));
  const server = app.getHttpAdapter().getInstance();
  server.get(`/${prefix}/openapi.json`, (_request, reply) => reply.send(document()));
  server.get(`/${prefix}/docs`, (_request, reply) =>
    reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-security-policy', DOCS_POLICY)
      .send(docsPage(document())),
  );
}

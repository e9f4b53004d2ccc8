import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { CONFIG, type Config } from '../config/index.js';
import { serveDocumentation } from '../openapi/index.js';
import { ContractValidationPipe } from './contract-validation.pipe.js';
import { toProblem } from './problem.js';
import { ProblemFilter, sendProblem } from './problem.filter.js';
import { StrayQueryGuard } from './stray-query.guard.js';
import { checkOrigin, type OwnAddresses } from './request-origin.js';

const API_PREFIX = 'api/v1';

/** 500 metric queries with long dimensions stay below 200 KB; nothing else that is posted is larger. */
const BODY_LIMIT_BYTES = 1_048_576;

/** Requests under way get this long when the server stops. */
const CLOSING_MS = 2000;

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** The Fastify adapter with our request ids: a well-formed x-request-id of the web server is kept. */
export function createHttpAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    requestIdHeader: false,
    genReqId: (request: { headers: IncomingHttpHeaders }) => {
      const sent = request.headers['x-request-id'];
      return typeof sent === 'string' && /^[\w-]{8,64}$/.test(sent) ? sent : randomUUID();
    },
    routerOptions: { maxParamLength: 512 },
  });
}

/** Everything that each request passes: prefix, origin check, security headers, validation, problems. Before listen. */
export function configureHttp(app: NestFastifyApplication, own: OwnAddresses): void {
  app.setGlobalPrefix(API_PREFIX);
  serveDocumentation(app, API_PREFIX, app.get<Config>(CONFIG, { strict: false }).version);
  app.useGlobalGuards(new StrayQueryGuard());
  app.useGlobalPipes(new ContractValidationPipe());
  app.useGlobalInterceptors(new StandardSchemaSerializerInterceptor(app.get(Reflector)));
  app.useGlobalFilters(new ProblemFilter());
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers(SECURITY_HEADERS).header('x-request-id', request.id);
    try {
      checkOrigin(request, own);
      done();
    } catch (error) {
      sendProblem(reply, toProblem(error, request.id));
    }
  });
  // A browser's spare connection counts as busy until its first request and would hold up the end for a minute.
  server.addHook('preClose', (done) => {
    setTimeout(() => server.server.closeAllConnections(), CLOSING_MS).unref();
    done();
  });
}

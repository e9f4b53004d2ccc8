import { randomUUID } from 'node:crypto';
import type { Params } from 'nestjs-pino';
import type { Config } from './config/index.js';

/** Structured logs with a request id on each line; headers and bodies are left out, so no secret gets in. */
export function loggerOptions(config: Pick<Config, 'logLevel'>): Params {
  return {
    pinoHttp: {
      level: config.logLevel,
      genReqId: (request) => request.id ?? randomUUID(),
      autoLogging: { ignore: (request) => /\/(health|metrics|stream)/.test(request.url ?? '') },
      serializers: {
        req: ({ id, method, url }: { id: string; method: string; url: string }) => ({ id, method, url }),
        res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      },
    },
  };
}

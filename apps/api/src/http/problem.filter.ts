import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '@danji/shared';
import { AppError } from './app-error.js';
import { toProblem } from './problem.js';

/** The only place where an exception becomes an answer: application/problem+json, logged by its class. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  catch(exception: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = toProblem(exception, request.id);
    this.log(problem, request, exception);
    // A stream that has begun cannot be answered again; the connection is closed instead.
    if (reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    if (exception instanceof AppError && exception.details.retryAfterSeconds !== undefined) {
      void reply.header('retry-after', String(exception.details.retryAfterSeconds));
    }
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer realm="danji"');
    sendProblem(reply, problem);
  }

  private log(problem: Problem, request: FastifyRequest, exception: unknown): void {
    const asked = `${request.method} ${request.url.slice(0, 500)}`;
    const line = oneLine(`${asked} ${problem.status} ${problem.code} ${problem.requestId}`);
    if (problem.status >= 500)
      this.logger.error(line, exception instanceof Error ? exception.stack : undefined);
    else if (problem.status === 404) this.logger.log(line);
    else this.logger.warn(oneLine(`${line} ${problem.detail.slice(0, 500)}`));
  }
}

/** What a stranger sent is repeated in the log: it must neither begin a line nor steer a terminal. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{C}/gu, (character) => JSON.stringify(character).slice(1, -1));
}

export function sendProblem(reply: FastifyReply, problem: Problem): void {
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(problem);
}

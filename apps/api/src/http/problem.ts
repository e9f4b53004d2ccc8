import { HttpException } from '@nestjs/common';
import type { ErrorCode, Problem } from '@danji/shared';
import { AppError } from './app-error.js';

const STATUS_OF: Record<ErrorCode, number> = {
  VALIDATION: 400,
  NOT_FOUND: 404,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  CONFLICT: 409,
  PRECONDITION_REQUIRED: 428,
  TOO_MANY_SERIES: 400,
  RATE_LIMITED: 429,
  UPSTREAM_DENIED: 502,
  UPSTREAM_UNAVAILABLE: 502,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

const TITLE_OF: Record<ErrorCode, string> = {
  VALIDATION: 'The request is malformed',
  NOT_FOUND: 'Not found',
  UNAUTHENTICATED: 'The token is not valid',
  FORBIDDEN: 'Refused',
  CONFLICT: 'Somebody else changed it first',
  PRECONDITION_REQUIRED: 'If-Match is required',
  TOO_MANY_SERIES: 'Too many series at once',
  RATE_LIMITED: 'Too many requests',
  UPSTREAM_DENIED: 'AWS denied an action',
  UPSTREAM_UNAVAILABLE: 'AWS does not answer',
  UNAVAILABLE: 'Not available now',
  INTERNAL: 'Something failed on our side',
};

/** An exception as RFC 9457 problem details. What failed inside stays in the log, under the request's id. */
export function toProblem(exception: unknown, requestId: string): Problem {
  const { code, status, detail, errors, current } = describe(exception);
  return {
    type: `urn:danji:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    title: TITLE_OF[code],
    status,
    code,
    detail,
    requestId,
    ...(errors ? { errors: [...errors] } : {}),
    ...(current === undefined ? {} : { current }),
  };
}

function describe(exception: unknown): {
  code: ErrorCode;
  status: number;
  detail: string;
  errors?: AppError['details']['errors'];
  current?: unknown;
} {
  if (exception instanceof AppError) {
    return {
      code: exception.code,
      status: STATUS_OF[exception.code],
      detail: exception.message,
      ...exception.details,
    };
  }
  const status = clientStatus(exception);
  if (status !== null && exception instanceof Error) {
    return { code: codeOf(status), status, detail: exception.message };
  }
  if (isConnectionLost(exception)) {
    return {
      code: 'UNAVAILABLE',
      status: 503,
      detail: 'The database does not answer; it is tried again by itself.',
    };
  }
  return {
    code: 'INTERNAL',
    status: 500,
    detail: 'The request could not be answered; the log has its request id.',
  };
}

/** The 4xx (or 503) that Nest or Fastify itself answers with: unknown route, body that is no JSON, body too large. */
function clientStatus(exception: unknown): number | null {
  const status =
    exception instanceof HttpException
      ? exception.getStatus()
      : exception instanceof Error && 'statusCode' in exception
        ? exception.statusCode
        : null;
  return typeof status === 'number' && ((status >= 400 && status < 500) || status === 503) ? status : null;
}

function codeOf(status: number): ErrorCode {
  if (status === 404) return 'NOT_FOUND';
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403) return 'FORBIDDEN';
  if (status === 429) return 'RATE_LIMITED';
  return status === 503 ? 'UNAVAILABLE' : 'VALIDATION';
}

/** Node's and PostgreSQL's codes (classes 08 and 57P) for a server that is gone, starting or stopping. */
function isConnectionLost(exception: unknown): boolean {
  if (!(exception instanceof Error) || !('code' in exception) || typeof exception.code !== 'string')
    return false;
  return /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|08\w{3}|57P\w{2})$/.test(exception.code);
}

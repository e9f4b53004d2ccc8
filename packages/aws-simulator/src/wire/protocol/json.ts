import type { AwsRecord } from '../../world/types.js';
import { AwsError } from '../aws-error.js';
import { TimestampList } from '../operation.js';
import type { Protocol, WireAnswer } from './protocol.js';

interface JsonOptions {
  version: '1.0' | '1.1';
  /** Logs models its times as whole milliseconds; the others as seconds with a fraction. */
  times: 'seconds' | 'millis';
  /** CloudWatch moved from query to JSON: errors also name the query code in a header. */
  queryCompatible?: boolean;
  /** Codes that the query form of the service had by another name, for that header. */
  queryCodes?: Readonly<Record<string, string>>;
  /** Namespace before the error code, as SQS writes it. */
  errorPrefix?: string;
}

/** AWS JSON 1.0 and 1.1. */
export function jsonProtocol(options: JsonOptions): Protocol {
  const contentType = `application/x-amz-json-${options.version}`;
  const answer = (status: number, body: unknown, requestId: string): WireAnswer => ({
    status,
    headers: { 'content-type': contentType, 'x-amzn-requestid': requestId },
    body: JSON.stringify(body),
  });
  const scale = options.times === 'seconds' ? 1000 : 1;
  return {
    result: (_operation, output, requestId) => answer(200, jsonValue(output, scale), requestId),
    error(error, requestId) {
      const type = `${options.errorPrefix ?? ''}${error.code}`;
      const reply = answer(error.status, { __type: type, message: error.message }, requestId);
      if (options.queryCompatible) {
        reply.headers['x-amzn-query-error'] =
          `${options.queryCodes?.[error.code] ?? error.code};${error.sender ? 'Sender' : 'Receiver'}`;
      }
      return reply;
    },
  };
}

/** REST-JSON: the error's code stands in a header, its message under the model's own name. */
export const restJsonProtocol: Protocol = {
  result: (_operation, output, requestId) => restAnswer(200, jsonValue(output, 1000), requestId),
  error(error, requestId) {
    const reply = restAnswer(error.status, { Message: error.message }, requestId);
    reply.headers['x-amzn-errortype'] = error.code;
    return reply;
  },
};

function restAnswer(status: number, body: unknown, requestId: string): WireAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId },
    body: JSON.stringify(body),
  };
}

function jsonValue(value: unknown, scale: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.getTime() / scale;
  if (value instanceof TimestampList) return value.millis.map((ms) => ms / scale);
  if (Array.isArray(value)) {
    return typeof value[0] === 'object' ? value.map((item) => jsonValue(item, scale)) : value;
  }
  const record: AwsRecord = {};
  for (const [name, member] of Object.entries(value)) record[name] = jsonValue(member, scale);
  return record;
}

/** The body of a JSON request; anything but an object is a SerializationException, as AWS answers. */
export function decodeJsonInput(body: string): AwsRecord {
  if (body === '') return {};
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as AwsRecord;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new AwsError('SerializationException', 'Start of structure or map found where not expected.');
}

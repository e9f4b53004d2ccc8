import type { AwsRecord } from '../../world/types.js';
import type { AwsError } from '../aws-error.js';

/** An answer ready for the socket. */
export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One wire form of one service: how results and errors are written. */
export interface Protocol {
  result(operation: string, output: AwsRecord, requestId: string): WireAnswer;
  error(error: AwsError, requestId: string): WireAnswer;
}

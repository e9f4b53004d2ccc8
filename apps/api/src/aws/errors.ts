import type { AwsAction } from '@danji/shared';

export type FailureClass =
  | 'throttled'
  | 'transient'
  | 'denied'
  | 'unsupported'
  | 'missing'
  | 'rejected'
  | 'credentials';

/** A failed AWS call, in our words: which action, why it failed, and AWS's own code and message. */
export class AwsCallError extends Error {
  override readonly name = 'AwsCallError';
  constructor(
    readonly action: AwsAction,
    readonly failure: FailureClass,
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${action}: ${code}: ${message}`, options);
  }
}

/** An answer that lacks what AWS always sends: the action and the member are named. */
export class AwsAnswerError extends Error {
  override readonly name = 'AwsAnswerError';
  constructor(
    readonly action: AwsAction,
    readonly member: string,
    problem: string,
  ) {
    super(`${action}: answer member ${member}: ${problem}`);
  }
}

const THROTTLED =
  /^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|LimitExceeded|BandwidthLimit|ProvisionedThroughput|RequestThrottled|EC2ThrottledException|PriorRequestNotComplete|TransactionInProgress)/;
const DENIED =
  /^(AccessDenied|UnauthorizedOperation|NotAuthorized|AuthorizationError|UnauthorizedAccess|Forbidden|OptInRequired)/;
const CREDENTIALS =
  /^(CredentialsProviderError|ExpiredToken|InvalidClientTokenId|UnrecognizedClient|AuthFailure|SignatureDoesNotMatch|InvalidAccessKeyId|MissingAuthenticationToken|RequestExpired|InvalidSignature|IncompleteSignature)/;
const UNSUPPORTED = /^(InvalidAction|UnknownOperation|UnsupportedOperation|NotImplemented|InvalidOperation$)/;
const MISSING = /NotFound|DoesNotExist|\.NotFound$/;
const NETWORK =
  /^(ECONN|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|ENETUNREACH|EHOSTUNREACH|TimeoutError|AbortError|NetworkingError|RequestTimeout|UND_ERR)/;

/** The body was none that the SDK could read: truncated, a proxy's page, or that of an endpoint without the action. */
const UNREADABLE = /^Unexpected token|XML parse error|Deserialization error/;

export interface Failure {
  failure: FailureClass;
  code: string;
  message: string;
  /** An error status without an error of AWS in it: whoever answered may not know the action at all. */
  foreign: boolean;
}

/** What went wrong, from the shape every SDK error has (name or code, HTTP status). */
export function classifyFailure(error: unknown): Failure {
  const seen = error as {
    name?: string;
    code?: string;
    message?: string;
    $metadata?: { httpStatusCode?: number };
    $response?: { statusCode?: number };
  };
  const names = [seen.name, seen.code].filter((name) => typeof name === 'string');
  const matches = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  const status = seen.$metadata?.httpStatusCode ?? seen.$response?.statusCode;
  if (status !== undefined && status >= 400 && UNREADABLE.test(seen.message ?? '')) {
    const message = `HTTP ${status} with a body that is no answer of AWS`;
    const failure =
      status === 404 || status === 501 ? 'unsupported' : status === 403 ? 'denied' : 'transient';
    return { failure, code: `HTTP ${status}`, message, foreign: true };
  }
  const code = names.find((name) => name !== 'Error') ?? (status ? `HTTP ${status}` : 'Error');
  return {
    failure: failureOf(matches, status),
    code,
    message: seen.message ?? String(error),
    foreign: false,
  };
}

function failureOf(matches: (pattern: RegExp) => boolean, status: number | undefined): FailureClass {
  if (matches(THROTTLED) || status === 429) return 'throttled';
  if (matches(CREDENTIALS)) return 'credentials';
  if (matches(DENIED)) return 'denied';
  if (matches(UNSUPPORTED) || status === 501) return 'unsupported';
  if (matches(NETWORK)) return 'transient';
  // A body that cannot be read (truncated, or a proxy's page) is worth another try; so is any 5xx.
  if (matches(/^(SyntaxError|TypeError)$/) || (status !== undefined && status >= 500)) return 'transient';
  if (matches(MISSING)) return 'missing';
  if (status === 403) return 'denied';
  return status === undefined ? 'transient' : 'rejected';
}

import { AwsError } from '../aws-error.js';
import type { ServiceId } from '../operation.js';
import { jsonProtocol, restJsonProtocol } from '../protocol/json.js';
import { ec2Names, plainNames, rdsNames } from '../protocol/names.js';
import type { Protocol } from '../protocol/protocol.js';
import { ec2Protocol, queryProtocol } from '../protocol/query.js';
import type { ParamFaults } from '../request/params.js';
import {
  cloudwatchParams,
  constraintParams,
  ec2Params,
  ecsParams,
  loadBalancingParams,
  rdsParams,
  sqsParams,
} from './faults.js';

/** What a service is on the wire, and how it words the errors which any of its operations may answer. */
export interface ServiceProfile {
  id: ServiceId;
  iamPrefix: string;
  /** `X-Amz-Target` prefix and protocol, where the service speaks JSON. */
  json?: { targetPrefix: string; protocol: Protocol };
  /** REST-JSON: the operation of each path, all POST. */
  rest?: { paths: Record<string, string>; protocol: Protocol };
  /** API version and protocol, where the service speaks a query protocol. */
  query?: { version: string; protocol: Protocol };
  params: ParamFaults;
  throttled(): AwsError;
  denied(message: string): AwsError;
  internal(status: number): AwsError;
}

const jsonThrottled = (): AwsError => new AwsError('ThrottlingException', 'Rate exceeded');
const jsonDenied = (message: string): AwsError => new AwsError('AccessDeniedException', message);
const queryThrottled = (): AwsError => new AwsError('Throttling', 'Rate exceeded');
const queryDenied = (message: string): AwsError => new AwsError('AccessDenied', message, 403);
const internalFailure = (status: number): AwsError =>
  new AwsError(
    status === 503 ? 'ServiceUnavailable' : 'InternalFailure',
    'An internal error has occurred. Please retry your request.',
    status,
  );

/** The model of SQS names errors that its query form knew by these codes (botocore: awsQueryError). */
const SQS_QUERY_CODES = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
};

export const PROFILES: readonly ServiceProfile[] = [
  {
    id: 'ecs',
    iamPrefix: 'ecs',
    json: {
      targetPrefix: 'AmazonEC2ContainerServiceV20141113',
      protocol: jsonProtocol({ version: '1.1', times: 'seconds' }),
    },
    params: ecsParams,
    throttled: jsonThrottled,
    denied: jsonDenied,
    internal: (status) =>
      new AwsError('ServerException', 'Service Unavailable. Please try again later.', status),
  },
  {
    id: 'logs',
    iamPrefix: 'logs',
    json: { targetPrefix: 'Logs_20140328', protocol: jsonProtocol({ version: '1.1', times: 'millis' }) },
    params: constraintParams('InvalidParameterException'),
    throttled: jsonThrottled,
    denied: jsonDenied,
    internal: (status) =>
      new AwsError('ServiceUnavailableException', 'The service cannot complete the request.', status),
  },
  {
    id: 'application-autoscaling',
    iamPrefix: 'application-autoscaling',
    json: {
      targetPrefix: 'AnyScaleFrontendService',
      protocol: jsonProtocol({ version: '1.1', times: 'seconds' }),
    },
    params: constraintParams('ValidationException'),
    throttled: jsonThrottled,
    denied: jsonDenied,
    internal: (status) =>
      new AwsError('InternalServiceException', 'The service encountered an internal error.', status),
  },
  {
    id: 'monitoring',
    iamPrefix: 'cloudwatch',
    json: {
      targetPrefix: 'GraniteServiceVersion20100801',
      protocol: jsonProtocol({ version: '1.0', times: 'seconds', queryCompatible: true }),
    },
    query: {
      version: '2010-08-01',
      protocol: queryProtocol('http://monitoring.amazonaws.com/doc/2010-08-01/', plainNames),
    },
    params: cloudwatchParams,
    throttled: queryThrottled,
    denied: queryDenied,
    internal: (status) =>
      new AwsError('InternalServiceError', 'An internal server error has occurred.', status),
  },
  {
    id: 'cloudtrail',
    iamPrefix: 'cloudtrail',
    json: {
      targetPrefix: 'CloudTrail_20131101',
      protocol: jsonProtocol({ version: '1.1', times: 'seconds' }),
    },
    params: constraintParams('InvalidParameterCombinationException'),
    throttled: jsonThrottled,
    denied: jsonDenied,
    internal: internalFailure,
  },
  {
    id: 'ec2',
    iamPrefix: 'ec2',
    query: {
      version: '2016-11-15',
      protocol: ec2Protocol('http://ec2.amazonaws.com/doc/2016-11-15/', ec2Names),
    },
    params: ec2Params,
    throttled: () => new AwsError('RequestLimitExceeded', 'Request limit exceeded.', 503),
    denied: (message) =>
      new AwsError(
        'UnauthorizedOperation',
        `You are not authorized to perform this operation. ${message}`,
        403,
      ),
    internal: (status) =>
      new AwsError(
        status === 503 ? 'Unavailable' : 'InternalError',
        'An internal error has occurred.',
        status,
      ),
  },
  {
    id: 'rds',
    iamPrefix: 'rds',
    query: {
      version: '2014-10-31',
      protocol: queryProtocol('http://rds.amazonaws.com/doc/2014-10-31/', rdsNames),
    },
    params: rdsParams,
    throttled: queryThrottled,
    denied: queryDenied,
    internal: internalFailure,
  },
  {
    id: 'pi',
    iamPrefix: 'pi',
    json: {
      targetPrefix: 'PerformanceInsightsv20180227',
      protocol: jsonProtocol({ version: '1.1', times: 'seconds' }),
    },
    params: constraintParams('InvalidArgumentException'),
    throttled: jsonThrottled,
    denied: jsonDenied,
    internal: (status) =>
      new AwsError('InternalServiceError', 'The request failed due to an unknown error.', status),
  },
  {
    id: 'autoscaling',
    iamPrefix: 'autoscaling',
    query: {
      version: '2011-01-01',
      protocol: queryProtocol('http://autoscaling.amazonaws.com/doc/2011-01-01/', plainNames),
    },
    params: constraintParams('ValidationError'),
    throttled: queryThrottled,
    denied: queryDenied,
    internal: internalFailure,
  },
  {
    id: 'elasticloadbalancing',
    iamPrefix: 'elasticloadbalancing',
    query: {
      version: '2015-12-01',
      protocol: queryProtocol('http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/', plainNames),
    },
    params: loadBalancingParams,
    throttled: queryThrottled,
    denied: queryDenied,
    internal: internalFailure,
  },
  {
    id: 'synthetics',
    iamPrefix: 'synthetics',
    rest: {
      paths: { '/canaries': 'DescribeCanaries', '/canaries/last-run': 'DescribeCanariesLastRun' },
      protocol: restJsonProtocol,
    },
    params: constraintParams('ValidationException'),
    throttled: () => new AwsError('ThrottlingException', 'Rate exceeded', 429),
    denied: (message) => new AwsError('AccessDeniedException', message, 403),
    internal: (status) =>
      new AwsError('InternalServerException', 'An unknown internal error occurred.', status),
  },
  {
    id: 'sqs',
    iamPrefix: 'sqs',
    json: {
      targetPrefix: 'AmazonSQS',
      protocol: jsonProtocol({
        version: '1.0',
        times: 'seconds',
        queryCompatible: true,
        queryCodes: SQS_QUERY_CODES,
        errorPrefix: 'com.amazonaws.sqs#',
      }),
    },
    params: sqsParams,
    throttled: () => new AwsError('RequestThrottled', 'Request is throttled.'),
    denied: (message) => new AwsError('AccessDeniedException', message, 403),
    internal: internalFailure,
  },
  {
    id: 'sts',
    iamPrefix: 'sts',
    query: {
      version: '2011-06-15',
      protocol: queryProtocol('https://sts.amazonaws.com/doc/2011-06-15/', plainNames),
    },
    params: constraintParams('ValidationError'),
    throttled: queryThrottled,
    denied: queryDenied,
    internal: internalFailure,
  },
];

import type { IncomingHttpHeaders } from 'node:http';
import type { AwsRecord } from '../../world/types.js';
import { AwsError } from '../aws-error.js';
import { decodeJsonInput, jsonProtocol } from '../protocol/json.js';
import { plainNames } from '../protocol/names.js';
import type { Protocol } from '../protocol/protocol.js';
import { decodeQueryInput } from '../protocol/query-input.js';
import { queryProtocol } from '../protocol/query.js';
import { PROFILES, type ServiceProfile } from '../services/profiles.js';

/** An HTTP request as far as AWS protocols care. */
export interface WireRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Routed {
  profile: ServiceProfile;
  protocol: Protocol;
  operation: string;
  /** Decodes the body; may throw an AwsError. */
  input(): AwsRecord;
}

/** A request that fits no service; it still gets an error in the protocol that it seems to speak. */
export interface Unrouted {
  protocol: Protocol;
  error: AwsError;
}

/** Tells the service by X-Amz-Target, by the path of REST-JSON, or by Action and Version of a form (or query string). */
export function route(request: WireRequest): Routed | Unrouted {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return routeJson(target, request.body);
  const rest = routeRest(request);
  if (rest) return rest;
  const form = new URLSearchParams(request.body || request.path.split('?')[1] || '');
  return routeQuery(form);
}

function routeJson(target: string, body: string): Routed | Unrouted {
  // CloudTrail's own clients put their package before the name.
  const [prefix = '', operation = ''] = target.split('.').slice(-2);
  const profile = PROFILES.find((one) => one.json?.targetPrefix === prefix);
  if (!profile?.json) {
    const error = new AwsError('UnknownOperationException', `No service answers to the target ${target}.`);
    return { protocol: jsonProtocol({ version: '1.1', times: 'seconds' }), error };
  }
  return { profile, protocol: profile.json.protocol, operation, input: () => decodeJsonInput(body) };
}

function routeRest({ path, body }: WireRequest): Routed | undefined {
  const [plain = ''] = path.split('?');
  for (const profile of PROFILES) {
    const operation = profile.rest?.paths[plain];
    if (profile.rest && operation !== undefined)
      return { profile, protocol: profile.rest.protocol, operation, input: () => decodeJsonInput(body) };
  }
  return undefined;
}

function routeQuery(form: URLSearchParams): Routed | Unrouted {
  const version = form.get('Version') ?? '';
  const operation = form.get('Action');
  const profile = PROFILES.find((one) => one.query?.version === version);
  if (!profile?.query || operation === null) {
    const missing = operation === null;
    const error = missing
      ? new AwsError(
          'MissingAction',
          'The request is missing an action: send X-Amz-Target, or Action and Version.',
        )
      : new AwsError(
          'InvalidAction',
          `The action ${operation} of version ${version} is not valid for this endpoint.`,
        );
    return {
      protocol: queryProtocol('http://webservices.amazon.com/AWSFault/2005-15-09', plainNames),
      error,
    };
  }
  return { profile, protocol: profile.query.protocol, operation, input: () => decodeQueryInput(form) };
}

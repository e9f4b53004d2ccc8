import { randomUUID } from 'node:crypto';
import type { AwsRecord, Region, World } from '../world/types.js';
import { AwsError } from './aws-error.js';
import type { CallFigures, Counters } from './counters.js';
import type { FaultEngine, RequestFaults } from './faults/engine.js';
import type { FaultEffect } from './faults/schema.js';
import { QUOTAS, type BucketCharge } from './limits/quotas.js';
import type { TokenBuckets } from './limits/token-bucket.js';
import type { Call, Operation } from './operation.js';
import type { WireAnswer } from './protocol/protocol.js';
import { emptyRegion } from './request/empty-region.js';
import type { EventQueues } from './queue/event-queue.js';
import { identify, type Identity } from './request/identity.js';
import { Params } from './request/params.js';
import type { Snapshots } from './request/snapshot.js';
import { route, type Routed, type WireRequest } from './request/route.js';
import { findOperation } from './services/operations.js';
import type { ServiceProfile } from './services/profiles.js';

/** What the endpoint needs; one instance serves all requests. */
export interface Endpoint {
  world: World;
  faults: FaultEngine;
  counters: Counters;
  buckets: TokenBuckets;
  snapshots: Snapshots;
  queues: EventQueues;
  /** Told of faults of our own, which AWS clients see as 5xx. */
  onDefect(error: unknown): void;
}

/** An answer, and what is to happen to it on its way (slow, reset, truncate). */
export interface Reply {
  answer: WireAnswer;
  transport: FaultEffect[];
  /** A long poll that found nothing yet: `answer` holds once `ms` (real) are over, unless `again` has one before. */
  wait?: { ms: number; again(): WireAnswer | undefined };
}

/** Answers one AWS request. Never throws: errors take the shape of the protocol that was spoken. */
export function dispatch(endpoint: Endpoint, request: WireRequest): Reply {
  const requestId = randomUUID();
  const routed = route(request);
  if ('error' in routed) return { answer: routed.protocol.error(routed.error, requestId), transport: [] };
  const outcome = attempt(endpoint, request, routed);
  if ('error' in outcome)
    return { answer: routed.protocol.error(outcome.error, requestId), transport: outcome.transport };
  const result = (output: AwsRecord): WireAnswer =>
    routed.protocol.result(routed.operation, output, requestId);
  const { output, transport, repeat, waitMs } = outcome;
  const answer = result(output);
  if (waitMs === 0) return { answer, transport };
  const again = (): WireAnswer | undefined => {
    const next = repeat();
    return next.waitMs === 0 ? result(next.output) : undefined;
  };
  return { answer, transport, wait: { ms: waitMs, again } };
}

interface Ran {
  output: AwsRecord;
  waitMs: number;
}
type Outcome =
  | (Ran & { transport: FaultEffect[]; repeat: () => Ran })
  | { error: AwsError; transport: FaultEffect[] };

function attempt(endpoint: Endpoint, request: WireRequest, routed: Routed): Outcome {
  let transport: FaultEffect[] = [];
  let figures: CallFigures | undefined;
  try {
    const identity = authenticate(endpoint, request, routed);
    const operation = findOperation(routed.profile.id, routed.operation);
    if (!operation) throw unknownOperation(routed);
    figures = endpoint.counters.row(identity.accountId, identity.region, operation.service, operation.name);
    figures.calls += 1;
    endpoint.world.advance();
    const input = routed.input();
    const faults = decideFaults(endpoint, operation, input, identity);
    transport = faults.effects;
    obey(faults.effects, routed.profile, operation, identity, input);
    const asked = { input, identity, faults, figures, profile: routed.profile };
    charge(endpoint, operation.bucket(input, identity), asked);
    const repeat = (): Ran => {
      endpoint.world.advance();
      const output = run(endpoint, operation, asked);
      return { output, waitMs: operation.waits?.(output, input) ?? 0 };
    };
    return { ...repeat(), transport, repeat };
  } catch (error) {
    return { error: countError(endpoint, routed, figures, error), transport };
  }
}

function countError(
  endpoint: Endpoint,
  routed: Routed,
  figures: CallFigures | undefined,
  error: unknown,
): AwsError {
  const known = error instanceof AwsError ? error : routed.profile.internal(500);
  if (known !== error) endpoint.onDefect(error);
  if (figures) {
    figures.errors += 1;
    if (known.code === routed.profile.throttled().code) figures.throttled += 1;
  }
  return known;
}

function authenticate(endpoint: Endpoint, request: WireRequest, { profile, protocol }: Routed): Identity {
  const [defaultAccount = ''] = endpoint.world.accounts();
  const identity = identify(request.headers, defaultAccount);
  const speaksJson = profile.json?.protocol === protocol || profile.rest?.protocol === protocol;
  if (!identity) {
    throw speaksJson
      ? new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token')
      : new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
  }
  if (endpoint.world.accounts().includes(identity.accountId)) return identity;
  if (profile.id === 'ec2') {
    throw new AwsError('AuthFailure', 'AWS was not able to validate the provided access credentials', 401);
  }
  const message = 'The security token included in the request is invalid.';
  throw speaksJson
    ? new AwsError('UnrecognizedClientException', message)
    : new AwsError('InvalidClientTokenId', message, 403);
}

function unknownOperation({ profile, protocol, operation }: Routed): AwsError {
  return profile.json?.protocol === protocol
    ? new AwsError('UnknownOperationException', `The operation ${operation} is not simulated.`)
    : new AwsError('InvalidAction', `The action ${operation} is not valid for this web service.`);
}

function decideFaults(
  endpoint: Endpoint,
  operation: Operation,
  input: AwsRecord,
  identity: Identity,
): RequestFaults {
  return endpoint.faults.decide(
    {
      service: operation.service,
      operation: operation.name,
      accountId: identity.accountId,
      region: identity.region,
      resources: () => operation.resources(input),
    },
    endpoint.world.clock.now(),
  );
}

/** Effects that answer instead of the operation. */
function obey(
  effects: FaultEffect[],
  profile: ServiceProfile,
  operation: Operation,
  identity: Identity,
  input: AwsRecord,
): void {
  for (const effect of effects) {
    if (effect.kind === 'throttle') throw profile.throttled();
    if (effect.kind === 'deny') throw profile.denied(deniedMessage(profile, operation, identity, input));
    if (effect.kind === 'error') {
      const error = profile.internal(effect.status);
      throw effect.code === undefined ? error : new AwsError(effect.code, error.message, effect.status);
    }
  }
}

function deniedMessage(
  profile: ServiceProfile,
  operation: Operation,
  identity: Identity,
  input: AwsRecord,
): string {
  const action = `${profile.iamPrefix}:${operation.name}`;
  const resource = operation.resources(input).find((name) => name.startsWith('arn:')) ?? '*';
  const subject = `User: ${identity.userArn} is not authorized to perform: ${action} on resource: ${resource}`;
  return `${subject} because no identity-based policy allows the ${action} action`;
}

interface Run {
  input: AwsRecord;
  identity: Identity;
  faults: RequestFaults;
  figures: CallFigures;
  profile: ServiceProfile;
}

function charge(endpoint: Endpoint, bill: BucketCharge, { identity, profile }: Run): void {
  const { accountId, region } = identity;
  const { burst, perSecond } = bill.limit ?? QUOTAS[bill.bucket];
  const key = `${accountId}|${region}|${bill.bucket}|${bill.operation ?? ''}`;
  if (!endpoint.buckets.take(key, burst, perSecond, bill.cost)) throw profile.throttled();
}

function run(endpoint: Endpoint, operation: Operation, asked: Run): AwsRecord {
  const { input, identity, faults, figures, profile } = asked;
  const call: Call = {
    input,
    params: new Params(input, profile.params),
    identity,
    world: endpoint.world,
    view: viewOf(endpoint, identity.accountId, identity.region),
    now: endpoint.world.clock.now(),
    metricFaults: faults.metric,
    queueFaults: faults.queue,
    queues: endpoint.queues,
    charge: (bill) => charge(endpoint, bill, asked),
    count({ metricsRequested = 0, datapointsReturned = 0 }) {
      figures.metricsRequested += metricsRequested;
      figures.datapointsReturned += datapointsReturned;
    },
  };
  return operation.run(call);
}

function viewOf({ world, snapshots }: Endpoint, accountId: string, name: string): Region {
  const region = world.region(accountId, name);
  return region ? snapshots.of(region, () => world.clock.now()) : emptyRegion(accountId, name);
}

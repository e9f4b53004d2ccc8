import { LookupEventsCommand, type CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { z } from 'zod';
import { checkAnswer, list, text } from '../answer.js';
import type { AwsCaller } from '../caller.js';

const EventShape = z.object({
  EventId: z.string(),
  EventName: z.string(),
  EventTime: z.date(),
  EventSource: z.string(),
  CloudTrailEvent: text,
});

const Identity = z.object({
  type: text,
  arn: text,
  userName: text,
  invokedBy: text,
  sessionContext: z.object({ sessionIssuer: z.object({ userName: text }).nullish() }).nullish(),
});

/** Names of what was changed; every other parameter is dropped here and reaches nobody. */
const Named = z.object({
  cluster: text,
  service: text,
  dBInstanceIdentifier: text,
  groupId: text,
  resourceId: text,
  autoScalingGroupName: text,
});
const Answered = z.object({
  service: z.object({ serviceArn: text }).nullish(),
  taskDefinition: z.object({ taskDefinitionArn: text }).nullish(),
});
const Record = z.object({
  userIdentity: Identity.nullish(),
  sourceIPAddress: text,
  requestParameters: z.record(z.string(), z.unknown()).nullish().catch(null),
  responseElements: Answered.nullish().catch(null),
});

/** Who made a call, without keys and parameters. */
export interface TrailIdentity {
  type: string | null;
  arn: string | null;
  userName: string | null;
  invokedBy: string | null;
  role: string | null;
  sourceIp: string | null;
}

/** One change, as far as it names a resource and its maker. */
export interface TrailChange {
  id: string;
  /** Epoch ms. */
  at: number;
  name: string;
  source: string;
  identity: TrailIdentity;
  named: z.output<typeof Named> | null;
  serviceArn: string | null;
  taskDefinitionArn: string | null;
  /** It set how many tasks are wanted and nothing else: no setting changed. */
  countOnly: boolean;
}

const ACTION = 'cloudtrail:LookupEvents';

/** Reads of CloudTrail's event history. */
export class TrailOperations {
  constructor(
    private readonly client: CloudTrailClient,
    private readonly caller: AwsCaller,
  ) {}

  /** One page of the changes since `since` (epoch ms), newest first; what only read is left out by AWS. */
  async changes(since: number, token: string | null): Promise<{ items: TrailChange[]; next: string | null }> {
    const answer = await this.caller.call(ACTION, { lane: 'fresh' }, () =>
      this.client.send(
        new LookupEventsCommand({
          StartTime: new Date(since),
          LookupAttributes: [{ AttributeKey: 'ReadOnly', AttributeValue: 'false' }],
          MaxResults: 50,
          NextToken: token ?? undefined,
        }),
      ),
    );
    const page = checkAnswer(ACTION, z.object({ Events: list(EventShape), NextToken: text }), answer);
    return { items: page.Events.flatMap((event) => readChange(event) ?? []), next: page.NextToken };
  }
}

function readChange(event: z.output<typeof EventShape>): TrailChange | null {
  const record = readRecord(event.CloudTrailEvent);
  if (record === null) return null;
  const { userIdentity: who, sourceIPAddress, requestParameters, responseElements } = record;
  return {
    id: event.EventId,
    at: event.EventTime.getTime(),
    name: event.EventName,
    source: event.EventSource,
    identity: {
      type: who?.type ?? null,
      arn: who?.arn ?? null,
      userName: who?.userName ?? null,
      invokedBy: who?.invokedBy ?? null,
      role: who?.sessionContext?.sessionIssuer?.userName ?? null,
      sourceIp: sourceIPAddress,
    },
    named: Named.safeParse(requestParameters).data ?? null,
    countOnly: isCountOnly(requestParameters ?? {}),
    serviceArn: responseElements?.service?.serviceArn ?? null,
    taskDefinitionArn: responseElements?.taskDefinition?.taskDefinitionArn ?? null,
  };
}

const OF_COUNT = new Set(['cluster', 'service', 'desiredCount']);

function isCountOnly(parameters: Readonly<Record<string, unknown>>): boolean {
  return 'desiredCount' in parameters && Object.keys(parameters).every((name) => OF_COUNT.has(name));
}

/** The record is JSON text; one that cannot be read names nobody and is left out. */
function readRecord(json: string | null): z.output<typeof Record> | null {
  if (json === null) return null;
  try {
    const parsed = Record.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

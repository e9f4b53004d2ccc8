import { LookupEventsCommand, type CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { z } from 'zod';
import { checkAnswer, list, text } from '../answer.js';
import type { AwsCaller } from '../caller.js';
import { readChange, type TrailChange } from './trail-record.js';

const EventShape = z.object({
  EventId: z.string(),
  EventName: z.string(),
  EventTime: z.date(),
  EventSource: z.string(),
  CloudTrailEvent: text,
});

const ACTION = 'cloudtrail:LookupEvents';

export interface TrailPage {
  items: TrailChange[];
  next: string | null;
}

/** Reads of CloudTrail's event history. */
export class TrailOperations {
  constructor(
    private readonly client: CloudTrailClient,
    private readonly caller: AwsCaller,
  ) {}

  /** One page of the changes since `since` (epoch ms), newest first; what only read is left out by AWS. */
  changes(since: number, token: string | null): Promise<TrailPage> {
    return this.page({ AttributeKey: 'ReadOnly', AttributeValue: 'false' }, since, token);
  }

  /** One page of the calls of one name since `since` (epoch ms), newest first. */
  calls(name: string, since: number, token: string | null): Promise<TrailPage> {
    return this.page({ AttributeKey: 'EventName', AttributeValue: name }, since, token);
  }

  private async page(
    attribute: { AttributeKey: 'ReadOnly' | 'EventName'; AttributeValue: string },
    since: number,
    token: string | null,
  ): Promise<TrailPage> {
    const answer = await this.caller.call(ACTION, { lane: 'fresh' }, () =>
      this.client.send(
        new LookupEventsCommand({
          StartTime: new Date(since),
          LookupAttributes: [attribute],
          MaxResults: 50,
          NextToken: token ?? undefined,
        }),
      ),
    );
    const page = checkAnswer(ACTION, z.object({ Events: list(EventShape), NextToken: text }), answer);
    return { items: page.Events.flatMap((event) => readChange(event) ?? []), next: page.NextToken };
  }
}

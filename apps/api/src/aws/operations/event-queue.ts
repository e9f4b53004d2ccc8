import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { checkAnswer, list, text } from '../answer.js';
import type { AwsCaller } from '../caller.js';

const FRESH = { lane: 'fresh' } as const;
/** SQS's largest batches. */
const MOST_MESSAGES = 10;
/** How long a message that was received is hidden from other readers: longer than it takes to store a batch. */
const HIDDEN_SECONDS = 60;

const MessageShape = z.object({
  ReceiptHandle: z.string(),
  Body: text,
  Attributes: z.record(z.string(), z.string()).nullish(),
});

/** One message; `body` is whatever somebody sent. */
export interface QueueMessage {
  receipt: string;
  body: string;
}

/** How many messages wait, and how many some reader has; null where AWS does not say. */
export interface QueueSize {
  waiting: number | null;
  inFlight: number | null;
}

/** Reads of an SQS queue, and taking off it what is stored. */
export class EventQueueOperations {
  constructor(
    private readonly client: SQSClient,
    private readonly caller: AwsCaller,
  ) {}

  /** Up to ten messages, hidden for a minute. Waits for the first one for so many seconds (0 to 20). */
  async receive(url: string, waitSeconds: number, signal?: AbortSignal): Promise<QueueMessage[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: MOST_MESSAGES,
      WaitTimeSeconds: waitSeconds,
      VisibilityTimeout: HIDDEN_SECONDS,
    });
    const answer = await this.caller.call('sqs:ReceiveMessage', FRESH, () =>
      this.client.send(command, { abortSignal: signal }),
    );
    const { Messages } = checkAnswer(
      'sqs:ReceiveMessage',
      z.object({ Messages: list(MessageShape) }),
      answer,
    );
    return Messages.map(({ ReceiptHandle, Body }) => ({ receipt: ReceiptHandle, body: Body ?? '' }));
  }

  /** Takes messages off the queue. One that stays is received again, which does no harm. */
  async delete(url: string, receipts: readonly string[]): Promise<void> {
    for (let i = 0; i < receipts.length; i += MOST_MESSAGES) {
      const entries = receipts.slice(i, i + MOST_MESSAGES);
      const Entries = entries.map((ReceiptHandle, n) => ({ Id: String(n), ReceiptHandle }));
      await this.caller.call('sqs:DeleteMessage', FRESH, () =>
        this.client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries })),
      );
    }
  }

  async size(url: string): Promise<QueueSize> {
    const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const answer = await this.caller.call('sqs:GetQueueAttributes', FRESH, () =>
      this.client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] })),
    );
    const shape = z.object({ Attributes: z.record(z.string(), z.string()).nullish() });
    const { Attributes } = checkAnswer('sqs:GetQueueAttributes', shape, answer);
    const [waiting, inFlight] = names.map((name) => count(Attributes?.[name]));
    return { waiting: waiting ?? null, inFlight: inFlight ?? null };
  }
}

function count(digits: string | undefined): number | null {
  return digits !== undefined && /^\d+$/.test(digits) ? Number(digits) : null;
}

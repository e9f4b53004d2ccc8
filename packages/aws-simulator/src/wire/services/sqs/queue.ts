import type { AwsRecord } from '../../../world/types.js';
import { AwsError } from '../../aws-error.js';
import type { Call, Operation } from '../../operation.js';
import { QUEUE_NAME, type EventQueue } from '../../queue/event-queue.js';
import { looseStrings } from '../../request/record.js';

/** What all operations on a queue share. */
export const ofQueue = {
  service: 'sqs',
  bucket: () => ({ bucket: 'sqs:call', cost: 1 }),
  resources: (input: AwsRecord) => looseStrings(input, 'QueueUrl', 'QueueName'),
} as const satisfies Partial<Operation>;

export function noSuchQueue(): AwsError {
  return new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
}

/** Stands for the account of whoever asks: for those who write an address before they know the number. */
const OWN_ACCOUNT = '000000000000';

/** The queue that `QueueUrl` names; there is one in each region. */
export function queueOf(call: Call): EventQueue {
  const url = call.params.requiredString('QueueUrl');
  const [name, account] = url.split('/').reverse();
  const isOwn = account === call.identity.accountId || account === OWN_ACCOUNT;
  if (name !== QUEUE_NAME || !isOwn) throw noSuchQueue();
  return call.queues.of(call.view, call.now);
}

export function queueArn({ identity }: Call): string {
  return `arn:aws:sqs:${identity.region}:${identity.accountId}:${QUEUE_NAME}`;
}

const RECEIPT = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export function checkReceipt(handle: string): string {
  if (!RECEIPT.test(handle))
    throw new AwsError(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${handle}" is not a valid receipt handle.`,
    );
  return handle;
}

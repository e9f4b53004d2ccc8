import type { AwsRecord } from '../../../world/types.js';
import type { Operation } from '../../operation.js';
import { QUEUE_DEFAULTS, type QueueMessage } from '../../queue/event-queue.js';
import { looseStrings } from '../../request/record.js';
import { ofQueue, queueOf } from './queue.js';

const MOST_MESSAGES = 10;
const MOST_WAIT_SECONDS = 20;
export const MOST_HIDDEN_SECONDS = 43_200;

export const receiveMessage: Operation = {
  ...ofQueue,
  name: 'ReceiveMessage',
  run(call) {
    const queue = queueOf(call);
    const most = call.params.integer('MaxNumberOfMessages', 1, MOST_MESSAGES) ?? 1;
    const hidden = call.params.integer('VisibilityTimeout', 0, MOST_HIDDEN_SECONDS);
    call.params.integer('WaitTimeSeconds', 0, MOST_WAIT_SECONDS);
    const taken = queue.receive(call.now, most, hidden ?? QUEUE_DEFAULTS.visibilityTimeout, call.queueFaults);
    if (taken.length === 0) return {};
    const wanted = looseStrings(call.input, 'AttributeNames', 'MessageSystemAttributeNames');
    return { Messages: taken.map((message) => view(message, wanted)) };
  },
  waits: (output, { WaitTimeSeconds }) =>
    'Messages' in output || typeof WaitTimeSeconds !== 'number' ? 0 : WaitTimeSeconds * 1000,
};

function view(message: QueueMessage, wanted: readonly string[]): AwsRecord {
  const all: Record<string, string> = {
    SenderId: 'AIDAIE4FUEBRIDGE00001',
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
  };
  const attributes = Object.entries(all).filter(([name]) => wanted.includes('All') || wanted.includes(name));
  return {
    MessageId: message.id,
    ReceiptHandle: message.receipt,
    MD5OfBody: message.md5,
    Body: message.body,
    ...(attributes.length > 0 && { Attributes: Object.fromEntries(attributes) }),
  };
}

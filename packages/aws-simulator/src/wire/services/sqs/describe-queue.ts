import { AwsError } from '../../aws-error.js';
import type { Operation } from '../../operation.js';
import { QUEUE_DEFAULTS, QUEUE_NAME } from '../../queue/event-queue.js';
import { noSuchQueue, ofQueue, queueArn, queueOf } from './queue.js';

export const getQueueUrl: Operation = {
  ...ofQueue,
  name: 'GetQueueUrl',
  run(call) {
    const owner = call.params.string('QueueOwnerAWSAccountId') ?? call.identity.accountId;
    if (call.params.requiredString('QueueName') !== QUEUE_NAME || owner !== call.identity.accountId)
      throw noSuchQueue();
    return { QueueUrl: `https://sqs.${call.identity.region}.amazonaws.com/${owner}/${QUEUE_NAME}` };
  },
};

export const getQueueAttributes: Operation = {
  ...ofQueue,
  name: 'GetQueueAttributes',
  run(call) {
    const queue = queueOf(call);
    const { visible, inFlight } = queue.counts(call.now);
    const created = String(Math.floor(queue.createdAt / 1000));
    const all: Record<string, string> = {
      ApproximateNumberOfMessages: String(visible),
      ApproximateNumberOfMessagesNotVisible: String(inFlight),
      ApproximateNumberOfMessagesDelayed: '0',
      CreatedTimestamp: created,
      LastModifiedTimestamp: created,
      DelaySeconds: '0',
      MaximumMessageSize: '262144',
      MessageRetentionPeriod: String(QUEUE_DEFAULTS.retentionSeconds),
      QueueArn: queueArn(call),
      ReceiveMessageWaitTimeSeconds: String(QUEUE_DEFAULTS.waitSeconds),
      SqsManagedSseEnabled: 'true',
      VisibilityTimeout: String(QUEUE_DEFAULTS.visibilityTimeout),
    };
    const names = call.params.strings('AttributeNames', 30);
    const unknown = names.find((name) => name !== 'All' && !(name in all));
    if (unknown !== undefined) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
    const wanted = Object.entries(all).filter(([name]) => names.includes('All') || names.includes(name));
    return wanted.length === 0 ? {} : { Attributes: Object.fromEntries(wanted) };
  },
};

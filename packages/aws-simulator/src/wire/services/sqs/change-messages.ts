import type { AwsRecord } from '../../../world/types.js';
import { AwsError } from '../../aws-error.js';
import type { Call, Operation } from '../../operation.js';
import { Params } from '../../request/params.js';
import { records } from '../../request/record.js';
import { sqsParams } from '../faults.js';
import { checkReceipt, ofQueue, queueOf } from './queue.js';
import { MOST_HIDDEN_SECONDS } from './receive-message.js';

const MOST_ENTRIES = 10;

export const changeMessageVisibility: Operation = {
  ...ofQueue,
  name: 'ChangeMessageVisibility',
  run(call) {
    const queue = queueOf(call);
    const receipt = checkReceipt(call.params.requiredString('ReceiptHandle'));
    const seconds = call.params.integer('VisibilityTimeout', 0, MOST_HIDDEN_SECONDS);
    if (seconds === undefined) throw sqsParams.required('VisibilityTimeout');
    if (!queue.hide(receipt, seconds, call.now))
      throw new AwsError('MessageNotInflight', 'The message referred to is not in flight.');
    return {};
  },
};

export const deleteMessageBatch: Operation = {
  ...ofQueue,
  name: 'DeleteMessageBatch',
  run(call) {
    const queue = queueOf(call);
    const outcomes = entriesOf(call).map(({ id, receipt }) => {
      try {
        queue.delete(checkReceipt(receipt));
        return { Id: id };
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        return { Id: id, Code: error.code, Message: error.message, SenderFault: true };
      }
    });
    const failed = (outcome: AwsRecord): boolean => 'Code' in outcome;
    const [good, bad] = [outcomes.filter((one) => !failed(one)), outcomes.filter(failed)];
    return { Successful: good, Failed: bad };
  },
};

function entriesOf(call: Call): { id: string; receipt: string }[] {
  const entries = records(call.input, 'Entries').map((entry) => {
    const params = new Params(entry, sqsParams);
    return { id: params.requiredString('Id'), receipt: params.requiredString('ReceiptHandle') };
  });
  if (entries.length === 0)
    throw new AwsError(
      'EmptyBatchRequest',
      'There should be at least one DeleteMessageBatchRequestEntry in the request.',
    );
  if (entries.length > MOST_ENTRIES) {
    const message = `Maximum number of entries per request are ${MOST_ENTRIES}. You have sent ${entries.length}.`;
    throw new AwsError('TooManyEntriesInBatchRequest', message);
  }
  const ids = new Set(entries.map(({ id }) => id));
  if (ids.size < entries.length)
    throw new AwsError(
      'BatchEntryIdsNotDistinct',
      'Two or more batch entries in the request have the same Id.',
    );
  return entries;
}

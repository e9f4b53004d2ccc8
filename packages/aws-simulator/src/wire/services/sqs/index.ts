import type { Operation } from '../../operation.js';
import { changeMessageVisibility, deleteMessageBatch } from './change-messages.js';
import { getQueueAttributes, getQueueUrl } from './describe-queue.js';
import { receiveMessage } from './receive-message.js';

export const SQS_OPERATIONS: readonly Operation[] = [
  receiveMessage,
  deleteMessageBatch,
  changeMessageVisibility,
  getQueueAttributes,
  getQueueUrl,
];

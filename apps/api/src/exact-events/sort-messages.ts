import { readQueueEvent, type QueueEvent, type QueueMessage } from '../aws/index.js';

/** What a batch of messages holds, each event once. */
export interface SortedMessages {
  events: QueueEvent[];
  /** Ids of all events, also of types that we do not know, with their types. */
  types: Map<string, string>;
  /** Copies within the batch. */
  copies: number;
  ignored: number;
  malformed: number;
  /** What was wrong with the last malformed one. */
  problem: string | null;
}

/** Reads messages; what is no event is counted and kept out, and stops nobody. */
export function sortMessages(messages: readonly Pick<QueueMessage, 'body'>[]): SortedMessages {
  const sorted: SortedMessages = {
    events: [],
    types: new Map(),
    copies: 0,
    ignored: 0,
    malformed: 0,
    problem: null,
  };
  for (const { body } of messages) {
    const read = readQueueEvent(body);
    if ('malformed' in read) {
      sorted.malformed += 1;
      sorted.problem = read.malformed;
      continue;
    }
    const [id, type] = 'ignored' in read ? [read.id, read.ignored] : [read.event.id, read.event.type];
    if (sorted.types.has(id)) {
      sorted.copies += 1;
      continue;
    }
    sorted.types.set(id, type);
    if ('ignored' in read) sorted.ignored += 1;
    else sorted.events.push(read.event);
  }
  return sorted;
}

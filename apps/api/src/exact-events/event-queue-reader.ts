import { AwsCallError, type AwsPlace, type QueueEvent, type QueueMessage } from '../aws/index.js';
import type { Clock } from '../clock/index.js';
import { writeRun } from '../collection-run/index.js';
import { inTransaction, type Database } from '../database/index.js';
import { observeTask, type InventorySweep } from '../inventory/index.js';
import { noteBatch, noteQueue } from './event-queue.repository.js';
import { keepTimeline } from './keep-timeline.js';
import { sortMessages, type SortedMessages } from './sort-messages.js';
import { timelineFacts } from './timeline-facts.js';

export interface ReaderParts {
  database: Pick<Database, 'pool'>;
  clock: Clock;
  place: AwsPlace;
  /** Task events are added to the runs that its sweeps write. */
  sweep: Pick<InventorySweep, 'takeTaskEvents'>;
  url: string;
}

/** How long one job reads before it hands over to the next. */
const JOB_MS = 5 * 60_000;
const LONGEST_WAIT_SECONDS = 20;
/** Messages of so many receives are stored together; a message is hidden for a minute, so a batch is never long. */
const RECEIVES_PER_BATCH = 20;

/**
 * Reads the events that EventBridge puts into a queue. A message is taken off the queue only after what it says is
 * committed; one that comes again changes nothing, in whatever order. The sweeps go on and see the same: without the
 * queue moments are a sweep apart, with it they are exact.
 */
export class EventQueueReader {
  constructor(private readonly parts: ReaderParts) {}

  /** Reads until the job's time is over or `signal` says so. A queue that cannot be read is noted, not thrown. */
  async run(signal: AbortSignal, forMs = JOB_MS): Promise<void> {
    const { database, clock, place, url } = this.parts;
    const startedAt = clock.now();
    const until = startedAt + forMs;
    let items = 0;
    let message: string | null = null;
    try {
      while (!signal.aborted && clock.now() < until) {
        const waitSeconds = Math.min(
          LONGEST_WAIT_SECONDS,
          Math.max(0, Math.ceil((until - clock.now()) / 1000)),
        );
        items += await this.readOnce(waitSeconds, signal);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof AwsCallError)) throw error;
      message = error.message;
      await noteQueue(database.pool, place.key, { url, waiting: null, inFlight: null, message }, clock.now());
    }
    await writeRun(database.pool, {
      ...place.key,
      job: 'events',
      startedAt,
      finishedAt: clock.now(),
      status: message === null ? 'ok' : 'failed',
      items,
      throttled: 0,
      kinds: [],
      message,
    });
  }

  /** One batch: everything that is there now, after waiting for the first message. @returns messages taken */
  async readOnce(waitSeconds: number, signal?: AbortSignal): Promise<number> {
    const { database, clock, place, url } = this.parts;
    const messages = await this.receiveBatch(waitSeconds, signal);
    if (messages.length > 0) {
      await this.store(messages);
      await place.eventQueue.delete(
        url,
        messages.map(({ receipt }) => receipt),
      );
    }
    const size = await place.eventQueue.size(url);
    await noteQueue(database.pool, place.key, { url, ...size, message: null }, clock.now());
    return messages.length;
  }

  private async receiveBatch(waitSeconds: number, signal?: AbortSignal): Promise<QueueMessage[]> {
    const { place, url } = this.parts;
    const batch: QueueMessage[] = [];
    for (let receives = 0; receives < RECEIVES_PER_BATCH; receives += 1) {
      const found = await place.eventQueue.receive(url, batch.length === 0 ? waitSeconds : 0, signal);
      batch.push(...found);
      if (found.length === 0 || signal?.aborted) break;
    }
    return batch;
  }

  /** Facts first, each of them harmless when it comes again; then the figures, so that they count what is stored. */
  private async store(messages: readonly QueueMessage[]): Promise<void> {
    const { database, clock, place, sweep, url } = this.parts;
    const sorted = sortMessages(messages);
    const looks = sorted.events.flatMap((event) =>
      event.type === 'ECS Task State Change'
        ? [observeTask(event.task, { source: 'event', changedAt: event.changedAt })]
        : [],
    );
    if (looks.length > 0) await sweep.takeTaskEvents(looks);
    await keepTimeline(database.pool, place.scopeId, sorted.events.flatMap(timelineFacts));
    const figures = figuresOf(sorted, messages.length);
    await inTransaction(database.pool, (client) =>
      noteBatch(client, place.key, sorted.types, { url, ...figures }, clock.now()),
    );
  }
}

function figuresOf({ events, malformed, ignored, problem }: SortedMessages, received: number) {
  const moments = events.map(momentOf);
  return {
    received,
    malformed,
    ignored,
    problem,
    newestAt: moments.length > 0 ? Math.max(...moments) : null,
  };
}

/** The envelope's time has whole seconds; a task's is exact. */
function momentOf(event: QueueEvent): number {
  return event.type === 'ECS Task State Change' ? event.changedAt : event.at;
}

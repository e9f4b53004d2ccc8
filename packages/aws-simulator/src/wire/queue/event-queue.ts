import { createHash, randomUUID } from 'node:crypto';
import type { BusEvent } from '../../world/event-bus/event-bus-view.js';
import type { Millis, Region } from '../../world/types.js';
import type { QueueFaults } from '../faults/queue-faults.js';

/** Seconds; the defaults of a new queue but for the visibility timeout, which the template in deploy/ sets. */
export const QUEUE_DEFAULTS = { visibilityTimeout: 60, retentionSeconds: 345_600, waitSeconds: 0 };
export const QUEUE_NAME = 'danji-events';

export interface QueueMessage {
  readonly id: string;
  readonly body: string;
  readonly md5: string;
  readonly sentAt: Millis;
  /** Received messages are hidden until then. */
  visibleAt: Millis;
  receiveCount: number;
  firstReceivedAt?: Millis;
  /** Of the last receive: older handles no longer work. */
  receipt?: string;
}

interface Due {
  arrivesAt: Millis;
  body: string;
}

/**
 * A standard queue behind a rule that takes everything: at least once, and roughly in order. Times are those of the
 * simulator's clock, so visibility timeouts run with it.
 */
export class EventQueue {
  private readonly messages = new Map<string, QueueMessage>();
  private readonly byReceipt = new Map<string, QueueMessage>();
  private onTheirWay: Due[] = [];
  readonly createdAt: Millis;

  constructor(
    private readonly region: Region,
    now: Millis,
  ) {
    this.createdAt = now;
  }

  /** Messages that are not deleted: those to be had, and those that somebody has. */
  counts(now: Millis): { visible: number; inFlight: number } {
    this.fill(now);
    let visible = 0;
    for (const message of this.messages.values()) if (message.visibleAt <= now) visible += 1;
    return { visible, inFlight: this.messages.size - visible };
  }

  receive(now: Millis, most: number, hiddenSeconds: number, faults: QueueFaults): QueueMessage[] {
    this.fill(now);
    const taken = this.pick(now, most, faults);
    for (const message of taken) {
      if (message.receipt !== undefined) this.byReceipt.delete(message.receipt);
      message.receipt = randomUUID();
      message.visibleAt = now + hiddenSeconds * 1000;
      message.receiveCount += 1;
      message.firstReceivedAt ??= now;
      this.byReceipt.set(message.receipt, message);
      if (faults.random() < faults.duplicated) this.send(message.body, now);
    }
    if (taken.length > 0 && faults.random() < faults.malformed)
      this.send(malformedBody(taken[0]?.body ?? ''), now);
    return taken;
  }

  /** False for a handle of a receive that is not the last one of its message. A deleted message is deleted. */
  hide(receipt: string, seconds: number, now: Millis): boolean {
    const message = this.byReceipt.get(receipt);
    if (!message || message.visibleAt <= now) return false;
    message.visibleAt = now + seconds * 1000;
    return true;
  }

  delete(receipt: string): void {
    const message = this.byReceipt.get(receipt);
    if (!message) return;
    this.byReceipt.delete(receipt);
    this.messages.delete(message.id);
  }

  private pick(now: Millis, most: number, { shuffled, random }: QueueFaults): QueueMessage[] {
    const visible: QueueMessage[] = [];
    for (const message of this.messages.values()) {
      if (message.visibleAt > now) continue;
      visible.push(message);
      if (!shuffled && visible.length === most) break;
    }
    if (!shuffled) return visible;
    const taken: QueueMessage[] = [];
    while (taken.length < most && visible.length > 0) {
      taken.push(...visible.splice(Math.floor(random() * visible.length), 1));
    }
    return taken;
  }

  /** Takes over what has happened, lets in what has arrived, and forgets what is older than the retention. */
  private fill(now: Millis): void {
    const fresh = this.region.eventBus.take().map(({ arrivesAt, body }: BusEvent) => ({
      arrivesAt,
      body: JSON.stringify(body),
    }));
    if (fresh.length > 0) {
      this.onTheirWay.push(...fresh);
      this.onTheirWay.sort((a, b) => a.arrivesAt - b.arrivesAt);
    }
    const arrived = this.onTheirWay.findIndex(({ arrivesAt }) => arrivesAt > now);
    const here = this.onTheirWay.splice(0, arrived === -1 ? this.onTheirWay.length : arrived);
    for (const { body, arrivesAt } of here) this.send(body, arrivesAt);
    for (const message of this.messages.values()) {
      if (message.sentAt > now - QUEUE_DEFAULTS.retentionSeconds * 1000) break;
      this.messages.delete(message.id);
    }
  }

  private send(body: string, at: Millis): void {
    const md5 = createHash('md5').update(body).digest('hex');
    const message = { id: randomUUID(), body, md5, sentAt: at, visibleAt: at, receiveCount: 0 };
    this.messages.set(message.id, message);
  }
}

/** What somebody else's hand puts into a queue: text that breaks off, or JSON that is no event. */
function malformedBody(body: string): string {
  return body.length % 2 === 0 ? body.slice(0, 40) : JSON.stringify({ hello: 'queue' });
}

/** The queue of each region, made when somebody first asks for it. */
export class EventQueues {
  private readonly queues = new Map<string, EventQueue>();

  of(region: Region, now: Millis): EventQueue {
    const key = `${region.accountId}|${region.region}`;
    let queue = this.queues.get(key);
    if (!queue) {
      queue = new EventQueue(region, now);
      this.queues.set(key, queue);
    }
    return queue;
  }
}

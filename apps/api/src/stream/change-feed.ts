import { randomBytes } from 'node:crypto';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { z } from 'zod';
import { StreamTopic, type StreamMessage } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { ChangeChannel } from './change-channel.repository.js';
import { ChangeLog } from './change-log.js';

const KEPT_MS = 300_000;
const HEARTBEAT_MS = 15_000;
const Payload = z.object({ topic: StreamTopic, ids: z.array(z.string()) });

/** Who hears changes: one browser. */
export interface Subscriber {
  onMessage: (message: StreamMessage) => void;
  /** Something may have been missed. `id` is where the stream goes on. */
  onReset: (id: string) => void;
  onHeartbeat: () => void;
  onEnd: () => void;
}

/** Spreads what processes tell each other to every open stream. */
@Injectable()
export class ChangeFeed implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Stream');
  private readonly log = new ChangeLog(randomBytes(4).toString('hex'), KEPT_MS);
  private readonly subscribers = new Set<Subscriber>();
  private heartbeat: NodeJS.Timeout | null = null;
  private listening = false;

  constructor(
    private readonly channel: ChangeChannel,
    private readonly clock: Clock,
  ) {}

  /** Waits for the first attempt to listen, so that a server that answers hears every change from then on. */
  async onApplicationBootstrap(): Promise<void> {
    this.heartbeat = setInterval(() => {
      for (const subscriber of this.subscribers) subscriber.onHeartbeat();
    }, HEARTBEAT_MS);
    await this.channel.listen({
      onPayload: (payload) => this.receive(payload),
      onListening: () => this.begin(),
    });
  }

  /** Streams are ended first: the server waits for open connections. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.heartbeat !== null) clearInterval(this.heartbeat);
    for (const subscriber of this.subscribers) subscriber.onEnd();
    await this.channel.stop();
  }

  get size(): number {
    return this.subscribers.size;
  }

  /** Hears from now on, after what followed `lastEventId`. Answers how to stop. */
  subscribe(subscriber: Subscriber, lastEventId: string | null): () => void {
    const missed = lastEventId === null ? [] : this.log.after(lastEventId);
    if (missed === null) subscriber.onReset(this.log.position);
    else for (const message of missed) subscriber.onMessage(message);
    this.subscribers.add(subscriber);
    return () => this.subscribers.delete(subscriber);
  }

  private receive(payload: string): void {
    const parsed = Payload.safeParse(parseJson(payload));
    if (!parsed.success) {
      this.logger.error(`A change that is none was announced: ${payload.slice(0, 200)}`);
      return;
    }
    const message = this.log.add(parsed.data.topic, parsed.data.ids, this.clock.now());
    for (const subscriber of this.subscribers) subscriber.onMessage(message);
  }

  private begin(): void {
    // The first time nobody has missed anything yet.
    if (this.listening) {
      this.log.forget();
      for (const subscriber of this.subscribers) subscriber.onReset(this.log.position);
    }
    this.listening = true;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

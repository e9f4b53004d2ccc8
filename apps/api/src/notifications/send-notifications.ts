import { Inject, Injectable } from '@nestjs/common';
import type { IncidentItem } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database, notifyChanges } from '../database/index.js';
import { writeEntries } from '../incidents/index.js';
import { ChannelRepository, targetOf, type ChannelRow } from './channel.repository.js';
import { deliver, type Delivery } from './deliver.js';
import { ReadMessageFacts } from './message-facts.js';
import { NotificationRepository, type ClaimedMessage } from './notification.repository.js';
import { nextTry } from './retry.js';
import { SecretBox } from './secret-box.js';

const AT_ONCE = 20;
/** A silence may be ended sooner than it says: what waits for it looks again so often. */
const LOOK_AGAIN_MS = 60_000;

/** Sends what the outbox holds: each message is claimed, sent, and noted, in that order. */
@Injectable()
export class SendNotifications {
  private box: SecretBox | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    private readonly channels: ChannelRepository,
    private readonly notifications: NotificationRepository,
    private readonly facts: ReadMessageFacts,
  ) {}

  /** @returns how many were delivered */
  async run(signal: AbortSignal): Promise<number> {
    let delivered = 0;
    while (!signal.aborted) {
      const claimed = await this.notifications.claim(this.clock.now(), AT_ONCE);
      if (claimed.length === 0) return delivered;
      const results = await Promise.all(claimed.map((message) => this.one(message)));
      delivered += results.filter(Boolean).length;
    }
    return delivered;
  }

  private async one(message: ClaimedMessage): Promise<boolean> {
    const now = this.clock.now();
    const [channel, incident] = await Promise.all([
      this.channels.byId(message.channel_id),
      this.facts.incident(message.incident_id, now),
    ]);
    if (channel === null || !channel.enabled || incident === null || incident.state === 'merged') {
      const error =
        channel === null || !channel.enabled ? 'its channel is off' : 'its incident was taken over';
      await this.notifications.settle(message, { state: 'dropped', now, error });
      return false;
    }
    if (await this.waits(message, incident, now)) return false;
    const facts = await this.facts.run(message.id, incident, message.change);
    const delivery = await this.send(channel, facts);
    await this.note(message, channel, delivery);
    return delivery.delivered;
  }

  /** What is snoozed or silenced waits; when it is over before that ends, nobody needs to hear of it. */
  private async waits(message: ClaimedMessage, incident: IncidentItem, now: number): Promise<boolean> {
    if (!message.change.startsWith('fired')) return false;
    const snoozed = incident.snoozedUntil === null ? 0 : Date.parse(incident.snoozedUntil);
    if (snoozed <= now && incident.silencedBy === null) return false;
    if (incident.state !== 'open') {
      await this.notifications.settle(message, {
        state: 'dropped',
        now,
        error: 'over while it was silenced',
      });
      return true;
    }
    const nextAt = now + LOOK_AGAIN_MS;
    await this.notifications.settle(message, {
      state: 'waiting',
      now,
      nextAt,
      error: 'silenced',
      untried: true,
    });
    return true;
  }

  /** Sends to a channel as it is stored; also the test message. */
  async send(channel: ChannelRow, facts: Parameters<typeof deliver>[1]): Promise<Delivery> {
    try {
      this.box ??= SecretBox.open(this.config);
      const secret = channel.secret === null ? null : this.box.unseal(channel.secret);
      return await deliver(
        { target: targetOf(channel), language: channel.language, secret },
        facts,
        this.clock.now(),
      );
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { delivered: false, status: null, message, again: true, retryAfterMs: null };
    }
  }

  private async note(message: ClaimedMessage, channel: ChannelRow, delivery: Delivery): Promise<void> {
    const now = this.clock.now();
    const { status } = delivery;
    if (delivery.delivered) {
      await this.notifications.settle(message, { state: 'sent', now, status });
      const entry = {
        incident: message.incident_id,
        id: `told.${message.id}`,
        at: now,
        kind: 'notified' as const,
        actor: null,
      };
      await writeEntries(this.database.pool, [
        { ...entry, params: { channel: channel.name, change: message.change } },
      ]);
      await notifyChanges(this.database.pool, 'incidents', [message.incident_id]);
      return;
    }
    const times = { attempts: message.attempts, createdAt: message.created_at.getTime(), now };
    const nextAt = delivery.again
      ? nextTry({ ...times, retryAfterMs: delivery.retryAfterMs }, Math.random())
      : null;
    await this.notifications.settle(message, {
      state: nextAt === null ? 'failed' : 'waiting',
      now,
      status,
      error: delivery.message,
      ...(nextAt === null ? {} : { nextAt }),
    });
  }
}

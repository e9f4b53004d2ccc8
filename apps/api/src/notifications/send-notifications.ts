import { Inject, Injectable } from '@nestjs/common';
import type { IncidentItem } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database, inTransaction, notifyChanges } from '../database/index.js';
import { writeEntries } from '../incidents/index.js';
import { ChannelRepository, targetOf, type ChannelRow } from './channel.repository.js';
import { deliver, type Delivery } from './deliver.js';
import { ReadMessageFacts } from './message-facts.js';
import type { MessageFacts } from './message.js';
import {
  dropCovered,
  NotificationRepository,
  settleMessage,
  type ClaimedMessage,
  type Outcome,
} from './notification.repository.js';
import { nextTry } from './retry.js';
import { SealBroken, SecretBox } from './secret-box.js';

/** Messages of one channel that are sent together. */
const AT_ONCE = 20;
/** A silence or a snooze may be ended sooner than it says: what waits for it looks again so often. */
const LOOK_AGAIN_MS = 60_000;

type Result = 'sent' | 'failed' | 'held' | 'dropped';

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

  /** Channels side by side, so that a receiver that hangs keeps nobody else waiting. @returns how many were delivered */
  async run(signal: AbortSignal): Promise<number> {
    const due = await this.notifications.dueChannels(this.clock.now());
    const delivered = await Promise.all(due.map((channelId) => this.drain(channelId, signal)));
    return delivered.reduce((sum, each) => sum + each, 0);
  }

  /** What a channel has waiting, until nothing is due or the receiver takes nothing more for now. */
  private async drain(channelId: string, signal: AbortSignal): Promise<number> {
    let delivered = 0;
    while (!signal.aborted) {
      const claimed = await this.notifications.claim(channelId, this.clock.now(), AT_ONCE);
      if (claimed.length === 0) break;
      const results = await Promise.all(claimed.map((message) => this.one(message)));
      const sent = results.filter((result) => result === 'sent').length;
      delivered += sent;
      if (sent === 0 && results.includes('failed')) break;
    }
    return delivered;
  }

  private async one(message: ClaimedMessage): Promise<Result> {
    const now = this.clock.now();
    const [channel, incident] = await Promise.all([
      this.channels.byId(message.channel_id),
      this.facts.incident(message.incident_id, now),
    ]);
    if (channel === null || !channel.enabled) return this.drop(message, 'its channel is off');
    if (incident === null || incident.state === 'merged')
      return this.drop(message, 'its incident was taken over');
    const needless = await this.whyNeedless(message, incident, now);
    if (needless !== null) return this.drop(message, needless);
    const heldUntil = holdOf(message, incident, now);
    if (heldUntil !== null) {
      const outcome = { state: 'waiting', now, nextAt: heldUntil, error: 'silenced', untried: true } as const;
      await settleMessage(this.database.pool, message, outcome);
      return 'held';
    }
    const facts = await this.facts.run(message.id, incident, message.change);
    const delivery = await this.send(channel, facts);
    if (delivery.delivered) await this.noteSent(message, channel, facts, { delivery, incident });
    else await this.noteFailed(message, delivery);
    return delivery.delivered ? 'sent' : 'failed';
  }

  /** Why nobody needs a message any more; null where somebody does. */
  private async whyNeedless(
    message: ClaimedMessage,
    incident: IncidentItem,
    now: number,
  ): Promise<string | null> {
    if (isBeginning(message)) {
      return incident.state !== 'open' && isHidden(incident, now) ? 'over while it was silenced' : null;
    }
    if (incident.state === 'open') return 'the incident is open again';
    return (await this.notifications.wasTold(message)) ? null : 'its beginning was not told';
  }

  /** Sends to a channel as it is stored; also the test message. */
  async send(channel: ChannelRow, facts: MessageFacts): Promise<Delivery> {
    try {
      this.box ??= SecretBox.open(this.config);
      const secret = channel.secret === null ? null : this.box.unseal(channel.secret);
      const receiver = { target: targetOf(channel), language: channel.language, secret };
      return await deliver(receiver, facts, this.clock.now());
    } catch (error) {
      // Somebody may bring the right key back: its file is read again at the next try.
      if (error instanceof SealBroken) this.box = null;
      const message = error instanceof Error ? error.message : String(error);
      return { delivered: false, status: null, message, again: true, retryAfterMs: null };
    }
  }

  private async drop(message: ClaimedMessage, why: string): Promise<Result> {
    const outcome: Outcome = { state: 'dropped', now: this.clock.now(), error: why, untried: true };
    await settleMessage(this.database.pool, message, outcome);
    return 'dropped';
  }

  /** That it was sent and that the incident's timeline says so are one. */
  private async noteSent(
    message: ClaimedMessage,
    channel: ChannelRow,
    { kind }: MessageFacts,
    { delivery, incident }: { delivery: Delivery; incident: IncidentItem },
  ): Promise<void> {
    const now = this.clock.now();
    await inTransaction(this.database.pool, async (client) => {
      await settleMessage(client, message, { state: 'sent', now, status: delivery.status });
      if (kind === 'passed') await dropCovered(client, message, incident.version, 'told with its beginning');
      const params = { channel: channel.name, change: message.change };
      const id = `told.${message.id}`;
      await writeEntries(client, [
        { incident: message.incident_id, id, at: now, kind: 'notified', actor: null, params },
      ]);
    });
    await notifyChanges(this.database.pool, 'incidents', [message.incident_id]);
  }

  private async noteFailed(
    message: ClaimedMessage,
    { again, status, message: error, retryAfterMs }: Delivery,
  ): Promise<void> {
    const now = this.clock.now();
    const { attempts } = message;
    const nextAt = again ? nextTry({ attempts, now, retryAfterMs }, Math.random()) : null;
    const outcome: Outcome =
      nextAt === null
        ? { state: 'failed', now, status, error }
        : { state: 'waiting', now, nextAt, status, error };
    await settleMessage(this.database.pool, message, outcome);
  }
}

const isBeginning = ({ change }: ClaimedMessage): boolean => change.startsWith('fired');

function snoozedUntil({ snoozedUntil: until }: IncidentItem): number {
  return until === null ? 0 : Date.parse(until);
}

function isHidden(incident: IncidentItem, now: number): boolean {
  return incident.silencedBy !== null || snoozedUntil(incident) > now;
}

/** When to look again at what is snoozed or silenced (epoch ms); null for what is neither. That it is over waits for nothing. */
function holdOf(message: ClaimedMessage, incident: IncidentItem, now: number): number | null {
  if (!isBeginning(message) || !isHidden(incident, now)) return null;
  const until = snoozedUntil(incident);
  const ends = incident.silencedBy === null && until > now ? until : Infinity;
  return Math.min(now + LOOK_AGAIN_MS, ends);
}

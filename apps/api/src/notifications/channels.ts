import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type {
  ChannelInput,
  ChannelTestAnswer,
  Context,
  DeliveryList,
  DeliveryQuery,
  NotificationChannel,
  NotificationChannelList,
} from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { AppError, notFound, requirePermission } from '../http/index.js';
import { CursorTime, decodeCursor, encodeCursor, toPage } from '../paging/index.js';
import { stableId } from '../stable-id/index.js';
import { toChannel } from './channel-item.js';
import { checkTarget } from './check-target.js';
import { ChannelRepository, partsOf } from './channel.repository.js';
import { ReadMessageFacts } from './message-facts.js';
import { NotificationRepository, toDelivery } from './notification.repository.js';
import { SecretBox } from './secret-box.js';
import { SendNotifications } from './send-notifications.js';

const SORT = '-createdAt';
const Position = z.tuple([CursorTime, z.string()]);

/** Receivers of messages, and what was sent to them. */
@Injectable()
export class Channels {
  constructor(
    private readonly channels: ChannelRepository,
    private readonly notifications: NotificationRepository,
    private readonly facts: ReadMessageFacts,
    private readonly sender: SendNotifications,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async list(ctx: Context): Promise<NotificationChannelList> {
    requirePermission(ctx, 'settings.read');
    const items = (await this.channels.all()).map(toChannel);
    return { items, nextCursor: null, total: items.length };
  }

  /** @throws AppError VALIDATION without the secret that it needs, CONFLICT for a name that is taken */
  async add(ctx: Context, input: ChannelInput): Promise<NotificationChannel> {
    requirePermission(ctx, 'settings.write');
    checkTarget(input.target, null);
    const { secret } = partsOf(input.target);
    const id = stableId('chn', randomUUID());
    const by = { actor: ctx.actor, now: this.clock.now() };
    if (!(await this.channels.add(id, input, this.seal(secret) ?? null, by))) throw nameTaken(input.name);
    return this.one(id);
  }

  /** @throws AppError NOT_FOUND, VALIDATION, CONFLICT with the channel as it is now */
  async change(ctx: Context, id: string, version: number, input: ChannelInput): Promise<NotificationChannel> {
    requirePermission(ctx, 'settings.write');
    const before = await this.channels.byId(id);
    if (before === null) throw notFound('channel', id);
    if (before.version !== version) throw lost(toChannel(before));
    checkTarget(input.target, before);
    const { secret } = partsOf(input.target);
    const by = { actor: ctx.actor, now: this.clock.now(), version };
    const changed = await this.channels.change(id, input, this.seal(secret), by);
    const current = await this.one(id);
    if (!changed) throw current.version === version ? nameTaken(input.name) : lost(current);
    return current;
  }

  /** @throws AppError NOT_FOUND, CONFLICT with the channel as it is now */
  async remove(ctx: Context, id: string, version: number): Promise<NotificationChannel> {
    requirePermission(ctx, 'settings.write');
    const current = await this.one(id);
    if (!(await this.channels.remove(id, version))) throw lost(current);
    return current;
  }

  /** Sends a marked message now. @throws AppError NOT_FOUND */
  async test(ctx: Context, id: string): Promise<ChannelTestAnswer> {
    requirePermission(ctx, 'settings.write');
    const row = await this.channels.byId(id);
    if (row === null) throw notFound('channel', id);
    const startedAt = this.clock.now();
    const facts = this.facts.test(`ntf-test-${randomUUID()}`);
    const { delivered, status, message } = await this.sender.send(row, {
      ...facts,
      since: new Date(startedAt).toISOString(),
    });
    return { delivered, status, message, milliseconds: this.clock.now() - startedAt };
  }

  async deliveries(ctx: Context, query: DeliveryQuery): Promise<DeliveryList> {
    requirePermission(ctx, 'settings.read');
    const position = decodeCursor<readonly [number, string]>(SORT, Position, query.cursor);
    const { rows, total } = await this.notifications.page(query, position);
    return toPage({
      rows,
      total,
      limit: query.limit,
      item: toDelivery,
      cursorOf: (row) => encodeCursor(SORT, [row.created_at.getTime(), row.id]),
    });
  }

  private seal(secret: string | null | undefined): Buffer | null | undefined {
    if (secret === undefined || secret === null) return secret;
    try {
      return SecretBox.open(this.config).seal(secret);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new AppError('UNAVAILABLE', `The secret cannot be sealed. ${why}`, { cause: error });
    }
  }

  private async one(id: string): Promise<NotificationChannel> {
    const row = await this.channels.byId(id);
    if (row === null) throw notFound('channel', id);
    return toChannel(row);
  }
}

const nameTaken = (name: string): AppError =>
  new AppError('CONFLICT', `Another channel is named ${name}; write another name.`);
const lost = (current: NotificationChannel): AppError =>
  new AppError('CONFLICT', 'Somebody changed the channel meanwhile; this is how it stands now.', { current });

import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ChangeActor, Context, PostedEvent, PostedEventAnswer } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { Database, notifyChanges } from '../database/index.js';
import { AppError, badInput, requirePermission } from '../http/index.js';
import { KEPT_DAYS } from '../retention/index.js';
import { toEventItem } from './event-row.js';
import { PostedEventRepository, type Claim, type PostedTarget } from './posted-event.repository.js';

const DAY_MS = 86_400_000;
/** Clocks of pipelines run a little ahead; such an event is one of now. */
const AHEAD_MS = 10_000;
/** The same content from the same sender is the same event for so long. */
const SAME_CONTENT_MS = 60_000;
/** A key is kept for a day. */
const SAME_KEY_MS = KEPT_DAYS.postedKeys * DAY_MS;

/** POST /events: what people and pipelines did, as a line of the timeline and a mark on charts. */
@Injectable()
export class PostEvent {
  constructor(
    private readonly events: PostedEventRepository,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError VALIDATION, CONFLICT when the key was used for another event */
  async run(ctx: Context, input: PostedEvent, key: string | null): Promise<PostedEventAnswer> {
    requirePermission(ctx, 'event.write');
    const now = this.clock.now();
    const at = instantOf(input.at, now);
    const target = await this.targetOf(ctx, input.resource);
    const labels = target === null ? (input.labels ?? {}) : null;
    const taken = await this.events.take(
      {
        id: `post-${randomUUID()}`,
        at,
        kind: input.kind,
        title: input.title,
        target,
        labels,
        params: paramsOf(input, ctx),
        actor: actorOf(input, ctx),
      },
      claimOf(ctx, input, key),
      now,
    );
    if (taken === 'other content') {
      throw new AppError(
        'CONFLICT',
        `Idempotency-Key "${key ?? ''}" was used for another event; send a new key.`,
      );
    }
    const about = labels === null ? [] : await this.events.labelled(labels);
    await this.tell(taken.row.resource_id, target, about);
    return {
      ...toEventItem(taken.row),
      matched: labels === null ? 1 : about.length,
      replayed: taken.replayed,
    };
  }

  private async targetOf(ctx: Context, resource: string | undefined): Promise<PostedTarget | null> {
    if (resource === undefined) return null;
    const target = await this.events.target(ctx, resource);
    if (target !== null) return target;
    const remedy = resource.startsWith('task-')
      ? 'Name the service of the task: tasks come and go.'
      : 'There is no such resource here; send an id or ARN that GET /resources lists, or labels.';
    throw badInput('resource', resource, remedy);
  }

  private async tell(
    id: string,
    target: PostedTarget | null,
    about: readonly { id: string; parent_id: string | null }[],
  ): Promise<void> {
    const parents = [...about, ...(target === null ? [] : [target])].flatMap(
      ({ parent_id }) => parent_id ?? [],
    );
    const ids = new Set([id, ...about.map((resource) => resource.id), ...parents]);
    await notifyChanges(this.database.pool, 'events', [...ids]);
  }
}

/** When it happened, epoch ms. @throws AppError VALIDATION */
function instantOf(at: string | undefined, now: number): number {
  if (at === undefined) return now;
  const ms = Date.parse(at);
  if (!(ms <= now + AHEAD_MS)) {
    throw badInput(
      'at',
      at,
      `It lies in the future; it is ${new Date(now).toISOString()} here. Leave at out for now.`,
    );
  }
  const oldest = now - KEPT_DAYS.history * DAY_MS;
  if (ms < oldest) {
    throw badInput(
      'at',
      at,
      `Events are kept for ${KEPT_DAYS.history} days: send one after ${new Date(oldest).toISOString()}.`,
    );
  }
  return Math.min(ms, now);
}

function paramsOf({ url, revision }: PostedEvent, { token }: Context): Record<string, string> {
  return {
    ...(url === undefined ? {} : { url }),
    ...(revision === undefined ? {} : { revision }),
    ...(token === undefined ? {} : { token: token.name }),
  };
}

/** Whoever is named; else the token, which is a program, or the person at the browser. */
function actorOf({ actor }: PostedEvent, ctx: Context): ChangeActor {
  const kind = actor === undefined && ctx.token !== undefined ? 'role' : 'person';
  return { name: actor ?? ctx.actor, kind, source: null, action: 'POST /events' };
}

function claimOf(ctx: Context, input: PostedEvent, key: string | null): Claim {
  const content = createHash('sha256').update(JSON.stringify(input), 'utf8').digest('hex');
  const sender = ctx.token?.id ?? `actor:${ctx.actor}`;
  return key === null
    ? { sender, key: `content:${content}`, content, windowMs: SAME_CONTENT_MS }
    : { sender, key: `key:${key}`, content, windowMs: SAME_KEY_MS };
}

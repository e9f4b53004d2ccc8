import { Injectable } from '@nestjs/common';
import type { ChangeActor, Context, EventLabels, PostedEvent } from '@danji/shared';
import { Database, inTransaction, type Queryable } from '../database/index.js';
import { Conditions } from '../paging/index.js';
import type { EventRow } from './event.repository.js';
import { POSTED_TYPE } from './event-row.js';
import { labelsMatch } from './labels-match.js';

/** The resource that a posted event is about. */
export interface PostedTarget {
  id: string;
  scope_id: string;
  environment: string;
  team: string | null;
  parent_id: string | null;
}

/** Who sends, under which key, what, and for how long a second one is the same (ms). */
export interface Claim {
  sender: string;
  key: string;
  content: string;
  windowMs: number;
}

export interface NewEvent extends Pick<PostedEvent, 'kind' | 'title'> {
  id: string;
  at: number;
  target: PostedTarget | null;
  labels: EventLabels | null;
  params: Record<string, string>;
  actor: ChangeActor;
}

export type Taken = { row: EventRow; replayed: boolean } | 'other content';

const instant = (placeholder: string): string => `to_timestamp(${placeholder}::float8 / 1000)`;

/** Events that people and pipelines post, in SQL. */
@Injectable()
export class PostedEventRepository {
  constructor(private readonly database: Database) {}

  /** A stored resource by id or ARN, the living one first; null for none that the actor may see. */
  async target(ctx: Context, resource: string): Promise<PostedTarget | null> {
    const where = new Conditions()
      .equal(resource.startsWith('arn:') ? 'r.arn' : 'r.id', resource)
      .visibleTo(ctx, 'r.scope_id');
    const { rows } = await this.database.pool.query<PostedTarget>(
      `SELECT r.id, r.scope_id, r.environment, r.team, r.parent_id FROM resource r
        WHERE ${where.toSql()} ORDER BY r.deleted_at DESC NULLS FIRST, r.id LIMIT 1`,
      where.values,
    );
    return rows[0] ?? null;
  }

  /** Living resources that labels name, with what holds them: whose pages show the event. */
  async labelled(labels: EventLabels): Promise<{ id: string; parent_id: string | null }[]> {
    const { rows } = await this.database.pool.query<{ id: string; parent_id: string | null }>(
      `SELECT m.id, m.parent_id FROM resource m LEFT JOIN resource p ON p.id = m.parent_id
        WHERE m.deleted_at IS NULL AND ${labelsMatch('$1::jsonb')}`,
      [JSON.stringify(labels)],
    );
    return rows;
  }

  /** Stores an event, or answers the one that the same sender stored under the same claim before. */
  async take(event: NewEvent, claim: Claim, now: number): Promise<Taken> {
    return inTransaction(this.database.pool, async (client) => {
      const resourceId = event.target?.id ?? event.id;
      if (await this.claim(client, claim, { resourceId, eventId: event.id }, now)) {
        await insert(client, event, resourceId);
        return { row: await this.one(client, resourceId, event.id), replayed: false };
      }
      const { rows } = await client.query<{ content: string; resource_id: string; event_id: string }>(
        'SELECT content, resource_id, event_id FROM posted_key WHERE sender = $1 AND key = $2',
        [claim.sender, claim.key],
      );
      const [before] = rows;
      if (before === undefined || before.content !== claim.content) return 'other content';
      return { row: await this.one(client, before.resource_id, before.event_id), replayed: true };
    });
  }

  /** Whether the key was free: a second request under it waits here until the first one is stored. */
  private async claim(
    client: Queryable,
    { sender, key, content, windowMs }: Claim,
    { resourceId, eventId }: { resourceId: string; eventId: string },
    now: number,
  ): Promise<boolean> {
    const { rowCount } = await client.query(
      `INSERT INTO posted_key AS t (sender, key, content, resource_id, event_id, taken_at)
         VALUES ($1, $2, $3, $4, $5, ${instant('$6')})
         ON CONFLICT (sender, key) DO UPDATE
           SET content = EXCLUDED.content, resource_id = EXCLUDED.resource_id, event_id = EXCLUDED.event_id,
               taken_at = EXCLUDED.taken_at
         WHERE t.taken_at <= ${instant('$7')}`,
      [sender, key, content, resourceId, eventId, now, now - windowMs],
    );
    return rowCount === 1;
  }

  private async one(client: Queryable, resourceId: string, id: string): Promise<EventRow> {
    const { rows } = await client.query<EventRow>(
      `SELECT e.*, 1 AS count, r.name AS resource_name, r.kind AS resource_kind
         FROM event e LEFT JOIN resource r ON r.id = e.resource_id WHERE e.resource_id = $1 AND e.id = $2`,
      [resourceId, id],
    );
    return rows[0] as EventRow;
  }
}

/** An event about labels has no scope; it counts for the first environment and team that it names. */
async function insert(client: Queryable, event: NewEvent, resourceId: string): Promise<void> {
  const { target, labels } = event;
  await client.query(
    `INSERT INTO event (resource_id, id, at, scope_id, kind, type, severity, environment, team, parent_id, message,
                        params, actor, labels)
       VALUES ($1, $2, ${instant('$3')}, $4, $5, $6, 'info', $7, $8, $9, $10, $11, $12, $13)`,
    [
      resourceId,
      event.id,
      event.at,
      target?.scope_id ?? '',
      event.kind,
      POSTED_TYPE,
      target?.environment ?? labels?.environment?.[0] ?? 'other',
      target?.team ?? labels?.team?.[0] ?? null,
      target?.parent_id ?? null,
      event.title,
      JSON.stringify(event.params),
      JSON.stringify(event.actor),
      labels === null ? null : JSON.stringify(labels),
    ],
  );
}

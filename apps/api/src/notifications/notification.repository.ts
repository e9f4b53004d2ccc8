import { Injectable } from '@nestjs/common';
import type { DeliveryItem, DeliveryQuery } from '@danji/shared';
import { Database, instant, type Queryable } from '../database/index.js';
import { Conditions, countSql } from '../paging/index.js';

/** A message whose turn it is, claimed by this worker until its lease ends. */
export interface ClaimedMessage {
  incident_id: string;
  channel_id: string;
  change: string;
  id: string;
  attempts: number;
  created_at: Date;
  /** Tells this claim from a later one of the same message. */
  leased_until: Date;
}

/** What became of a claimed message. */
export interface Outcome {
  state: DeliveryItem['state'];
  /** Epoch ms. */
  now: number;
  /** Epoch ms, for one that waits on. */
  nextAt?: number;
  status?: number | null;
  error?: string | null;
  /** It was put off, not tried. */
  untried?: boolean;
}

interface DeliveryRow {
  id: string;
  incident_id: string;
  channel_id: string;
  channel_name: string;
  change: string;
  state: DeliveryItem['state'];
  attempts: number;
  created_at: Date;
  next_at: Date;
  sent_at: Date | null;
  last_status: number | null;
  last_error: string | null;
}

const LEASE_MS = 60_000;

@Injectable()
export class NotificationRepository {
  constructor(private readonly database: Database) {}

  /** Channels that have messages which are due. */
  async dueChannels(now: number): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ channel_id: string }>(
      `SELECT DISTINCT channel_id FROM notification
        WHERE state = 'waiting' AND next_at <= $1 AND (leased_until IS NULL OR leased_until < $1)`,
      [instant(now)],
    );
    return rows.map(({ channel_id: id }) => id);
  }

  /**
   * Claims messages of a channel that are due. Of one incident only the oldest: that something is over is not told before
   * it was told that it began.
   */
  async claim(channelId: string, now: number, limit: number): Promise<ClaimedMessage[]> {
    const { rows } = await this.database.pool.query<ClaimedMessage>(
      `UPDATE notification n SET leased_until = $2, attempts = attempts + 1
         FROM (SELECT incident_id, channel_id, change FROM notification d
                WHERE d.state = 'waiting' AND d.next_at <= $1 AND (d.leased_until IS NULL OR d.leased_until < $1)
                  AND d.channel_id = $4
                  AND NOT EXISTS (SELECT 1 FROM notification o WHERE o.incident_id = d.incident_id
                                     AND o.channel_id = d.channel_id AND o.state = 'waiting'
                                     AND (o.created_at, o.change) < (d.created_at, d.change))
                ORDER BY d.next_at LIMIT $3 FOR UPDATE SKIP LOCKED) due
        WHERE (n.incident_id, n.channel_id, n.change) = (due.incident_id, due.channel_id, due.change)
       RETURNING n.incident_id, n.channel_id, n.change, n.id, n.attempts, n.created_at, n.leased_until`,
      [instant(now), instant(now + LEASE_MS), limit, channelId],
    );
    return rows;
  }

  /** Whether the channel was told that the incident, or one that it took over, began. */
  async wasTold({ incident_id, channel_id }: ClaimedMessage): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(
      `SELECT 1 FROM notification t JOIN incident i ON i.id = t.incident_id
        WHERE (i.id = $1 OR i.merged_into = $1) AND t.channel_id = $2 AND t.change LIKE 'fired.%' AND t.state = 'sent' LIMIT 1`,
      [incident_id, channel_id],
    );
    return rowCount === 1;
  }

  /** Newest first. */
  async page(
    query: DeliveryQuery,
    position: readonly [createdAt: number, id: string] | null,
  ): Promise<{ rows: DeliveryRow[]; total: number }> {
    const where = new Conditions()
      .equal('n.channel_id', query.channel)
      .equal('n.incident_id', query.incident)
      .equal('n.state', query.state);
    const counted = this.database.pool.query<{ total: number }>(
      countSql(`FROM notification n WHERE ${where.toSql()}`),
      [...where.values],
    );
    if (position !== null) {
      where.add(
        `(n.created_at, n.id) < (to_timestamp(${where.bind(position[0])}::float8 / 1000), ${where.bind(position[1])})`,
      );
    }
    const page = await this.database.pool.query<DeliveryRow>(
      `SELECT n.*, coalesce(c.name, n.channel_id) AS channel_name
         FROM notification n LEFT JOIN notification_channel c ON c.id = n.channel_id
        WHERE ${where.toSql()} ORDER BY n.created_at DESC, n.id DESC LIMIT ${where.bind(query.limit + 1)}`,
      where.values,
    );
    return { rows: page.rows, total: (await counted).rows[0]?.total ?? 0 };
  }
}

/**
 * Notes what became of a claimed message. A worker whose lease ended meanwhile changes nothing, for another has the
 * message now; except that it was sent, which stays true whoever did it.
 * @returns whether it was noted
 */
export async function settleMessage(
  client: Queryable,
  { incident_id, channel_id, change, leased_until }: ClaimedMessage,
  to: Outcome,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE notification SET state = $4, leased_until = NULL, sent_at = CASE WHEN $4 = 'sent' THEN $5::timestamptz END,
            next_at = coalesce($6, next_at), last_status = $7, last_error = $8,
            attempts = attempts - $9::int
      WHERE (incident_id, channel_id, change) = ($1, $2, $3) AND state = 'waiting'
        AND ($4 = 'sent' OR leased_until = $10)`,
    [
      incident_id,
      channel_id,
      change,
      to.state,
      instant(to.now),
      to.nextAt === undefined ? null : instant(to.nextAt),
      to.status ?? null,
      to.error?.slice(0, 1000) ?? null,
      to.untried === true ? 1 : 0,
      leased_until,
    ],
  );
  return rowCount === 1;
}

/**
 * Drops what else waits for the same incident and channel and tells of it as of `version` or before: another message has
 * told it, or nobody needs to hear of it.
 */
export async function dropCovered(
  client: Queryable,
  { incident_id, channel_id, change }: ClaimedMessage,
  version: number,
  why: string,
): Promise<void> {
  await client.query(
    `UPDATE notification SET state = 'dropped', leased_until = NULL, last_error = $5
      WHERE incident_id = $1 AND channel_id = $2 AND change <> $3 AND state = 'waiting'
        AND CASE WHEN change ~ '^[a-z]+\\.[0-9]{1,9}$' THEN split_part(change, '.', 2)::int <= $4 ELSE false END`,
    [incident_id, channel_id, change, version, why],
  );
}

export function toDelivery(row: DeliveryRow): DeliveryItem {
  return {
    id: row.id,
    incidentId: row.incident_id,
    channelId: row.channel_id,
    channelName: row.channel_name,
    change: row.change,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_at.toISOString(),
    nextAt: row.state === 'waiting' ? row.next_at.toISOString() : null,
    sentAt: row.sent_at?.toISOString() ?? null,
    status: row.last_status,
    error: row.last_error,
  };
}

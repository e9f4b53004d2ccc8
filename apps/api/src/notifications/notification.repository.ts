import { Injectable } from '@nestjs/common';
import type { DeliveryItem, DeliveryQuery } from '@danji/shared';
import { Database, instant } from '../database/index.js';
import { Conditions, countSql } from '../paging/index.js';

/** A message whose turn it is, claimed by this worker until its lease ends. */
export interface ClaimedMessage {
  incident_id: string;
  channel_id: string;
  change: string;
  id: string;
  attempts: number;
  created_at: Date;
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

  /**
   * Claims messages that are due. Of one incident and channel only the oldest: that something is over is not told before
   * it was told that it began.
   */
  async claim(now: number, limit: number): Promise<ClaimedMessage[]> {
    const { rows } = await this.database.pool.query<ClaimedMessage>(
      `UPDATE notification n SET leased_until = $2, attempts = attempts + 1
         FROM (SELECT incident_id, channel_id, change FROM notification d
                WHERE d.state = 'waiting' AND d.next_at <= $1 AND (d.leased_until IS NULL OR d.leased_until < $1)
                  AND NOT EXISTS (SELECT 1 FROM notification o WHERE o.incident_id = d.incident_id
                                     AND o.channel_id = d.channel_id AND o.state = 'waiting'
                                     AND (o.created_at, o.change) < (d.created_at, d.change))
                ORDER BY d.next_at LIMIT $3 FOR UPDATE SKIP LOCKED) due
        WHERE (n.incident_id, n.channel_id, n.change) = (due.incident_id, due.channel_id, due.change)
       RETURNING n.incident_id, n.channel_id, n.change, n.id, n.attempts, n.created_at`,
      [instant(now), instant(now + LEASE_MS), limit],
    );
    return rows;
  }

  /** Notes what became of a claimed message. `nextAt` (epoch ms) for one that waits on. */
  async settle(
    { incident_id, channel_id, change }: ClaimedMessage,
    to: {
      state: DeliveryItem['state'];
      now: number;
      nextAt?: number;
      status?: number | null;
      error?: string | null;
      /** It was put off, not tried. */
      untried?: boolean;
    },
  ): Promise<void> {
    await this.database.pool.query(
      `UPDATE notification SET state = $4, leased_until = NULL, sent_at = CASE WHEN $4 = 'sent' THEN $5::timestamptz END,
              next_at = coalesce($6, next_at), last_status = $7, last_error = $8,
              attempts = attempts - $9::int
        WHERE (incident_id, channel_id, change) = ($1, $2, $3) AND state = 'waiting'`,
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
      ],
    );
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

import { Injectable } from '@nestjs/common';
import { ChannelTarget, type ChannelInput, type NotificationChannel } from '@danji/shared';
import { Database, instant } from '../database/index.js';

export interface ChannelRow {
  id: string;
  kind: NotificationChannel['kind'];
  name: string;
  enabled: boolean;
  settings: Record<string, unknown>;
  secret: Buffer | null;
  environments: NotificationChannel['environments'];
  teams: string[];
  severities: NotificationChannel['severities'];
  language: 'en' | 'ko';
  version: number;
  updated_at: Date;
  updated_by: string;
  waiting: number;
  last_sent_at: Date | null;
  last_error: string | null;
}

const SELECT_CHANNEL = `
  SELECT c.*, (SELECT count(*)::int FROM notification n WHERE n.channel_id = c.id AND n.state = 'waiting') AS waiting,
         (SELECT max(n.sent_at) FROM notification n WHERE n.channel_id = c.id) AS last_sent_at,
         (SELECT n.last_error FROM notification n WHERE n.channel_id = c.id AND n.state <> 'dropped'
           ORDER BY n.created_at DESC, n.id DESC LIMIT 1) AS last_error
    FROM notification_channel c`;

/** What is secret of a target apart from what is not; `secret` undefined: it was not given, and stays. */
export function partsOf(target: ChannelTarget): {
  settings: Record<string, unknown>;
  /** Undefined keeps what is stored, null drops it. */
  secret: string | null | undefined;
} {
  if (target.kind === 'slack') return { settings: {}, secret: target.url };
  if (target.kind === 'webhook') return { settings: { url: target.url }, secret: target.secret };
  const { kind: _kind, password, ...settings } = target;
  // A password without a user is nothing to keep.
  return { settings, secret: settings.user === null ? null : password };
}

export const targetOf = ({ kind, settings }: ChannelRow): ChannelTarget =>
  ChannelTarget.parse({ kind, ...settings });

@Injectable()
export class ChannelRepository {
  constructor(private readonly database: Database) {}

  async all(): Promise<ChannelRow[]> {
    return (await this.database.pool.query<ChannelRow>(`${SELECT_CHANNEL} ORDER BY c.name, c.id`)).rows;
  }

  async byId(id: string): Promise<ChannelRow | null> {
    return (
      (await this.database.pool.query<ChannelRow>(`${SELECT_CHANNEL} WHERE c.id = $1`, [id])).rows[0] ?? null
    );
  }

  /** @returns false where a channel has that name */
  async add(
    id: string,
    input: ChannelInput,
    secret: Buffer | null,
    by: { actor: string; now: number },
  ): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(
      `INSERT INTO notification_channel (id, kind, name, enabled, language, settings, environments, teams, severities,
                                         secret, version, created_at, updated_at, updated_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $11, $12) ON CONFLICT DO NOTHING`,
      [id, ...valuesOf(input), secret, instant(by.now), by.actor],
    );
    return rowCount === 1;
  }

  /** An undefined secret stays as it is, null drops it. @returns false where the version is another, or another channel has that name */
  async change(
    id: string,
    input: ChannelInput,
    secret: Buffer | null | undefined,
    by: { actor: string; now: number; version: number },
  ): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(
      `UPDATE notification_channel SET kind = $2, name = $3, enabled = $4, language = $5, settings = $6,
              environments = $7, teams = $8, severities = $9,
              secret = CASE WHEN $14 THEN NULL ELSE coalesce($10, CASE WHEN kind = $2 THEN secret END) END,
              updated_at = $11, updated_by = $12, version = version + 1
        WHERE id = $1 AND version = $13
          AND NOT EXISTS (SELECT 1 FROM notification_channel o WHERE o.name = $3 AND o.id <> $1)`,
      [id, ...valuesOf(input), secret ?? null, instant(by.now), by.actor, by.version, secret === null],
    );
    return rowCount === 1;
  }

  /** What waits for it is dropped. @returns false where the version is another */
  async remove(id: string, version: number): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(
      `WITH gone AS (DELETE FROM notification_channel WHERE id = $1 AND version = $2 RETURNING id),
            dropped AS (UPDATE notification SET state = 'dropped', last_error = 'its channel was removed'
                         WHERE channel_id IN (SELECT id FROM gone) AND state = 'waiting')
       SELECT id FROM gone`,
      [id, version],
    );
    return rowCount === 1;
  }
}

function valuesOf(input: ChannelInput): unknown[] {
  const { settings } = partsOf(input.target);
  const { target, name, enabled, language, environments, teams, severities } = input;
  return [target.kind, name, enabled, language, JSON.stringify(settings), environments, teams, severities];
}

import type { NotificationChannel } from '@danji/shared';
import { targetOf, type ChannelRow } from './channel.repository.js';

export function toChannel(row: ChannelRow): NotificationChannel {
  return {
    id: row.id,
    name: row.name,
    enabled: row.enabled,
    language: row.language,
    kind: row.kind,
    address: addressOf(row),
    settings: row.settings,
    hasSecret: row.secret !== null,
    environments: row.environments,
    teams: row.teams,
    severities: row.severities,
    waiting: row.waiting,
    lastSentAt: row.last_sent_at?.toISOString() ?? null,
    lastError: row.last_error,
    version: row.version,
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by,
  };
}

/** Slack's whole address is its secret; of others what is no secret. */
function addressOf(row: ChannelRow): string {
  const target = targetOf(row);
  if (target.kind === 'slack') return 'Slack';
  return target.kind === 'email' ? target.to.join(', ') : target.url;
}

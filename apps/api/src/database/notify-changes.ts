import type { StreamTopic } from '@danji/shared';
import type pg from 'pg';

/** The channel on which processes tell each other what changed: JSON `{topic, ids}`, ids only. */
export const CHANGES_CHANNEL = 'danji_changes';
const IDS_PER_MESSAGE = 100;

/** Tells every process (and through it every browser) which things changed. Nothing is sent for no ids. */
export async function notifyChanges(
  client: Pick<pg.Pool, 'query'>,
  topic: StreamTopic,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const payloads: string[] = [];
  for (let i = 0; i < ids.length; i += IDS_PER_MESSAGE) {
    payloads.push(JSON.stringify({ topic, ids: ids.slice(i, i + IDS_PER_MESSAGE) }));
  }
  await client.query('SELECT pg_notify($1, p) FROM unnest($2::text[]) AS p', [CHANGES_CHANNEL, payloads]);
}

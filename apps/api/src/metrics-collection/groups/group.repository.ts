import type pg from 'pg';
import { instant } from '../../database/index.js';
import { placeName, type PlaceKey } from '../place-key.js';
import type { GroupCount } from './count-groups.js';

type Client = Pick<pg.Pool, 'query'>;

/** Whether a group is on: `metrics.group/ID`, written when a person switches it. */
export const GROUP_SWITCH_PREFIX = 'metrics.group/';
/** What the groups are in a place: `metrics.group-counts/SCOPE/REGION`. */
export const GROUP_COUNTS_PREFIX = 'metrics.group-counts/';

/** Ids of the groups that are on. */
export async function enabledGroups(client: Client): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT substr(key, length($1) + 1) AS id FROM setting
      WHERE starts_with(key, $1) AND (value->>'enabled')::boolean`,
    [GROUP_SWITCH_PREFIX],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Tells the pages what each group is in a place; nothing is written while it stays the same. */
export async function writeGroupCounts(
  client: Client,
  place: PlaceKey,
  counts: ReadonlyMap<string, GroupCount>,
  now: number,
): Promise<void> {
  await client.query(
    `INSERT INTO setting (key, value, updated_at) VALUES ($1, $2, $3)
     ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, version = setting.version + 1, updated_at = EXCLUDED.updated_at
      WHERE setting.value IS DISTINCT FROM EXCLUDED.value`,
    [GROUP_COUNTS_PREFIX + placeName(place), JSON.stringify(Object.fromEntries(counts)), instant(now)],
  );
}

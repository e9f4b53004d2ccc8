import { replaceMinutes, TEMPLATE_OPTIONS, type TemplateHour } from '@danji/analysis';
import type { LogLevel } from '@danji/shared';
import { bulkWrite, instant, type Queryable } from '../database/index.js';

const HOUR_MS = 3_600_000;

export interface StoredTemplate {
  id: string;
  level: LogLevel;
  text: string;
  path: readonly string[];
  /** Epoch ms. */
  firstSeen: number;
  lastSeen: number;
}

/** What lines of a group told of its templates. */
export interface GroupTemplates {
  hours: readonly TemplateHour[];
  changed: readonly StoredTemplate[];
}

interface GroupKey {
  scopeId: string;
  groupId: string;
}

/** The templates of a group that its tree had room for, the one that was not seen for longest first. */
export async function storedTemplates(client: Queryable, groupId: string): Promise<StoredTemplate[]> {
  const { rows } = await client.query<StoredTemplate>(
    `SELECT id, level, text, path, extract(epoch FROM first_seen)::float8 * 1000 AS "firstSeen",
            extract(epoch FROM last_seen)::float8 * 1000 AS "lastSeen"
       FROM log_template WHERE resource_id = $1 ORDER BY last_seen DESC, id LIMIT ${TEMPLATE_OPTIONS.mostTemplates}`,
    [groupId],
  );
  return rows.reverse();
}

/** Writes what changed, and the minutes of [from, until) in place of what was counted there before. */
export async function writeTemplates(
  client: Queryable,
  { scopeId, groupId }: GroupKey,
  { hours, changed }: GroupTemplates,
  span: { from: number; until: number },
): Promise<void> {
  await bulkWrite(
    client,
    { table: 'log_template', key: ['resource_id', 'id'], update: 'all' },
    changed.map(({ id, level, text, path, firstSeen, lastSeen }) => ({
      resource_id: groupId,
      id,
      scope_id: scopeId,
      level,
      text,
      path,
      first_seen: instant(firstSeen),
      last_seen: instant(lastSeen),
    })),
  );
  const stored = await storedHours(client, groupId, span);
  await bulkWrite(
    client,
    {
      table: 'log_template_hour',
      key: ['resource_id', 'hour', 'template_id', 'source_id', 'revision'],
      update: ['counts'],
    },
    replaceMinutes(stored, hours, span).map(({ templateId, sourceId, revision, hour, counts }) => ({
      resource_id: groupId,
      hour: instant(hour),
      template_id: templateId,
      source_id: sourceId,
      revision,
      scope_id: scopeId,
      counts,
    })),
  );
}

async function storedHours(
  client: Queryable,
  groupId: string,
  { from, until }: { from: number; until: number },
): Promise<TemplateHour[]> {
  const first = Math.floor(from / HOUR_MS) * HOUR_MS;
  const hours = [];
  for (let hour = first; hour < until; hour += HOUR_MS) hours.push(instant(hour));
  const { rows } = await client.query<TemplateHour>(
    `SELECT template_id AS "templateId", source_id AS "sourceId", revision,
            extract(epoch FROM hour)::float8 * 1000 AS hour, counts
       FROM log_template_hour WHERE resource_id = $1 AND hour = ANY($2::timestamptz[])`,
    [groupId, hours],
  );
  return rows;
}

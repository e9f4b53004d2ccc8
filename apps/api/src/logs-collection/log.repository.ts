import { bulkWrite, inTransaction, instant, type Queryable } from '../database/index.js';
import type { Database } from '../database/index.js';
import { writeDeploymentMinutes, type DeploymentMinute } from './deployment-minutes.js';
import { noCounts, type KeptLine, type MinuteCounts } from './digest-events.js';
import type { GroupRead } from './log-group-reader.js';
import type { TaskOfStream, WatchedGroup } from './log-source.js';
import { writeTemplates, type GroupTemplates } from './template.repository.js';

const MINUTE_MS = 60_000;
export interface LogPlace {
  scopeId: string;
  region: string;
}

/** Log groups, cursors, counts and kept lines in SQL. */
export class LogRepository {
  constructor(private readonly database: Database) {}

  /**
   * Groups that something known writes to and nobody switched off, the one that waits longest first. Performance logs
   * of Container Insights are figures, not lines: they are read for what tasks use.
   */
  async groups({ scopeId, region }: LogPlace, off: readonly string[]): Promise<WatchedGroup[]> {
    const { rows } = await this.database.pool.query<{
      id: string;
      name: string;
      read_until: Date | null;
      writers: WatchedGroup['writers'];
    }>(
      `SELECT g.id, g.name, c.read_until,
              coalesce((SELECT json_agg(json_build_object('id', w.id, 'kind', w.kind, 'name', w.name, 'clusterArn', p.arn) ORDER BY w.id)
                          FROM jsonb_array_elements_text(g.attributes->'usedBy') u(id)
                          JOIN resource w ON w.id = u.id
                          LEFT JOIN resource p ON p.id = w.parent_id AND p.kind = 'ecs_cluster'), '[]') AS writers
         FROM resource g LEFT JOIN log_cursor c ON c.resource_id = g.id
        WHERE g.kind = 'log_group' AND g.scope_id = $1 AND g.region = $2 AND g.deleted_at IS NULL
          AND g.name NOT LIKE '/aws/ecs/containerinsights/%' AND NOT g.id = ANY($3)
        ORDER BY c.updated_at NULLS FIRST, g.id`,
      [scopeId, region, off],
    );
    return rows.map(({ read_until, ...row }) => ({ ...row, cursor: read_until?.getTime() ?? null }));
  }

  /** Runs and services of tasks, by AWS's task id. */
  async runs({ scopeId }: LogPlace, taskIds: readonly string[]): Promise<Map<string, TaskOfStream>> {
    if (taskIds.length === 0) return new Map();
    const { rows } = await this.database.pool.query<{
      task_id: string;
      id: string;
      service_id: string | null;
      started_by: string | null;
      revision: number;
    }>(
      'SELECT task_id, id, service_id, started_by, revision FROM task_run WHERE task_id = ANY($1) AND scope_id = $2',
      [taskIds, scopeId],
    );
    return new Map(
      rows.map((row) => [
        row.task_id,
        { runId: row.id, serviceId: row.service_id, startedBy: row.started_by, revision: row.revision },
      ]),
    );
  }

  /**
   * Stores what one visit of a group read, in one transaction with its cursor. Counts of a minute replace what was
   * counted before, lines that are there stay: repeating a visit changes nothing. @returns lines that were new
   */
  async store(
    place: LogPlace,
    group: WatchedGroup,
    read: GroupRead,
    digest: {
      minutes: readonly MinuteCounts[];
      lines: readonly KeptLine[];
      deployments: readonly DeploymentMinute[];
      templates: GroupTemplates;
    },
    now: number,
  ): Promise<number> {
    return inTransaction(
      this.database.pool,
      async (client) => {
        await writeMinutes(client, place, group, read, digest.minutes);
        await writeDeploymentMinutes(client, place.scopeId, group, digest.deployments);
        const written = await writeLines(client, place, group, digest.lines);
        await writeTemplates(client, { scopeId: place.scopeId, groupId: group.id }, digest.templates, read);
        await bulkWrite(client, { table: 'log_cursor', key: ['resource_id'], update: 'all' }, [
          {
            resource_id: group.id,
            scope_id: place.scopeId,
            read_until: instant(read.until),
            updated_at: instant(now),
            sampled: read.sampled,
            message: read.sampled ? 'More lines than one visit reads: counts and lines are a sample.' : null,
          },
        ]);
        return written;
      },
      { relaxed: true },
    );
  }
}

async function writeLines(
  client: Queryable,
  place: LogPlace,
  group: WatchedGroup,
  lines: readonly KeptLine[],
): Promise<number> {
  const written = await bulkWrite(
    client,
    { table: 'log_line', key: ['resource_id', 'at', 'event_id'], update: 'none' },
    lines.map((line) => ({
      resource_id: group.id,
      at: instant(line.at),
      event_id: line.eventId,
      scope_id: place.scopeId,
      stream: line.stream,
      task_id: line.taskId,
      source_id: line.sourceId,
      level: line.level,
      message: line.message,
    })),
  );
  return written.length;
}

/** A row for each minute that was read, quiet ones too: no line is not the same as not looked. */
async function writeMinutes(
  client: Queryable,
  place: LogPlace,
  group: WatchedGroup,
  { from, until }: GroupRead,
  counted: readonly MinuteCounts[],
): Promise<void> {
  const sources = new Set([...group.writers.map(({ id }) => id), ...counted.map(({ sourceId }) => sourceId)]);
  if (sources.size === 0) sources.add(group.id);
  const counts = new Map(counted.map((minute) => [`${minute.sourceId} ${minute.minute}`, minute.counts]));
  const rows = [];
  for (const sourceId of sources) {
    for (let minute = from; minute < until; minute += MINUTE_MS) {
      rows.push({
        resource_id: group.id,
        source_id: sourceId,
        minute: instant(minute),
        scope_id: place.scopeId,
        ...(counts.get(`${sourceId} ${minute}`) ?? noCounts()),
        covered_seconds: Math.min(60, Math.round((until - minute) / 1000)),
      });
    }
  }
  await bulkWrite(
    client,
    {
      table: 'log_minute',
      key: ['resource_id', 'source_id', 'minute'],
      update: [...Object.keys(noCounts()), 'covered_seconds'],
      where: `(t.fatal, t.error, t.warn, t.info, t.debug, t.unknown, t.covered_seconds)
        IS DISTINCT FROM (EXCLUDED.fatal, EXCLUDED.error, EXCLUDED.warn, EXCLUDED.info, EXCLUDED.debug, EXCLUDED.unknown, EXCLUDED.covered_seconds)`,
    },
    rows,
  );
}

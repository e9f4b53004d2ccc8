import { Injectable } from '@nestjs/common';
import type { Context, LogLevel } from '@danji/shared';
import { Database } from '../database/index.js';
import { logConditions, type LogFilter } from './log-conditions.js';

const HOUR_MS = 3_600_000;

/** How often one template was written by one revision (0: no known task), in the range and as long before. */
export interface TemplateSum {
  groupId: string;
  groupName: string | null;
  id: string;
  level: LogLevel;
  text: string;
  firstSeen: Date;
  revision: number;
  count: number;
  before: number;
  /** Of the range; null where it was not seen in it. */
  lastHour: Date | null;
}

export interface TemplateMinutes {
  groupId: string;
  id: string;
  /** Epoch ms. */
  hour: number;
  counts: number[];
}

/** Counts of templates in SQL. */
@Injectable()
export class TemplateRepository {
  constructor(private readonly database: Database) {}

  /** Sums over [from, to) and over the same length before, to the minute. */
  async sums(ctx: Context, filter: LogFilter): Promise<TemplateSum[]> {
    const { from, to } = filter;
    const where = logConditions(ctx, { ...filter, from: hourOf(2 * from - to) }, 'hour');
    const inner = where.toSql();
    where.oneOf('t.level', filter.level).contains(['t.text'], filter.q);
    const outer =
      where
        .toSql()
        .slice(inner.length)
        .replace(/^ AND /, '') || 'TRUE';
    const within = (begin: number, end: number): string => {
      const [first, last] = [where.bind(begin), where.bind(end)];
      const minute = (instant: string): string =>
        `((${instant}::float8 / 1000 - extract(epoch FROM l.hour)) / 60)::numeric`;
      return `coalesce((SELECT sum(n) FROM unnest(l.counts[greatest(1, ceil(${minute(first)}) + 1)::int
                                                  : least(60, ceil(${minute(last)}))::int]) n), 0)`;
    };
    const sql = `
      SELECT s.resource_id AS "groupId", g.name AS "groupName", s.template_id AS id, t.level, t.text,
             t.first_seen AS "firstSeen", s.revision, s.count, s.before, s.last_hour AS "lastHour"
        FROM (SELECT l.resource_id, l.template_id, l.revision, sum(c.count)::int AS count,
                     sum(c.before)::int AS before, max(l.hour) FILTER (WHERE c.count > 0) AS last_hour
                FROM log_template_hour l
               CROSS JOIN LATERAL (SELECT ${within(from, to)} AS count, ${within(2 * from - to, from)} AS before) c
               WHERE ${inner} GROUP BY 1, 2, 3) s
        JOIN log_template t ON t.resource_id = s.resource_id AND t.id = s.template_id
        LEFT JOIN resource g ON g.id = s.resource_id
       WHERE ${outer} AND s.count + s.before > 0`;
    return (await this.database.pool.query<TemplateSum>(sql, where.values)).rows;
  }

  /** The minutes of some templates, all sources and revisions that the filter lets through. */
  async minutes(
    ctx: Context,
    filter: LogFilter,
    templates: readonly { groupId: string; id: string }[],
  ): Promise<TemplateMinutes[]> {
    if (templates.length === 0) return [];
    const where = logConditions(ctx, { ...filter, from: hourOf(filter.from) }, 'hour');
    const [groups, ids] = [
      where.bind(templates.map(({ groupId }) => groupId)),
      where.bind(templates.map(({ id }) => id)),
    ];
    where.add(`(l.resource_id, l.template_id) IN (SELECT * FROM unnest(${groups}::text[], ${ids}::text[]))`);
    const { rows } = await this.database.pool.query<TemplateMinutes>(
      `SELECT l.resource_id AS "groupId", l.template_id AS id, extract(epoch FROM l.hour)::float8 * 1000 AS hour, l.counts
         FROM log_template_hour l WHERE ${where.toSql()}`,
      where.values,
    );
    return rows;
  }

  /** Since when templates of what the filter names are counted; null for never. */
  async readFrom(ctx: Context, filter: LogFilter): Promise<Date | null> {
    const where = logConditions(ctx, { ...filter, from: 0 }, 'hour');
    const { rows } = await this.database.pool.query<{ hour: Date | null }>(
      `SELECT min(l.hour) AS hour FROM log_template_hour l WHERE ${where.toSql()}`,
      where.values,
    );
    return rows[0]?.hour ?? null;
  }
}

function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS;
}

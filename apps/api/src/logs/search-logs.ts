import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Context, LogAnswer, LogLine, LogQuery } from '@danji/shared';
import { LogLevel, LOG_LEVELS } from '@danji/shared';
import { bucketGrid, chooseStep } from '@danji/analysis';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { notFound, requirePermission, resolveRange, type TimeRange } from '../http/index.js';
import { CursorTime, decodeCursor, encodeCursor, toPage } from '../paging/index.js';
import { LogRepository, type CountRow, type LinePosition, type LineRow } from './log.repository.js';

const Position = z.tuple([CursorTime, z.string(), z.string()]);
const SORT = '-at';
/** Bars of the histogram over the lines: one is at least 4 px wide on a phone. */
const HISTOGRAM_POINTS = 120;

/** GET /logs/search: the lines that are kept, and how many there were by level, with how much of that was read. */
@Injectable()
export class SearchLogs {
  constructor(
    private readonly logs: LogRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AppError NOT_FOUND for a resource that does not exist */
  async run(ctx: Context, query: LogQuery): Promise<LogAnswer> {
    requirePermission(ctx, 'logs.read');
    const now = this.clock.now();
    const range = resolveRange(query, now, this.config.timezone);
    const position = decodeCursor<LinePosition>(SORT, Position, query.cursor);
    if (query.resource !== undefined && !(await this.logs.exists(ctx, query.resource))) {
      throw notFound('resource', query.resource);
    }
    const filter = { ...query, ...range };
    const { step } = chooseStep({ ...range, tz: 'UTC', points: HISTOGRAM_POINTS });
    const [page, counts, keptFrom] = await Promise.all([
      this.logs.page(ctx, filter, position, query.limit),
      this.logs.counts(ctx, filter, step),
      this.logs.keptFrom(),
    ]);
    return {
      ...toPage<LineRow, LogLine>({
        ...page,
        limit: query.limit,
        item: toLine,
        cursorOf: (row) => encodeCursor(SORT, [row.at.getTime(), row.event_id, row.resource_id]),
      }),
      counts: histogram(counts, range, step, now),
      keptFrom: keptFrom?.toISOString() ?? null,
    };
  }
}

function toLine(row: LineRow): LogLine {
  return {
    id: row.event_id,
    at: row.at.toISOString(),
    level: LogLevel.parse(row.level),
    message: row.message,
    stream: row.stream,
    groupId: row.resource_id,
    groupName: row.group_name ?? row.resource_id,
    sourceId: row.source_kind === null ? null : row.source_id,
    taskId: row.task_id,
  };
}

/** Buckets nobody read are null, not zero. Coverage counts only the seconds that have passed. */
function histogram(
  { rows, pairs }: { rows: readonly CountRow[]; pairs: number },
  range: TimeRange,
  step: number,
  now: number,
): LogAnswer['counts'] {
  const grid = bucketGrid({ ...range, tz: 'UTC', step: step as Parameters<typeof bucketGrid>[0]['step'] });
  const byStart = new Map(rows.map((row) => [row.bucket, row]));
  const found = Array.from(grid.starts, (start) => byStart.get(start) ?? null);
  const level = (name: LogLevel): (number | null)[] => found.map((row) => row?.[name] ?? null);
  return {
    step,
    t: Array.from(grid.starts, (start) => new Date(start).toISOString()),
    levels: Object.fromEntries(LOG_LEVELS.map((name) => [name, level(name)])) as Record<
      LogLevel,
      (number | null)[]
    >,
    coverage: found.map((row) => {
      if (row === null) return null;
      const begin = Math.max(row.bucket, range.from);
      const seconds = (Math.min(row.bucket + step * 1000, range.to, now) - begin) / 1000;
      return Math.min(1, row.covered / Math.max(1, seconds * pairs));
    }),
  };
}

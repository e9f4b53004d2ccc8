import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { EVENT_KINDS, type Context, type EventItem, type EventQuery, type List } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { ReadCommits } from '../commits/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { requirePermission, resolveRange, type TimeRange } from '../http/index.js';
import { CursorTime, decodeCursor, encodeCursor, toPage, type Labels } from '../paging/index.js';
import { EventRepository, type EventPosition, type EventRow } from './event.repository.js';
import { toEventItem } from './event-row.js';

const Position = z.tuple([CursorTime, z.string(), z.string()]);

/** Kinds that can explain what follows: a stop is a consequence, and a service event tells it again. */
const CHANGES = EVENT_KINDS.filter((kind) => kind !== 'task_stop' && kind !== 'service_event');

/** GET /events: everything that happened, as one timeline, newest first. */
@Injectable()
export class ListEvents {
  constructor(
    private readonly events: EventRepository,
    private readonly commits: ReadCommits,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context, query: EventQuery): Promise<List<EventItem>> {
    requirePermission(ctx, 'fleet.read');
    const range = resolveRange(query, this.clock.now(), this.config.timezone);
    const sort = query.fold ? '-at folded' : '-at';
    const position = decodeCursor<EventPosition>(sort, Position, query.cursor);
    const { rows, total } = await this.events.page(ctx, { ...query, ...range }, position, query.limit);
    const itemOf = await this.withCommits(rows);
    return toPage<EventRow, EventItem>({
      rows,
      limit: query.limit,
      total,
      item: itemOf,
      cursorOf: (row) => encodeCursor(sort, [row.at.getTime(), row.id, row.resource_id]),
    });
  }

  /** What changed, folded: without service events, and without the stops that a rollout or a scale-in explains. */
  async changes(ctx: Context, filter: Labels & TimeRange, limit: number): Promise<EventItem[]> {
    requirePermission(ctx, 'fleet.read');
    const { rows } = await this.events.page(ctx, { ...filter, fold: true, changesOnly: true }, null, limit);
    return rows.slice(0, limit).map(await this.withCommits(rows));
  }

  /** What a deployment brought stands beside it, whatever began it. */
  private async withCommits(rows: readonly EventRow[]): Promise<(row: EventRow) => EventItem> {
    const deploymentOf = ({ kind, params }: EventRow): string | null => {
      const id = params['deploymentId'];
      return kind === 'deployment' && typeof id === 'string' ? id : null;
    };
    const commits = await this.commits.ofDeployments(rows.flatMap((row) => deploymentOf(row) ?? []));
    return (row) => toEventItem(row, commits.get(deploymentOf(row) ?? ''));
  }

  /** Changes of these very resources, newest first: neither stops of tasks nor what the scheduler says of its work. */
  async changesOf(
    ctx: Context,
    of: readonly string[],
    range: TimeRange,
    limit: number,
  ): Promise<EventItem[]> {
    requirePermission(ctx, 'fleet.read');
    const filter = { ...range, of, fold: false, kinds: CHANGES };
    const { rows } = await this.events.page(ctx, filter, null, limit);
    return rows.slice(0, limit).map((row) => toEventItem(row));
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type {
  Context,
  PageQuery,
  Silence,
  SilenceInput,
  SilenceList,
  SilenceMatcher,
  SilencePreview,
} from '@danji/shared';
import { ALERT_RULES } from '@danji/shared';
import { randomUUID } from 'node:crypto';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database, notifyChanges } from '../database/index.js';
import { AppError, badInput, notFound, requirePermission } from '../http/index.js';
import { IncidentRepository, toIncident } from '../incidents/index.js';
import { CursorTime, decodeCursor, encodeCursor, toPage } from '../paging/index.js';
import { stableId } from '../stable-id/index.js';
import { SilenceRepository, type SilenceRow } from './silence.repository.js';

const SORT = '-endsAt';
const Position = z.tuple([CursorTime, z.string()]);
const LONGEST_MS = 30 * 86_400_000;

/** Silences: what they hide is evaluated and kept, and nobody is told of it while they last. */
@Injectable()
export class Silences {
  constructor(
    private readonly database: Database,
    private readonly silences: SilenceRepository,
    private readonly incidents: IncidentRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async list(ctx: Context, { cursor, limit }: PageQuery): Promise<SilenceList> {
    requirePermission(ctx, 'alert.read');
    const now = this.clock.now();
    const position = decodeCursor<readonly [number, string]>(SORT, Position, cursor);
    const { rows, total } = await this.silences.page(limit, position, now);
    return toPage<SilenceRow, Silence>({
      rows,
      total,
      limit,
      item: (row) => toSilence(row, now),
      cursorOf: (row) => encodeCursor(SORT, [row.ends_at.getTime(), row.id]),
    });
  }

  /** @throws AppError VALIDATION for an end that is over or too far, or a rule that is none */
  async add(ctx: Context, { matcher, reason, endsAt }: SilenceInput): Promise<Silence> {
    requirePermission(ctx, 'alert.write');
    const now = this.clock.now();
    const end = Date.parse(endsAt);
    if (end <= now || end > now + LONGEST_MS) {
      throw badInput('endsAt', endsAt, 'Write an instant from now to 30 days ahead.');
    }
    checkRule(matcher);
    const id = stableId('sil', randomUUID());
    await this.silences.add(ctx, { id, matcher, reason, endsAt: end, now });
    await notifyChanges(this.database.pool, 'incidents', [id]);
    return this.one(id, now);
  }

  /** What a matcher would hide now, and how many incidents it would have hidden in 14 days. */
  async preview(ctx: Context, matcher: SilenceMatcher): Promise<SilencePreview> {
    requirePermission(ctx, 'alert.read');
    checkRule(matcher);
    const now = this.clock.now();
    const { open, fired14d } = await this.silences.wouldHide(matcher, now);
    const rows = await this.incidents.byIds(ctx, open, now);
    return { incidents: rows.map((row) => toIncident(row, this.config.timezone)), fired14d };
  }

  /** @throws AppError NOT_FOUND, CONFLICT with the silence as it is now */
  async end(ctx: Context, id: string, version: number): Promise<Silence> {
    requirePermission(ctx, 'alert.write');
    const now = this.clock.now();
    const ended = await this.silences.end(ctx, id, { version, now });
    const silence = await this.one(id, now);
    if (!ended) {
      throw new AppError('CONFLICT', 'The silence has ended, or somebody changed it meanwhile.', {
        current: silence,
      });
    }
    await notifyChanges(this.database.pool, 'incidents', [id]);
    return silence;
  }

  private async one(id: string, now: number): Promise<Silence> {
    const row = await this.silences.byId(id, now);
    if (row === null) throw notFound('silence', id);
    return toSilence(row, now);
  }
}

function checkRule({ rule }: SilenceMatcher): void {
  if (rule === undefined || ALERT_RULES.some(({ id }) => id === rule)) return;
  throw badInput('rule', rule, 'Write the id of a rule, as GET /alert-rules lists it.');
}

function toSilence(row: SilenceRow, now: number): Silence {
  const { matcher } = row;
  return {
    id: row.id,
    matcher,
    resource:
      matcher.resource === undefined
        ? null
        : {
            id: matcher.resource,
            kind: row.resource_kind ?? 'unknown',
            name: row.resource_name ?? matcher.resource,
            parentName: row.parent_name,
          },
    reason: row.reason,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    createdBy: row.created_by,
    endedBy: row.ended_by,
    active: row.ends_at.getTime() > now,
    hides: row.hides,
    version: row.version,
  };
}

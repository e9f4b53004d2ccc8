import { Inject, Injectable } from '@nestjs/common';
import {
  buildReview,
  passes,
  shiftWeek,
  weekName,
  weekRange,
  type IsoWeek,
  type ReviewFacts,
  type ReviewFilter,
} from '@danji/analysis';
import { Environment, type CapacityReview, type CapacityReviewQuery, type Context } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { LOCAL_CONTEXT, requirePermission } from '../http/index.js';
import { ComputeReview } from './compute-review.js';
import { ReviewActionRepository, type ReviewActionRow } from './review-action.repository.js';
import { toReviewAction } from './review-action.js';
import { ReviewStoreRepository } from './review-store.repository.js';
import { askedWeek } from './review-window.js';

/** How long a computed review is answered again: a page and its tables ask for the same one. */
const KEPT_MS = 60_000;
const KEPT_WEEKS = 4;

/** GET /reports/capacity: of a week that has ended as it was frozen, else computed now. */
@Injectable()
export class ReadReview {
  private readonly kept = new Map<string, { at: number; facts: Promise<ReviewFacts> }>();

  constructor(
    private readonly compute: ComputeReview,
    private readonly store: ReviewStoreRepository,
    private readonly actions: ReviewActionRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AppError VALIDATION for a week that is none or has not begun */
  async run(ctx: Context, query: CapacityReviewQuery): Promise<CapacityReview> {
    requirePermission(ctx, 'fleet.read');
    const now = this.clock.now();
    const { timezone } = this.config;
    const week = askedWeek(query.week, now, timezone);
    const frozen = await this.store.find(weekName(week));
    const facts = frozen ?? (await this.computed(week, now));
    const next = shiftWeek(week, 1);
    const filter: ReviewFilter = {
      environments: query.environment ?? [],
      teams: query.team ?? [],
      scopes: ctx.scopes,
    };
    const within = { week: facts.week, from: Date.parse(facts.from) };
    const actions = (await this.actions.list(ctx, { within })).filter((row) => concerns(filter, row));
    return buildReview(facts, filter, {
      frozen: frozen !== null,
      actions: actions.map((row) => toReviewAction(row, now, facts.zone)),
      previousWeek: weekName(shiftWeek(week, -1)),
      nextWeek: weekRange(next, timezone).from <= now ? weekName(next) : null,
    });
  }

  /** What people may see of it is decided afterwards, so that one computation serves all of them. */
  private computed(week: IsoWeek, now: number): Promise<ReviewFacts> {
    const name = weekName(week);
    const known = this.kept.get(name);
    if (known !== undefined && now - known.at < KEPT_MS && now >= known.at) return known.facts;
    const facts = this.compute.run(LOCAL_CONTEXT, week, now, this.config.timezone);
    this.kept.delete(name);
    this.kept.set(name, { at: now, facts });
    facts.catch(() => this.kept.delete(name));
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= KEPT_WEEKS) break;
      this.kept.delete(oldest);
    }
    return facts;
  }
}

/** An action about no resource concerns everybody. */
function concerns(filter: ReviewFilter, row: ReviewActionRow): boolean {
  const environment = Environment.safeParse(row.resource_environment).data;
  if (environment === undefined) return true;
  return passes({ ...filter, scopes: 'all' }, { environment, team: row.resource_team, scopeId: '' });
}

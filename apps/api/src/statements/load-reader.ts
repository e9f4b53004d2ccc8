import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { DatabaseLoadAnswer } from '@danji/shared';
import { AwsCallError, AwsPlace, Limiter, type LoadSeries } from '../aws/index.js';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { UsageCounter } from '../cost/index.js';
import { Database } from '../database/index.js';
import { scopesOf, writePermissions } from '../scopes/index.js';

const STATEMENTS = 'db.sql_tokenized';
const WAITS = 'db.wait_event';
const KEYS = 10;
/** An answer is given again for so long: people reload. */
const KEPT_MS = 60_000;
/** Performance Insights keeps seven days without paying. */
const LONGEST_MS = 7 * 86_400_000;

const NOTHING = { average: null, statements: [], waits: [] };

export interface LoadQuestion {
  scopeId: string;
  region: string;
  dbiResourceId: string;
  /** Epoch ms. */
  from: number;
  to: number;
}

/** Asks Performance Insights when a person asks: counted, limited, and once a minute for each database at most. */
@Injectable()
export class LoadReader implements OnApplicationShutdown {
  private readonly places = new Map<string, AwsPlace>();
  private readonly kept = new Map<string, { at: number; answer: Promise<DatabaseLoadAnswer> }>();
  private readonly usage: UsageCounter;
  private readonly limiter: Limiter;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.usage = new UsageCounter(clock);
    this.limiter = new Limiter(clock);
  }

  async read(question: LoadQuestion): Promise<DatabaseLoadAnswer> {
    const now = this.clock.now();
    for (const [key, { at }] of this.kept) if (now - at > KEPT_MS) this.kept.delete(key);
    const key = `${question.scopeId}/${question.dbiResourceId}/${Math.round((question.to - question.from) / 60_000)}`;
    const known = this.kept.get(key);
    if (known) return known.answer;
    const answer = this.ask(question);
    this.kept.set(key, { at: now, answer });
    return answer;
  }

  onApplicationShutdown(): void {
    for (const place of this.places.values()) place.close();
  }

  private async ask({ scopeId, region, dbiResourceId, from, to }: LoadQuestion): Promise<DatabaseLoadAnswer> {
    const place = this.placeOf(scopeId, region);
    if (!place) return { state: 'failed', message: null, ...NOTHING };
    try {
      const span = { from: Math.max(from, to - LONGEST_MS), to };
      const series = await place.insights.load(dbiResourceId, {
        ...span,
        groups: [STATEMENTS, WAITS],
        limit: KEYS,
      });
      return { state: 'asked', message: null, ...divided(series) };
    } catch (error) {
      if (!(error instanceof AwsCallError)) throw error;
      const { failure } = error;
      const state = failure === 'denied' || failure === 'unsupported' ? failure : 'failed';
      return { state, message: error.message, ...NOTHING };
    } finally {
      await this.usage.flush(this.database.pool);
      const changes = place.permissions.takeChanges();
      if (changes.length > 0) await writePermissions(this.database.pool, place.key, changes);
    }
  }

  private placeOf(scopeId: string, region: string): AwsPlace | null {
    const key = `${scopeId}/${region}`;
    const known = this.places.get(key);
    if (known) return known;
    const scope = scopesOf(this.config).find(({ id }) => id === scopeId);
    if (!scope) return null;
    const { roleArn, externalId, endpoint } = scope;
    const place = new AwsPlace({
      scopeId,
      region,
      access: { roleArn, externalId, endpoint },
      clock: this.clock,
      limiter: this.limiter,
      meter: this.usage.meterFor({ scopeId, region }),
    });
    this.places.set(key, place);
    return place;
  }
}

/** The whole comes once for each group that was asked for. */
function divided(series: readonly LoadSeries[]): Omit<DatabaseLoadAnswer, 'state' | 'message'> {
  const whole = series.find(({ dimensions }) => dimensions === null);
  const of = (group: string) =>
    series.flatMap(({ dimensions, values }) => {
      const load = mean(values);
      return dimensions &&
        load !== null &&
        Object.keys(dimensions).some((name) => name.startsWith(`${group}.`))
        ? [{ dimensions, load }]
        : [];
    });
  return {
    average: whole ? mean(whole.values) : null,
    statements: of(STATEMENTS).map(({ dimensions, load }) => ({
      text: dimensions[`${STATEMENTS}.statement`] ?? dimensions[`${STATEMENTS}.id`] ?? '',
      load,
    })),
    waits: of(WAITS).map(({ dimensions, load }) => ({
      name: dimensions[`${WAITS}.name`] ?? '',
      type: dimensions[`${WAITS}.type`] ?? null,
      load,
    })),
  };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

import { Injectable } from '@nestjs/common';
import type { DatabaseLoadAnswer } from '@danji/shared';
import { AwsCallError, type LoadSeries } from '../aws/index.js';
import { Clock } from '../clock/index.js';
import { InteractivePlaces } from '../interactive-aws/index.js';

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
export class LoadReader {
  private readonly kept = new Map<string, { at: number; answer: Promise<DatabaseLoadAnswer> }>();

  constructor(
    private readonly places: InteractivePlaces,
    private readonly clock: Clock,
  ) {}

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

  private async ask({ scopeId, region, dbiResourceId, from, to }: LoadQuestion): Promise<DatabaseLoadAnswer> {
    const options = { from: Math.max(from, to - LONGEST_MS), to, groups: [STATEMENTS, WAITS], limit: KEYS };
    try {
      const series = await this.places.read({ scopeId, region }, (place) =>
        place.insights.load(dbiResourceId, options),
      );
      if (series === null) return { state: 'failed', message: null, ...NOTHING };
      return { state: 'asked', message: null, ...divided(series) };
    } catch (error) {
      if (!(error instanceof AwsCallError)) throw error;
      const { failure } = error;
      const state = failure === 'denied' || failure === 'unsupported' ? failure : 'failed';
      return { state, message: error.message, ...NOTHING };
    }
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

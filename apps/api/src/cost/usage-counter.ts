import type { CallOutcome, UsageMeter } from '../aws/index.js';
import type { Clock } from '../clock/index.js';
import { bulkWrite, instant, type Row, type Queryable } from '../database/index.js';

interface Tally {
  calls: number;
  errors: number;
  throttles: number;
  metricsLow: number;
  metricsHigh: number;
}

const HOUR_MS = 3_600_000;

/** Counts every AWS call per place, hour and action; `flush` adds what was counted to api_usage. */
export class UsageCounter {
  private tallies = new Map<string, Tally>();

  constructor(private readonly clock: Clock) {}

  meterFor(place: { scopeId: string; region: string }): UsageMeter {
    return { record: (outcome) => this.record(place, outcome) };
  }

  private record({ scopeId, region }: { scopeId: string; region: string }, outcome: CallOutcome): void {
    const hour = Math.floor(this.clock.now() / HOUR_MS) * HOUR_MS;
    const key = JSON.stringify([scopeId, region, hour, outcome.action]);
    const tally = this.tallies.get(key) ?? {
      calls: 0,
      errors: 0,
      throttles: 0,
      metricsLow: 0,
      metricsHigh: 0,
    };
    tally.calls += 1;
    tally.errors += outcome.failed ? 1 : 0;
    tally.throttles += outcome.throttled ? 1 : 0;
    tally.metricsLow += outcome.metricsLow;
    tally.metricsHigh += outcome.metricsHigh;
    this.tallies.set(key, tally);
  }

  /** Adds the counts to the database; on failure they are kept for the next time. */
  async flush(client: Queryable): Promise<void> {
    const taken = this.tallies;
    this.tallies = new Map();
    try {
      await bulkWrite(
        client,
        ADDED,
        [...taken].map(([key, tally]) => toRow(key, tally)),
      );
    } catch (error) {
      for (const [key, tally] of taken) this.tallies.set(key, sum(tally, this.tallies.get(key)));
      throw error;
    }
  }
}

const COUNTED = ['calls', 'metrics_low', 'metrics_requested', 'errors', 'throttles'] as const;
const ADDED = {
  table: 'api_usage',
  key: ['scope_id', 'region', 'hour', 'api'],
  update: COUNTED,
  add: true,
} as const;

function toRow(key: string, tally: Tally): Row {
  const [scopeId, region, hour, api] = JSON.parse(key) as [string, string, number, string];
  return {
    scope_id: scopeId,
    region,
    hour: instant(hour),
    api,
    calls: tally.calls,
    metrics_low: tally.metricsLow,
    metrics_requested: tally.metricsHigh,
    errors: tally.errors,
    throttles: tally.throttles,
  };
}

function sum(a: Tally, b: Tally | undefined): Tally {
  if (!b) return a;
  return {
    calls: a.calls + b.calls,
    errors: a.errors + b.errors,
    throttles: a.throttles + b.throttles,
    metricsLow: a.metricsLow + b.metricsLow,
    metricsHigh: a.metricsHigh + b.metricsHigh,
  };
}

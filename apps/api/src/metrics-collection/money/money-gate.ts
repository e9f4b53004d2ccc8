import type { Clock } from '../../clock/index.js';
import type { Config } from '../../config/index.js';
import type { Database } from '../../database/index.js';
import { Allowance } from './allowance.js';
import { allowedMetrics, decide, estimate, type MetricsState } from './decide.js';
import { fleetCounts, isAccepted, spentSince, writeMetricsState } from './money.repository.js';

export interface GateAnswer {
  state: MetricsState;
  allowance: Allowance;
}

/** Stands before every paid call: has somebody accepted the price, and is there budget left this month? */
export class MoneyGate {
  private readonly allowance: Allowance;

  constructor(
    private readonly database: Pick<Database, 'pool'>,
    private readonly config: Pick<Config, 'mode' | 'modeIsExplicit' | 'budgetUsd' | 'pollSeconds'>,
    clock: Clock,
  ) {
    this.allowance = new Allowance(clock);
  }

  /** `now`: epoch ms; months are UTC's, as AWS bills. */
  async ask(now: number): Promise<GateAnswer> {
    const { pool } = this.database;
    const { budgetUsd } = this.config;
    const spentUsd = budgetUsd === null ? 0 : await spentSince(pool, monthStart(now));
    const state = decide(this.config, { accepted: await isAccepted(pool), spentUsd });
    this.allowance.renew(allowedMetrics(budgetUsd, spentUsd));
    return { state, allowance: this.allowance };
  }

  /** Tells the pages how it stands; `polledAt` null: no metric was requested. */
  async publish(state: MetricsState, now: number, polledAt: number | null): Promise<void> {
    const { pool } = this.database;
    const counts = await fleetCounts(pool, now);
    const value = {
      state,
      estimate: estimate(counts, this.config.pollSeconds),
      seriesCount: counts.polledSeries,
      lastPollAt: polledAt === null ? null : new Date(polledAt).toISOString(),
      nextPollAt:
        state === 'running'
          ? new Date((polledAt ?? now) + this.config.pollSeconds * 1000).toISOString()
          : null,
    };
    await writeMetricsState(pool, value, now);
  }
}

function monthStart(now: number): number {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

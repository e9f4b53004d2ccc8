import type { Clock } from '../../clock/index.js';

/** The budget does not allow another call: paid polling stops, and says so. */
export class BudgetExhausted extends Error {
  override readonly name = 'BudgetExhausted';
  constructor() {
    super('The monthly budget (DANJI_BUDGET_USD) does not allow another metric request.');
  }
}

/** What was spent this lately may not stand in api_usage yet. */
const UNRECORDED_MS = 15_000;

/** How many metrics may still be requested; one for all work of the process, so that jobs do not spend it twice. */
export class Allowance {
  private left = 0;
  private recent: { at: number; metrics: number }[] = [];

  constructor(private readonly clock: Clock) {}

  /** Takes what the recorded usage leaves; what was spent just now is taken off once more, to be on the safe side. */
  renew(metrics: number): void {
    const since = this.clock.now() - UNRECORDED_MS;
    this.recent = this.recent.filter(({ at }) => at > since);
    this.left = metrics - this.recent.reduce((sum, spent) => sum + spent.metrics, 0);
  }

  /** @throws BudgetExhausted when `metrics` are more than what is left; nothing is spent then */
  spend(metrics: number): void {
    if (this.left === Infinity) return;
    if (metrics > this.left) throw new BudgetExhausted();
    this.left -= metrics;
    this.recent.push({ at: this.clock.now(), metrics });
  }
}

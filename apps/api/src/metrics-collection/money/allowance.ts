/** The budget does not allow another call: paid polling stops, and says so. */
export class BudgetExhausted extends Error {
  override readonly name = 'BudgetExhausted';
  constructor() {
    super('The monthly budget (DANJI_BUDGET_USD) does not allow another metric request.');
  }
}

/** How many metrics may still be requested. */
export class Allowance {
  constructor(private left: number) {}

  /** @throws BudgetExhausted when `metrics` are more than what is left; nothing is spent then */
  spend(metrics: number): void {
    if (metrics > this.left) throw new BudgetExhausted();
    this.left -= metrics;
  }
}

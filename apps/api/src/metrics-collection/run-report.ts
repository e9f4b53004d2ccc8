import { BudgetExhausted } from './money/allowance.js';
import type { FetchResult, SeriesFault } from './fetch/fetch-metrics.js';
import type { PlannedSeries } from './plan/join-series.js';
import { AwsCallError } from '../aws/index.js';

const NAMED = 5;

/** Gathers what a run has to say for itself. */
export class RunReport {
  items = 0;
  private readonly notes: string[] = [];
  private readonly faults: SeriesFault<PlannedSeries>[] = [];
  private readonly refused = new Map<string, number>();
  private readonly stops: Error[] = [];

  /** What became of a batch; `refused`: values that float32 cannot hold, counted by series. */
  addOutcome(
    { complete, faults, stopped }: FetchResult<PlannedSeries>,
    refused: ReadonlyMap<number, number>,
  ): void {
    this.faults.push(...faults);
    if (stopped) this.stops.push(stopped);
    const asked = [...complete, ...faults.map(({ series }) => series)];
    for (const [id, count] of refused) {
      const series = asked.find((one) => one.id === id);
      const name = series ? nameOf(series) : `series ${id}`;
      this.refused.set(name, (this.refused.get(name) ?? 0) + count);
    }
  }

  note(text: string): void {
    this.notes.push(text);
  }

  /** Whether the budget ended the work. */
  get outOfBudget(): boolean {
    return this.stops.some((error) => error instanceof BudgetExhausted);
  }

  get throttled(): number {
    return this.stops.filter((error) => error instanceof AwsCallError && error.failure === 'throttled')
      .length;
  }

  get status(): 'ok' | 'partial' | 'failed' {
    if (this.stops.length > 0) return this.items > 0 ? 'partial' : 'failed';
    return this.faults.length > 0 || this.refused.size > 0 ? 'partial' : 'ok';
  }

  /** Culprits by name, a few of each kind. */
  get message(): string | null {
    const lines = [
      ...this.notes,
      ...new Set(this.stops.map((error) => error.message)),
      ...this.faultLines(),
      ...named(
        'value outside float32 refused',
        [...this.refused].map(([name, count]) => `${name} (${count})`),
      ),
    ];
    return lines.length === 0 ? null : lines.join('; ');
  }

  private faultLines(): string[] {
    const byReason = new Map<string, string[]>();
    for (const { kind, message, series } of this.faults) {
      const reason = `${kind}: ${message}`;
      byReason.set(reason, [...(byReason.get(reason) ?? []), nameOf(series)]);
    }
    return [...byReason].flatMap(([reason, names]) => named(reason, names));
  }
}

function named(what: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const rest = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  return [`${what}: ${names.slice(0, NAMED).join(', ')}${rest}`];
}

function nameOf(series: PlannedSeries): string {
  return `${series.namespace} ${series.metric} ${series.stat} of ${series.resourceName}`;
}

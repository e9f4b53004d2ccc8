import { Inject, Injectable } from '@nestjs/common';
import { MetricCatalogue } from '@danji/shared';
import { AwsAnswerError, AwsCallError, type PercentileQuestion } from '../aws/index.js';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database } from '../database/index.js';
import { AppError, type TimeRange } from '../http/index.js';
import { InteractivePlaces } from '../interactive-aws/index.js';
import { BudgetExhausted, findDimensions, MoneyGate, WHY_NOT } from '../metrics-collection/index.js';
import { MetricRepository, type SeriesRow } from './metric.repository.js';

interface Place {
  scopeId: string;
  region: string;
}

/** Buys a statistic of CloudWatch: only where the money gate lets it, and at the price of one request. */
@Injectable()
export class AskCloudWatch {
  private readonly gate: MoneyGate;

  constructor(
    private readonly metrics: MetricRepository,
    private readonly catalogue: MetricCatalogue,
    private readonly places: InteractivePlaces,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.gate = new MoneyGate(database, config, clock);
  }

  /**
   * A percentile of a stored metric over a range that CloudWatch takes as one period, in CloudWatch's unit. `value`
   * null: it has none. The whole is null where the inventory no longer calls for the metric.
   * @throws AppError FORBIDDEN where no money may be spent, UPSTREAM_DENIED and UPSTREAM_UNAVAILABLE for what AWS says
   */
  async percentile(row: SeriesRow, stat: string, range: TimeRange): Promise<{ value: number | null } | null> {
    const now = this.clock.now();
    const place = await this.metrics.placeOf(row.id);
    const stored = { ...row, resourceId: row.resource_id };
    const dimensions = await findDimensions(this.database, place, { catalogue: this.catalogue, now }, stored);
    if (dimensions === null) return null;
    await this.spend(now);
    const { namespace, metric } = row;
    return { value: await this.read(place, { namespace, metric, dimensions, stat, ...range }) };
  }

  private async spend(now: number): Promise<void> {
    const { state, allowance } = await this.gate.ask(now);
    if (state !== 'running') throw new AppError('FORBIDDEN', WHY_NOT[state]);
    try {
      allowance.spend(1);
    } catch (cause) {
      if (!(cause instanceof BudgetExhausted)) throw cause;
      throw new AppError('FORBIDDEN', cause.message, { cause });
    }
  }

  private async read(place: Place, question: PercentileQuestion): Promise<number | null> {
    try {
      const found = await this.places.read(place, async ({ metricStatistics }) => ({
        value: await metricStatistics.percentile(question),
      }));
      if (found !== null) return found.value;
    } catch (cause) {
      if (!(cause instanceof AwsCallError || cause instanceof AwsAnswerError)) throw cause;
      const denied = cause instanceof AwsCallError && cause.failure === 'denied';
      throw new AppError(denied ? 'UPSTREAM_DENIED' : 'UPSTREAM_UNAVAILABLE', cause.message, { cause });
    }
    throw new AppError('UPSTREAM_UNAVAILABLE', 'This process does not watch the account of the resource.');
  }
}

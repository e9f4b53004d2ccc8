import type { AwsPlace } from '../../aws/index.js';
import { inTransaction } from '../../database/index.js';
import type { CollectorParts } from '../collector-parts.js';
import { MetricFetcher, type FetchResult } from '../fetch/fetch-metrics.js';
import type { Allowance } from '../money/allowance.js';
import type { PlannedSeries } from '../plan/join-series.js';
import { moveWatermarks } from '../plan/series.repository.js';
import type { RunReport } from '../run-report.js';
import { settledUntil } from '../settle/settle-age.js';
import { HourRows } from '../store/hour-rows.js';
import { writeHourlyPoints, writeHours, type Client } from '../store/metric-hours.repository.js';

/** Datapoints of one answer: enough to be worth its call, few enough for memory. */
export const ANSWER_POINTS = 25_000;
/** While one answer is stored, the next ones are on their way. */
export const CALLS_AT_ONCE = 3;

export interface HistoryParts extends CollectorParts {
  place: AwsPlace;
  allowance: Allowance;
  report: RunReport;
  signal: AbortSignal | undefined;
}

/** Reads past datapoints in the back-fill lane and stores them; old hours are settled as they are written. */
export class HistoryReader {
  private readonly fetcher: MetricFetcher;

  constructor(private readonly parts: HistoryParts) {
    this.fetcher = new MetricFetcher({ ...parts, source: parts.place });
  }

  /**
   * Reads one batch (one period) over [from, to). `alongside` runs in the transaction that stores the points.
   * @returns what became of each series
   */
  async read(
    batch: readonly PlannedSeries[],
    range: { from: number; to: number },
    alongside: (client: Client, result: FetchResult<PlannedSeries>, rows: HourRows) => Promise<void>,
  ): Promise<FetchResult<PlannedSeries>> {
    const { database, clock, report } = this.parts;
    const rows = new HourRows();
    const result = await this.fetcher.fetch(
      { series: batch, ...range, lane: 'backfill' },
      (series, times, values) => rows.add(series, times, values),
    );
    await inTransaction(
      database.pool,
      async (client) => {
        await writeHours(client, rows, settledUntil(clock.now()));
        await writeHourlyPoints(client, rows);
        const newest = [...rows.newest];
        await moveWatermarks(
          client,
          newest.map(([seriesId, lastPointAt]) => ({ seriesId, fetchedUntil: null, lastPointAt })),
        );
        await alongside(client, result, rows);
      },
      { relaxed: true },
    );
    report.addOutcome(result, rows.refused);
    return result;
  }
}

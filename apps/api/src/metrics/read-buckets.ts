import { Injectable } from '@nestjs/common';
import { aggregateBuckets, type BucketGrid, type BucketSeries, type StoredPoints } from '@danji/analysis';
import { Clock } from '../clock/index.js';
import { MetricRepository, type SeriesRow } from './metric.repository.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Hours this young may not be settled into metric_days yet: the minutes fill what the days do not hold. */
const UNSETTLED_HOURS = 4;

/** Reads stored points of series into the buckets of one grid. The only reader of metric_minutes and metric_days. */
@Injectable()
export class ReadBuckets {
  constructor(
    private readonly metrics: MetricRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Buckets by series id. Steps below an hour come from minutes, longer ones from settled hours.
   * @param sampleCounts by the id of an Average series: its SampleCount series, whose values are the weights
   */
  async run(
    series: readonly SeriesRow[],
    grid: BucketGrid,
    sampleCounts: ReadonlyMap<number, SeriesRow> = new Map(),
  ): Promise<Map<number, BucketSeries>> {
    const everything = uniqueById([...series, ...sampleCounts.values()]);
    const points = await this.points(everything, grid);
    const buckets = new Map<number, BucketSeries>();
    for (const row of uniqueById(series)) {
      const weights = sampleCounts.get(row.id);
      buckets.set(
        row.id,
        aggregateBuckets(grid, {
          statistic: row.stat,
          ...points(row.id),
          ...(weights === undefined ? {} : { sampleCounts: points(weights.id) }),
        }),
      );
    }
    return buckets;
  }

  private async points(
    series: readonly SeriesRow[],
    grid: BucketGrid,
  ): Promise<(id: number) => StoredPoints> {
    const from = grid.starts[0] ?? grid.end;
    const coarse = grid.step >= 3600;
    // Points of an hour apart are kept in metric_days only, whatever the step.
    const inDays = (coarse ? series : series.filter((row) => row.period >= 3600)).map((row) => row.id);
    const inMinutes = series.filter((row) => row.period < 3600).map((row) => row.id);
    const firstHour = coarse ? Math.max(from, this.clock.now() - UNSETTLED_HOURS * HOUR_MS) : from;
    // Settled hours count as a whole, so the minutes that stand in for them do.
    const span = coarse ? { from: -Infinity, to: Infinity } : { from, to: grid.end };
    const [days, minutes] = await Promise.all([
      inDays.length === 0 ? null : this.metrics.days(inDays, startsBetween(from, grid.end, DAY_MS)),
      inMinutes.length === 0
        ? null
        : this.metrics.minutes(inMinutes, startsBetween(firstHour, grid.end, HOUR_MS), span),
    ]);
    return (id) => ({ days: days?.get(id) ?? [], minutes: minutes?.get(id) ?? [] });
  }
}

function startsBetween(from: number, to: number, size: number): number[] {
  const starts: number[] = [];
  for (let at = Math.floor(from / size) * size; at < to; at += size) starts.push(at);
  return starts;
}

function uniqueById(series: readonly SeriesRow[]): SeriesRow[] {
  return [...new Map(series.map((row) => [row.id, row])).values()];
}

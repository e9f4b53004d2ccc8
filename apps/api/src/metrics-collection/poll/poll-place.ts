import type { AwsPlace } from '../../aws/index.js';
import { inTransaction, notifyChanges } from '../../database/index.js';
import { addGaps } from '../backfill/gap.repository.js';
import { gapBefore, type Gap } from '../backfill/gap.js';
import type { CollectorParts } from '../collector-parts.js';
import { MetricFetcher, type FetchResult } from '../fetch/fetch-metrics.js';
import { inParallel } from '../fetch/in-parallel.js';
import { packBatches } from '../fetch/pack-batches.js';
import { LagHistogram } from '../lag/lag-histogram.js';
import { addLags } from '../lag/lag.repository.js';
import type { Allowance } from '../money/allowance.js';
import type { PlaceMemory } from '../place-memory.js';
import type { PlannedSeries } from '../plan/join-series.js';
import { moveWatermarks, type Watermark } from '../plan/series.repository.js';
import type { RunReport } from '../run-report.js';
import { settledUntil } from '../settle/settle-age.js';
import { HourRows, MINUTE_MS } from '../store/hour-rows.js';
import { writeHourlyPoints, writeHours } from '../store/metric-hours.repository.js';
import { lookbackMs, pollWindow } from './poll-window.js';

const CALLS_AT_ONCE = 3;
/** A page of GetMetricData holds so many datapoints at most; staying below makes paging rare. */
const PAGE_POINTS = 100_800;

export interface PollParts extends CollectorParts {
  place: AwsPlace;
  memory: PlaceMemory;
  allowance: Allowance;
  report: RunReport;
  signal: AbortSignal | undefined;
}

/** One poll of a place: the window of every polled series is read, and what is new or was revised is stored. */
export class PlacePoll {
  private readonly lags = new LagHistogram();
  private readonly fetcher: MetricFetcher;

  constructor(private readonly parts: PollParts) {
    this.fetcher = new MetricFetcher({ ...parts, source: parts.place });
  }

  /** Everything that is to be polled. */
  async run(plan: readonly PlannedSeries[]): Promise<void> {
    const polled = plan.filter((series) => series.polled);
    this.parts.memory.slots.keepOnly(new Set(polled.map((series) => series.id)));
    await this.noteSleepers(plan.filter((series) => !series.polled && series.fetchedUntil === null));
    await this.poll(polled);
  }

  /** Some series between two polls of everything. */
  async poll(polled: readonly PlannedSeries[]): Promise<void> {
    const { memory, database, place, clock } = this.parts;
    const batches = [...byLookback(polled)].flatMap(([lookback, series]) => {
      const limits = { spanMs: lookback, maxPoints: PAGE_POINTS };
      // Culprits of the last polls go in calls of their own, so that they do not break the others again.
      const [suspects, others] = memory.splitSuspects(series);
      return [...packBatches(others, limits), ...packBatches(suspects, limits)].map((batch) => ({
        batch,
        lookback,
      }));
    });
    await inParallel(batches, CALLS_AT_ONCE, ({ batch, lookback }) => this.pollBatch(batch, lookback));
    await addLags(database.pool, place, this.lags, clock.now());
  }

  private async pollBatch(batch: readonly PlannedSeries[], lookback: number): Promise<void> {
    const { clock, memory, report } = this.parts;
    const asked = clock.now();
    const window = pollWindow(asked, (batch[0] as PlannedSeries).period, lookback);
    const rows = new HourRows();
    const result = await this.fetcher.fetch(
      { series: batch, ...window, lane: 'fresh' },
      (series, times, values) => this.take(rows, series, times, values),
    );
    memory.suspect(result.faults);
    await this.store(rows, result, window, lookback);
    memory.slots.remember(rows, result.complete, window.to);
    report.items += result.complete.length;
    report.addOutcome(result, rows.refused);
  }

  private take(
    rows: HourRows,
    series: PlannedSeries,
    times: readonly number[],
    values: readonly number[],
  ): void {
    const { slots } = this.parts.memory;
    const seenAt = this.parts.clock.now();
    const counted = slots.askedUntil(series.id) !== null;
    rows.add(series, times, values, (minute, value) => {
      if (slots.isKnown(series.id, minute, value)) return true;
      if (counted && !slots.holds(series.id, minute)) {
        this.lags.add(series.namespace, { at: minute * MINUTE_MS, period: series.period }, seenAt);
      }
      return false;
    });
  }

  /** Points, watermarks and newly found gaps go together: a crash leaves either all of them or none. */
  private async store(
    rows: HourRows,
    { complete }: FetchResult<PlannedSeries>,
    window: { from: number; to: number },
    overlapMs: number,
  ): Promise<void> {
    const { database, place, clock } = this.parts;
    const now = clock.now();
    const gaps = complete
      .map((series) => gapBefore(series, window.from, { now, overlapMs }))
      .filter((gap): gap is Gap => gap !== null);
    await inTransaction(
      database.pool,
      async (client) => {
        await writeHours(client, rows, settledUntil(now));
        await writeHourlyPoints(client, rows);
        await moveWatermarks(client, watermarks(rows, complete, window.to));
        await addGaps(client, place, gaps);
        await notifyChanges(client, 'metrics', changedResources(rows, complete));
      },
      { relaxed: true },
    );
  }

  /** Series whose resource sleeps since before we came: they have a history, though there is nothing to poll. */
  private async noteSleepers(sleepers: readonly PlannedSeries[]): Promise<void> {
    if (sleepers.length === 0) return;
    const { database, place, clock } = this.parts;
    const now = clock.now();
    const gaps: Gap[] = [];
    const marks: Watermark[] = [];
    for (const series of sleepers) {
      const { to } = pollWindow(now, series.period, 0);
      const gap = gapBefore(series, to, { now, overlapMs: 0 });
      if (gap) gaps.push(gap);
      marks.push({ seriesId: series.id, fetchedUntil: to, lastPointAt: null });
    }
    await inTransaction(database.pool, async (client) => {
      await moveWatermarks(client, marks);
      await addGaps(client, place, gaps);
    });
  }
}

function byLookback(series: readonly PlannedSeries[]): Map<number, PlannedSeries[]> {
  const groups = new Map<number, PlannedSeries[]>();
  for (const one of series) {
    const lookback = lookbackMs(one);
    const group = groups.get(lookback);
    if (group) group.push(one);
    else groups.set(lookback, [one]);
  }
  return groups;
}

function watermarks(rows: HourRows, complete: readonly PlannedSeries[], until: number): Watermark[] {
  return complete.map(({ id }) => ({
    seriesId: id,
    fetchedUntil: until,
    lastPointAt: rows.newest.get(id) ?? null,
  }));
}

function changedResources(rows: HourRows, series: readonly PlannedSeries[]): string[] {
  const changed = new Set([...rows.seriesIds, ...rows.hourly.map((point) => point.seriesId)]);
  return [...new Set(series.filter(({ id }) => changed.has(id)).map(({ resourceId }) => resourceId))];
}

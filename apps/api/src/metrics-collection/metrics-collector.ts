import { Inject, Injectable } from '@nestjs/common';
import { HOT_AFTER_MS, MetricCatalogue } from '@danji/shared';
import type { AwsPlace } from '../aws/index.js';
import { Clock } from '../clock/index.js';
import { writeRun, type CollectionJob, type CollectionRun } from '../collection-run/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database } from '../database/index.js';
import { readHotResources } from '../hot-resources/index.js';
import { PlaceBackfill } from './backfill/backfill-place.js';
import type { CollectorParts } from './collector-parts.js';
import { DimensionDirectory } from './discover/dimension-directory.js';
import { enabledGroups } from './groups/group.repository.js';
import { hotSeries, SLOW_RULES } from './hot/hot-series.js';
import type { HistoryParts } from './history/history-reader.js';
import { WHY_NOT } from './money/decide.js';
import { MoneyGate } from './money/money-gate.js';
import { PlaceMemory } from './place-memory.js';
import { placeName, type PlaceKey } from './place-key.js';
import { TAIL_MS } from './plan/join-series.js';
import { keepPlan, readPlan, type PlanFacts } from './plan/load-plan.js';
import { PlacePoll } from './poll/poll-place.js';
import { rereadPlace } from './reread/reread-place.js';
import { RunReport } from './run-report.js';
import { settlePlace } from './settle/settle-place.js';
import { HOUR_MS } from './store/hour-rows.js';
import { ensurePartitions } from './store/metric-hours.repository.js';

const DAY_MS = 24 * HOUR_MS;
/** Partitions reach this far back (what CloudWatch keeps at 60 s) and ahead. */
const PARTITIONS = { back: 16 * DAY_MS, ahead: 8 * DAY_MS };

/** A job's length: short beside the time a worker may take to notice that another has died. */
const BACKFILL_MS = 45_000;

/** Collects metrics of places: fresh points, history, and settled days. Each call leaves one collection_run. */
@Injectable()
export class MetricsCollector {
  private readonly memories = new Map<string, PlaceMemory>();
  private readonly directories = new Map<string, DimensionDirectory>();
  private readonly catalogue: MetricCatalogue;
  private readonly gate: MoneyGate;
  private readonly parts: CollectorParts;
  private partitionsUntil = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.gate = new MoneyGate(database, config, clock);
    this.catalogue = new MetricCatalogue(config.addedMetrics);
    this.parts = { database, clock, config, pause: (ms) => new Promise((done) => setTimeout(done, ms)) };
  }

  /**
   * Polls every live series of a place once. Faults of AWS are told in the run; rejects only when the database fails.
   * Two polls of one place must not run at once.
   */
  async pollOnce(place: AwsPlace, signal?: AbortSignal): Promise<CollectionRun> {
    return this.report(place, 'metrics', async (report) => {
      const now = this.clock.now();
      const { discovered } = this.catalogue;
      for (const problem of await this.directoryOf(place).refresh(place, discovered, now))
        report.note(problem);
      const plan = await keepPlan(this.database, place, await this.factsOf(place, now, 2 * TAIL_MS));
      const { state, allowance } = await this.gate.ask(now);
      if (state === 'running') {
        await this.ensurePartitions(now);
        const memory = this.memoryOf(place);
        await new PlacePoll({ ...this.parts, place, memory, allowance, report, signal }).run(plan);
      } else {
        report.note(WHY_NOT[state]);
      }
      const told = report.outOfBudget ? 'stopped_by_budget' : state;
      await this.gate.publish(told, this.clock.now(), told === 'running' ? now : null);
    });
  }

  /**
   * Polls the series of a place that are hot: what has an alert, a rollout, a failure or a reader, and the symptoms of
   * production. For the minutes between two polls of everything; must not run beside one of the same place.
   */
  async pollHotOnce(place: AwsPlace, signal?: AbortSignal): Promise<CollectionRun> {
    return this.reportPaid(place, 'hot_metrics', signal, async (parts, now) => {
      const plan = await readPlan(this.database, place, await this.factsOf(place, now, 2 * TAIL_MS));
      const found = await readHotResources(this.database.pool, place.key, {
        since: now - HOT_AFTER_MS,
        now,
        slowRules: SLOW_RULES,
      });
      const memory = this.memoryOf(place);
      await new PlacePoll({ ...parts, memory }).poll(hotSeries(plan, found).filter(({ polled }) => polled));
    });
  }

  /**
   * Fills gaps of a place for up to 45 s: the first two weeks, and what an outage left. `more`: call again at once.
   * May run beside a poll, never beside another back-fill of the same place.
   */
  async backfillOnce(place: AwsPlace, signal?: AbortSignal): Promise<{ run: CollectionRun; more: boolean }> {
    let more = false;
    const run = await this.reportPaid(place, 'backfill', signal, async (parts, now) => {
      const { postponed } = this.memoryOf(place);
      const plan = async () =>
        readPlan(this.database, place, await this.factsOf(place, now, PARTITIONS.back));
      more = await new PlaceBackfill({ ...parts, postponed, deadline: now + BACKFILL_MS }).run(plan);
    });
    return { run, more };
  }

  /** Reads the last 26 hours again, for points that came late. Call it each hour: every resource has one turn a day. */
  async rereadOnce(place: AwsPlace, signal?: AbortSignal): Promise<CollectionRun> {
    return this.reportPaid(place, 'reread', signal, async (parts, now) => {
      const plan = await readPlan(this.database, place, await this.factsOf(place, now, 2 * TAIL_MS));
      await rereadPlace(parts, plan);
    });
  }

  /** Settles the hours that came of age into metric_days. Free of AWS. */
  async settleOnce(place: AwsPlace, signal?: AbortSignal): Promise<CollectionRun> {
    return this.report(place, 'settle', async (report) => {
      await this.ensurePartitions(this.clock.now());
      report.items = await settlePlace(this.parts, place, signal);
    });
  }

  /** Work that costs money: it begins only when the gate lets it. */
  private async reportPaid(
    place: AwsPlace,
    job: CollectionJob,
    signal: AbortSignal | undefined,
    work: (parts: HistoryParts, now: number) => Promise<void>,
  ): Promise<CollectionRun> {
    return this.report(place, job, async (report) => {
      const now = this.clock.now();
      const { state, allowance } = await this.gate.ask(now);
      if (state !== 'running') {
        report.note(WHY_NOT[state]);
        return;
      }
      await this.ensurePartitions(now);
      await work({ ...this.parts, place, allowance, report, signal }, now);
    });
  }

  private async report(
    { scopeId, region }: PlaceKey,
    job: CollectionJob,
    work: (report: RunReport) => Promise<void>,
  ): Promise<CollectionRun> {
    const startedAt = this.clock.now();
    const report = new RunReport();
    await work(report);
    const run: CollectionRun = {
      scopeId,
      region,
      job,
      startedAt,
      finishedAt: this.clock.now(),
      status: report.status,
      items: report.items,
      throttled: report.throttled,
      kinds: [],
      message: report.message,
    };
    await writeRun(this.database.pool, run);
    return run;
  }

  private async ensurePartitions(now: number): Promise<void> {
    if (now + PARTITIONS.ahead / 2 < this.partitionsUntil) return;
    await ensurePartitions(this.database.pool, now - PARTITIONS.back, now + PARTITIONS.ahead);
    this.partitionsUntil = now + PARTITIONS.ahead;
  }

  /** `keepMs`: how long what was deleted still takes part. */
  private async factsOf(place: PlaceKey, now: number, keepMs: number): Promise<PlanFacts> {
    return {
      catalogue: this.catalogue,
      enabled: await enabledGroups(this.database.pool),
      discovered: await this.directoryOf(place).known(now),
      now,
      deletedAfter: now - keepMs,
    };
  }

  private directoryOf(place: PlaceKey): DimensionDirectory {
    const name = placeName(place);
    const directory = this.directories.get(name) ?? new DimensionDirectory(this.database, place);
    this.directories.set(name, directory);
    return directory;
  }

  private memoryOf(place: PlaceKey): PlaceMemory {
    const name = placeName(place);
    const memory = this.memories.get(name) ?? new PlaceMemory();
    this.memories.set(name, memory);
    return memory;
  }
}

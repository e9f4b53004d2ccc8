import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { CollectionStatus, Context } from '@danji/shared';
import { CollectionStatus as Contract, SWEPT_WITHIN_SECONDS } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { requirePermission } from '../http/index.js';
import { scopesOf } from '../scopes/index.js';
import {
  CollectionRepository,
  type JobRow,
  type ProgressRow,
  type ScopeRow,
} from './collection.repository.js';
import { describeQueues, queueKey, type QueueStatuses } from './event-queues.js';
import { statusNotes } from './status-notes.js';

/** What the worker says of its metric requests (setting metrics.state). */
export const METRICS_STATE_KEY = 'metrics.state';
const MetricsState = z.object({
  state: Contract.shape.metrics.shape.state,
  estimate: Contract.shape.metrics.shape.estimate,
  nextPollAt: Contract.shape.metrics.shape.nextPollAt.optional(),
});
export type MetricsState = z.infer<typeof MetricsState>;

/** GET /collection: what is being collected, how far it is, and what went wrong. */
@Injectable()
export class ReadStatus {
  constructor(
    private readonly collection: CollectionRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context): Promise<CollectionStatus> {
    requirePermission(ctx, 'collection.read');
    const now = this.clock.now();
    const watched = scopesOf(this.config);
    const hasQueue = watched.some(({ eventsQueueUrls }) => eventsQueueUrls.length > 0);
    const [scopes, jobs, queues, progress, storage, setting] = await Promise.all([
      this.collection.scopes(ctx),
      this.collection.jobs(ctx, now),
      hasQueue ? this.collection.eventQueues(ctx) : [],
      this.collection.progress(ctx),
      this.collection.storage(),
      this.collection.setting(METRICS_STATE_KEY),
    ]);
    const metrics = this.metricsState(setting);
    const events = describeQueues(watched, queues);
    const status = {
      at: new Date(now).toISOString(),
      mode: this.config.mode,
      version: this.config.version,
      pollSeconds: this.config.pollSeconds,
      metrics: {
        state: metrics.state,
        estimate: metrics.estimate,
        seriesCount: storage.series,
        lastPointAt: storage.last_point_at?.toISOString() ?? null,
        nextPollAt: metrics.nextPollAt ?? null,
      },
      backfill: backfillOf(progress, metrics),
      scopes: scopes.flatMap((scope) => placesOf(scope, jobs, { events, now })),
      storage: {
        databaseBytes: storage.database_bytes,
        metricBytes: storage.metric_bytes,
        samples: Math.round(storage.metric_hours * storage.points_per_hour),
        taskRuns: storage.task_runs,
      },
    };
    return { ...status, notes: statusNotes(status) };
  }

  /** Before the worker's first word: a demo simply begins, an account waits until the price is accepted. */
  private metricsState(setting: unknown): MetricsState {
    const told = MetricsState.safeParse(setting);
    if (told.success) return told.data;
    const begins = this.config.mode === 'demo' || this.config.modeIsExplicit;
    return { state: begins ? 'running' : 'waiting_for_acceptance', estimate: null };
  }
}

/** All places together: as far back as the slowest, as long as the longest. */
function backfillOf(rows: readonly ProgressRow[], metrics: MetricsState): CollectionStatus['backfill'] {
  const sum = (of: (row: ProgressRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const expected = sum((row) => row.points_expected);
  const done = sum((row) => row.points_done);
  const running = rows.filter((row) => row.state === 'running');
  const reached = rows.map((row) => row.reached_back_to);
  const eta = running.map((row) => {
    const speed = row.active_seconds > 0 ? row.points_done / row.active_seconds : 0;
    return speed > 0 ? (row.points_expected - row.points_done) / speed : null;
  });
  return {
    state: stateOf(rows, running.length > 0, metrics),
    from: earliest(rows.map((row) => row.from_at)),
    reachedBackTo: reached.some((at) => at === null) ? null : latest(reached as Date[]),
    pointsExpected: expected,
    pointsDone: done,
    percent: expected === 0 ? (rows.length > 0 ? 100 : 0) : Math.min(100, (100 * done) / expected),
    etaSeconds: eta.length === 0 || eta.includes(null) ? null : Math.round(Math.max(...(eta as number[]))),
  };
}

function stateOf(
  rows: readonly ProgressRow[],
  running: boolean,
  { state }: MetricsState,
): CollectionStatus['backfill']['state'] {
  if (state !== 'running') return 'waiting';
  if (running) return 'running';
  return rows.length > 0 && rows.every((row) => row.state === 'done') ? 'done' : 'idle';
}

function earliest(dates: readonly Date[]): string | null {
  return dates.length === 0 ? null : new Date(Math.min(...dates.map(Number))).toISOString();
}

function latest(dates: readonly Date[]): string | null {
  return dates.length === 0 ? null : new Date(Math.max(...dates.map(Number))).toISOString();
}

/** A scope in each of its regions, with its jobs. */
function placesOf(
  scope: ScopeRow,
  jobs: readonly JobRow[],
  { events, now }: { events: QueueStatuses; now: number },
): CollectionStatus['scopes'] {
  return scope.regions.map((region) => {
    const own = jobs.filter((job) => job.scope_id === scope.id && job.region === region);
    const failed = own.filter((job) => job.status === 'failed');
    const sweep = own.find((job) => job.job === 'inventory');
    const sweepFails =
      sweep !== undefined &&
      (sweep.status === 'failed' ||
        now - (sweep.last_good_at?.getTime() ?? 0) > SWEPT_WITHIN_SECONDS * 1_000);
    const partial = failed.length > 0 || own.some((job) => job.status !== 'ok');
    return {
      scopeId: scope.id,
      name: scope.name,
      accountId: scope.account_id,
      region,
      state: own.length === 0 ? 'unknown' : sweepFails ? 'failing' : partial ? 'partial' : 'ok',
      events: events.get(queueKey(scope.id, region)) ?? null,
      jobs: own.map((job) => ({
        job: job.job,
        lastAt: job.finished_at.toISOString(),
        lastGoodAt: job.last_good_at?.toISOString() ?? null,
        lastStatus: job.status,
        seconds: (job.finished_at.getTime() - job.started_at.getTime()) / 1000,
        items: job.items,
        message: job.message,
        runsLastHour: job.runs,
        failedLastHour: job.failed,
        throttledLastHour: job.throttled,
      })),
    };
  });
}

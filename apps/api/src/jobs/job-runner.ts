import type { EvaluateAlerts } from '../alerts/index.js';
import { AwsCallError } from '../aws/index.js';
import type { Clock } from '../clock/index.js';
import { lastRun, writeRun, type CollectionRun } from '../collection-run/index.js';
import type { Config } from '../config/index.js';
import type { Database } from '../database/index.js';
import type { CloseComparisons } from '../deployments/index.js';
import { LOCAL_CONTEXT } from '../http/index.js';
import type { MetricsCollector } from '../metrics-collection/index.js';
import type { CallHeartbeat, SendNotifications } from '../notifications/index.js';
import type { ComputeRecommendations } from '../recommendations/index.js';
import type { FreezeReviews } from '../reports/index.js';
import { writePermissions, writeScopeState } from '../scopes/index.js';
import { runHousekeeping } from './housekeeping.js';
import { duePoll } from './due-poll.js';
import type { JobPlace } from './job-queue.js';
import { EVERYWHERE, type Place, type Places } from './places.js';
import type { QueueName } from './schedule.js';

export interface JobRunnerParts {
  database: Database;
  clock: Clock;
  config: Pick<Config, 'pollSeconds'>;
  places: Places;
  metrics: MetricsCollector;
  recommendations: ComputeRecommendations;
  rollouts: CloseComparisons;
  alerts: EvaluateAlerts;
  notifications: SendNotifications;
  heartbeat: CallHeartbeat;
  reviews: FreezeReviews;
  /** Asks for a job that follows from another. */
  ask: (queue: QueueName, place: JobPlace) => Promise<void>;
}

/** How long one back-fill job goes on before it hands over. */
const BACKFILL_JOB_MS = 10 * 60_000;

/** What each job does. */
export class JobRunner {
  /** Places whose fleet this process has seen: what waits for it was asked for. */
  private readonly swept = new Set<Place>();

  constructor(private readonly parts: JobRunnerParts) {}

  async run(queue: QueueName, key: JobPlace, signal: AbortSignal): Promise<void> {
    const { database, clock } = this.parts;
    if (queue === 'housekeeping') return runHousekeeping(database, clock);
    if (queue === 'recommendations') return this.recommend();
    if (queue === 'rollouts') return this.closeRollouts();
    if (queue === 'alerts') return this.evaluateAlerts(signal);
    if (queue === 'notifications') return void (await this.parts.notifications.run(signal));
    if (queue === 'reports') return this.freezeReviews();
    const place = this.parts.places.find(key);
    if (!place) return;
    try {
      await this.runAt(queue, place, signal);
    } finally {
      const changes = place.aws.permissions.takeChanges();
      if (changes.length > 0) await writePermissions(database.pool, place.aws.key, changes);
    }
  }

  private async runAt(queue: QueueName, place: Place, signal: AbortSignal): Promise<void> {
    const { metrics } = this.parts;
    if (queue === 'inventory') await this.sweep(place);
    else if (queue === 'metrics') await this.poll(place, signal);
    else if (queue === 'backfill') await this.backfill(place, signal);
    else if (queue === 'settle') await metrics.settleOnce(place.aws, signal);
    else if (queue === 'reread') await metrics.rereadOnce(place.aws, signal);
    else if (queue === 'logs') await place.logs.run(signal);
    else if (queue === 'events') await place.events?.run(signal);
    else if (queue === 'usage') await place.usage.run(signal);
  }

  private async sweep(place: Place): Promise<void> {
    const { database, clock, ask } = this.parts;
    const { aws, scope } = place;
    const startedAt = clock.now();
    try {
      const accountId = await aws.accountId();
      await writeScopeState(database.pool, scope.id, { state: 'ok', accountId }, startedAt);
    } catch (error) {
      if (!(error instanceof AwsCallError)) throw error;
      return this.noteUnreachable(place, error, startedAt);
    }
    await place.sweep.run();
    await ask('alerts', EVERYWHERE);
    if (this.swept.has(place)) return;
    // Charts and lines need not wait for their turn: the fleet is known now.
    this.swept.add(place);
    await ask('metrics', aws.key);
    await ask('logs', aws.key);
  }

  private async noteUnreachable(
    { aws, scope }: Place,
    error: AwsCallError,
    startedAt: number,
  ): Promise<void> {
    const { database, clock } = this.parts;
    await writeScopeState(database.pool, scope.id, { state: 'failing', message: error.message }, startedAt);
    await writeRun(database.pool, {
      ...blankRun(aws.key, 'inventory', startedAt, clock.now()),
      status: 'failed',
      throttled: error.failure === 'throttled' ? 1 : 0,
      message: error.message,
    });
  }

  /** A poll that was asked for out of turn (at a start) makes the next regular one needless. */
  private async poll({ aws }: Place, signal: AbortSignal): Promise<void> {
    const { config, metrics, ask } = this.parts;
    const [sinceAll, sinceHot] = await Promise.all([
      this.secondsSince(aws, 'metrics'),
      this.secondsSince(aws, 'hot_metrics'),
    ]);
    const due = duePoll({ sinceAll, sinceHot, pollSeconds: config.pollSeconds });
    if (due === 'all') {
      await metrics.pollOnce(aws, signal);
      await ask('backfill', aws.key);
    } else if (due === 'hot') await metrics.pollHotOnce(aws, signal);
    await ask('alerts', EVERYWHERE);
  }

  /** Since the last run of a job began. */
  private async secondsSince({ key }: Place['aws'], job: CollectionRun['job']): Promise<number> {
    const last = await lastRun(this.parts.database.pool, key, job);
    return last === null ? Infinity : (this.parts.clock.now() - last.startedAt) / 1000;
  }

  /** History goes on in this job for a while, so that no second is lost between two. */
  private async backfill({ aws }: Place, signal: AbortSignal): Promise<void> {
    const { clock, metrics, ask } = this.parts;
    const until = clock.now() + BACKFILL_JOB_MS;
    let filled = 0;
    while (!signal.aborted && clock.now() < until) {
      const { run, more } = await metrics.backfillOnce(aws, signal);
      filled += run.items;
      if (more) continue;
      if (filled > 0) await ask('recommendations', EVERYWHERE);
      return;
    }
  }

  private async closeRollouts(): Promise<void> {
    const { database, clock, rollouts } = this.parts;
    const startedAt = clock.now();
    const items = await rollouts.run(LOCAL_CONTEXT);
    await writeRun(database.pool, { ...blankRun(EVERYWHERE, 'rollouts', startedAt, clock.now()), items });
  }

  /** Rules run on what was just stored. After an outage they catch up, hours at a time. */
  private async evaluateAlerts(signal: AbortSignal): Promise<void> {
    const { database, clock, alerts } = this.parts;
    const startedAt = clock.now();
    let items = 0;
    let more = true;
    while (more && !signal.aborted) {
      const run = await alerts.run(LOCAL_CONTEXT);
      items += run.written;
      more = run.more;
    }
    await writeRun(database.pool, { ...blankRun(EVERYWHERE, 'alerts', startedAt, clock.now()), items });
    // Read, stored and judged: a whole cycle.
    await this.parts.heartbeat.run();
  }

  private async freezeReviews(): Promise<void> {
    const { database, clock, reviews } = this.parts;
    const startedAt = clock.now();
    const { length: items } = await reviews.run(LOCAL_CONTEXT);
    await writeRun(database.pool, { ...blankRun(EVERYWHERE, 'reports', startedAt, clock.now()), items });
  }

  private async recommend(): Promise<void> {
    const { database, clock, recommendations } = this.parts;
    const startedAt = clock.now();
    const { judged } = await recommendations.run(LOCAL_CONTEXT);
    await writeRun(database.pool, {
      ...blankRun(EVERYWHERE, 'recommendations', startedAt, clock.now()),
      items: judged,
    });
  }
}

function blankRun(
  place: JobPlace,
  job: CollectionRun['job'],
  startedAt: number,
  finishedAt: number,
): CollectionRun {
  return {
    ...place,
    job,
    startedAt,
    finishedAt,
    status: 'ok',
    items: 0,
    throttled: 0,
    kinds: [],
    message: null,
  };
}

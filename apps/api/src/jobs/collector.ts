import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { EvaluateAlerts } from '../alerts/index.js';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { UsageCounter } from '../cost/index.js';
import { Database } from '../database/index.js';
import { CloseComparisons } from '../deployments/index.js';
import { MetricsCollector } from '../metrics-collection/index.js';
import { CallHeartbeat, SendNotifications } from '../notifications/index.js';
import { ComputeRecommendations } from '../recommendations/index.js';
import { FreezeReviews } from '../reports/index.js';
import { scopesOf, writeScopes } from '../scopes/index.js';
import { JobQueue, type JobPlace } from './job-queue.js';
import { JobRunner } from './job-runner.js';
import { EVERYWHERE, Places } from './places.js';
import { QUEUES, schedules, type QueueName } from './schedule.js';

const FLUSH_MS = 5_000;
/** A slot is asked for several times, so that two clocks that drift do not skip one. */
const ASKS_PER_SLOT = 3;

/** Starts the collector: the queue, its workers, and the timers that ask for jobs; and stops it. */
@Injectable()
export class Collector implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('collector');
  private readonly usage: UsageCounter;
  private readonly places: Places;
  private readonly runner: JobRunner;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly stopping = new AbortController();
  private queue: JobQueue | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    metrics: MetricsCollector,
    recommendations: ComputeRecommendations,
    rollouts: CloseComparisons,
    alerts: EvaluateAlerts,
    notifications: SendNotifications,
    heartbeat: CallHeartbeat,
    reviews: FreezeReviews,
  ) {
    this.usage = new UsageCounter(clock);
    this.places = new Places(scopesOf(config), {
      database,
      clock,
      usage: this.usage,
      labelRules: config.labelRules,
    });
    const ask = (queue: QueueName, place: JobPlace): Promise<void> => this.ask(queue, place);
    this.runner = new JobRunner({
      database,
      clock,
      config,
      places: this.places,
      metrics,
      recommendations,
      rollouts,
      alerts,
      notifications,
      heartbeat,
      reviews,
      ask,
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await writeScopes(this.database.pool, scopesOf(this.config), this.clock.now());
    this.queue = await JobQueue.start(this.database.url, (error) => this.logger.error(error, 'queue'));
    const places = this.places.all();
    for (const queue of QUEUES) {
      await this.queue.work(queue, places.length, (place, signal) => this.work(queue, place, signal));
    }
    await this.ask('housekeeping', EVERYWHERE);
    for (const place of places) await this.ask('inventory', place);
    for (const { queue, seconds } of schedules()) {
      const asked = this.places.of(queue);
      const tick = (): void => {
        for (const place of asked) void this.ask(queue, place, seconds);
      };
      this.timers.push(setInterval(tick, (seconds * 1000) / ASKS_PER_SLOT));
    }
    this.timers.push(setInterval(() => void this.flush(), FLUSH_MS));
  }

  async onApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    this.stopping.abort();
    await this.queue?.stop();
    await this.flush();
    this.places.close();
  }

  /** A job that cannot be asked for now is asked for again at the next tick. */
  private async ask(queue: QueueName, place: JobPlace, slotSeconds?: number): Promise<void> {
    if (this.stopping.signal.aborted || !this.queue) return;
    try {
      await this.queue.ask(queue, place, slotSeconds);
    } catch (error) {
      this.logger.warn({ err: error as Error, queue, ...place }, 'a job could not be asked for');
    }
  }

  private async work(queue: QueueName, place: JobPlace, signal: AbortSignal): Promise<void> {
    const startedAt = this.clock.now();
    try {
      await this.runner.run(queue, place, AbortSignal.any([signal, this.stopping.signal]));
      this.logger.debug({ queue, ...place, ms: this.clock.now() - startedAt }, 'job');
    } catch (error) {
      this.logger.error({ err: error as Error, queue, ...place }, 'a job failed');
      throw error;
    }
  }

  private async flush(): Promise<void> {
    try {
      await this.usage.flush(this.database.pool);
    } catch (error) {
      this.logger.warn({ err: error as Error }, 'API usage could not be stored; it is kept and tried again');
    }
  }
}

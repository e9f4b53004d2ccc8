import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { AwsCallError } from '../aws/index.js';
import { Clock } from '../clock/index.js';
import { writeRun } from '../collection-run/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { UsageCounter } from '../cost/index.js';
import { Database } from '../database/index.js';
import { MetricsCollector } from '../metrics-collection/index.js';
import { scopesOf, writePermissions, writeScopeState, writeScopes } from '../scopes/index.js';
import { runHousekeeping } from './housekeeping.js';
import { JobQueue, type JobHandler, type JobPlace } from './job-queue.js';
import { EVERYWHERE, OF_NO_PLACE, Places, type Place } from './places.js';
import { QUEUES, schedules, type QueueName } from './schedule.js';

const FLUSH_MS = 5_000;
/** A slot is asked for several times, so that two clocks that drift do not skip one. */
const ASKS_PER_SLOT = 3;

/** Starts the collector: the queue, its workers, and the timers that ask for jobs. */
@Injectable()
export class Collector implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('collector');
  private readonly usage: UsageCounter;
  private readonly places: Places;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly swept = new Set<Place>();
  private readonly stopping = new AbortController();
  private queue: JobQueue | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    private readonly metrics: MetricsCollector,
  ) {
    this.usage = new UsageCounter(clock);
    this.places = new Places(scopesOf(config), { database, clock, usage: this.usage });
  }

  async onApplicationBootstrap(): Promise<void> {
    await writeScopes(this.database.pool, scopesOf(this.config), this.clock.now());
    this.queue = await JobQueue.start(this.database.url, (error) => this.logger.error(error, 'queue'));
    const places = this.places.all();
    for (const queue of QUEUES) await this.queue.work(queue, places.length, this.handler(queue));
    await this.ask('housekeeping', EVERYWHERE);
    for (const place of places) await this.ask('inventory', place);
    for (const { queue, seconds } of schedules(this.config)) {
      const everywhere = OF_NO_PLACE.has(queue) ? [EVERYWHERE] : places;
      const ask = (): void => {
        for (const place of everywhere) void this.ask(queue, place, seconds);
      };
      this.timers.push(setInterval(ask, (seconds * 1000) / ASKS_PER_SLOT));
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

  private handler(queue: QueueName): JobHandler {
    return async (key, signal) => {
      const both = AbortSignal.any([signal, this.stopping.signal]);
      if (OF_NO_PLACE.has(queue)) return runHousekeeping(this.database, this.clock);
      const place = this.places.find(key);
      if (!place) return;
      const startedAt = this.clock.now();
      try {
        await this.runJob(queue, place, both);
      } catch (error) {
        this.logger.error({ err: error as Error, queue, ...key }, 'a job failed');
        throw error;
      } finally {
        await this.keepPermissions(place);
        this.logger.debug({ queue, ...key, ms: this.clock.now() - startedAt }, 'job');
      }
    };
  }

  private async runJob(queue: QueueName, place: Place, signal: AbortSignal): Promise<void> {
    const { aws } = place;
    switch (queue) {
      case 'inventory':
        return this.sweep(place);
      case 'metrics':
        await this.metrics.pollOnce(aws, signal);
        return this.ask('backfill', aws.key);
      case 'backfill':
        return this.backfill(place, signal);
      case 'settle':
        await this.metrics.settleOnce(aws, signal);
        return;
      case 'reread':
        await this.metrics.rereadOnce(aws, signal);
        return;
      case 'logs':
        await place.logs.run(signal);
        return;
      default:
        return;
    }
  }

  /** History goes on in this job for a while, so that no second is lost between two. */
  private async backfill({ aws }: Place, signal: AbortSignal): Promise<void> {
    const until = this.clock.now() + 10 * 60_000;
    while (!signal.aborted && this.clock.now() < until) {
      const { more } = await this.metrics.backfillOnce(aws, signal);
      if (!more) return;
    }
  }

  private async sweep(place: Place): Promise<void> {
    const { pool } = this.database;
    const { aws, scope } = place;
    const startedAt = this.clock.now();
    try {
      const accountId = await aws.accountId();
      await writeScopeState(pool, scope.id, { state: 'ok', accountId }, startedAt);
    } catch (error) {
      if (!(error instanceof AwsCallError)) throw error;
      return this.noteUnreachable(place, error, startedAt);
    }
    const run = await place.sweep.run();
    if (run.message !== null)
      this.logger.warn({ ...aws.key, message: run.message }, 'a sweep was not complete');
    if (this.swept.has(place)) return;
    // Charts need not wait for their turn: the fleet is known now.
    this.swept.add(place);
    await this.ask('metrics', aws.key);
    await this.ask('logs', aws.key);
  }

  private async noteUnreachable(
    { aws, scope }: Place,
    error: AwsCallError,
    startedAt: number,
  ): Promise<void> {
    const { pool } = this.database;
    await writeScopeState(pool, scope.id, { state: 'failing', message: error.message }, startedAt);
    await writeRun(pool, {
      ...aws.key,
      job: 'inventory',
      startedAt,
      finishedAt: this.clock.now(),
      status: 'failed',
      items: 0,
      throttled: error.failure === 'throttled' ? 1 : 0,
      kinds: [],
      message: error.message,
    });
  }

  private async keepPermissions({ aws }: Place): Promise<void> {
    const changes = aws.permissions.takeChanges();
    if (changes.length > 0) await writePermissions(this.database.pool, aws.key, changes);
  }

  private async flush(): Promise<void> {
    try {
      await this.usage.flush(this.database.pool);
    } catch (error) {
      this.logger.warn({ err: error as Error }, 'API usage could not be stored; it is kept and tried again');
    }
  }
}

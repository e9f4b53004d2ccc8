import { PgBoss } from 'pg-boss';
import { QUEUES, type QueueName } from './schedule.js';

/** Which place a job is about. */
export interface JobPlace {
  scopeId: string;
  region: string;
}
export type JobHandler = (place: JobPlace, signal: AbortSignal) => Promise<void>;

/** A worker that was killed is missed after so many seconds, and its job is given to the next. */
const HEARTBEAT_SECONDS = 15;
const CHECK_SECONDS = 10;
/** The longest that a job may take: a back-fill hands over before. */
const EXPIRE_SECONDS = 15 * 60;
const STOP_TIMEOUT_MS = 8_000;

/**
 * The work queue in PostgreSQL (pg-boss). A place has at most one job of a queue waiting or at work, whichever of
 * several workers asked for it.
 */
export class JobQueue {
  private constructor(private readonly boss: PgBoss) {}

  static async start(databaseUrl: string, onError: (error: Error) => void): Promise<JobQueue> {
    const boss = new PgBoss({
      connectionString: databaseUrl,
      application_name: 'danji-queue',
      max: 4,
      useListenNotify: true,
      superviseIntervalSeconds: CHECK_SECONDS,
      monitorIntervalSeconds: CHECK_SECONDS,
    });
    boss.on('error', onError);
    await boss.start();
    for (const queue of QUEUES) {
      await boss.createQueue(queue, {
        policy: 'exclusive',
        notify: true,
        retryLimit: 0,
        expireInSeconds: EXPIRE_SECONDS,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        deleteAfterSeconds: 3600,
        retentionSeconds: 3600,
      });
    }
    return new JobQueue(boss);
  }

  /** Asks for a job, unless the place has one already; with `slotSeconds` at most one in each such slot of time. */
  async ask(queue: QueueName, place: JobPlace, slotSeconds?: number): Promise<void> {
    await this.boss.send(queue, place, {
      singletonKey: `${place.scopeId}/${place.region}`,
      ...(slotSeconds === undefined ? {} : { singletonSeconds: slotSeconds }),
    });
  }

  /** Works on a queue, several places at once. */
  async work(queue: QueueName, places: number, handler: JobHandler): Promise<void> {
    const options = {
      localConcurrency: Math.min(8, Math.max(1, places)),
      pollingIntervalSeconds: 2,
      notifyPollingIntervalSeconds: 5,
    };
    await this.boss.work<JobPlace>(queue, options, async (jobs) => {
      for (const job of jobs) await handler(job.data, job.signal);
    });
  }

  /** Lets what is at work end, for as long as a supervisor waits. */
  async stop(): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS });
  }
}

import type { LabelRule } from '@danji/shared';
import { AwsPlace, Limiter } from '../aws/index.js';
import type { Clock } from '../clock/index.js';
import type { UsageCounter } from '../cost/index.js';
import { EventQueueReader } from '../exact-events/index.js';
import { InventorySweep } from '../inventory/index.js';
import { LogCollector } from '../logs-collection/index.js';
import { UsageCollector } from '../usage-collection/index.js';
import type { Database } from '../database/index.js';
import { eventsQueueOf, type Scope } from '../scopes/index.js';
import { SWEEP_SECONDS, type QueueName } from './schedule.js';
import type { JobPlace } from './job-queue.js';

/** One scope in one region, with what works there. */
export interface Place {
  scope: Scope;
  aws: AwsPlace;
  sweep: InventorySweep;
  logs: LogCollector;
  /** Null: no event queue is configured here. */
  events: EventQueueReader | null;
  usage: UsageCollector;
}

/** Every scope in each of its regions. Limits are shared, since AWS counts by account and region. */
export class Places {
  private readonly places = new Map<string, Place>();

  constructor(
    scopes: readonly Scope[],
    parts: {
      database: Database;
      clock: Clock;
      usage: UsageCounter;
      labelRules: readonly LabelRule[] | null;
    },
  ) {
    const { clock, usage, database, labelRules } = parts;
    const { pool } = database;
    const limiter = new Limiter(clock);
    for (const scope of scopes) {
      for (const region of scope.regions) {
        const key = { scopeId: scope.id, region };
        const { roleArn, externalId, endpoint } = scope;
        const access = { roleArn, externalId, endpoint };
        const aws = new AwsPlace({ ...key, access, clock, limiter, meter: usage.meterFor(key) });
        const sweep = new InventorySweep({
          pool,
          clock,
          place: aws,
          sweepSeconds: SWEEP_SECONDS,
          labelRules,
        });
        const url = eventsQueueOf(scope, region);
        this.places.set(keyOf(key), {
          scope,
          aws,
          sweep,
          events: url === null ? null : new EventQueueReader({ database, clock, place: aws, sweep, url }),
          logs: new LogCollector({ database, clock, place: aws }),
          usage: new UsageCollector({ database, clock, place: aws }),
        });
      }
    }
  }

  all(): JobPlace[] {
    return [...this.places.values()].map(({ aws }) => ({ scopeId: aws.scopeId, region: aws.region }));
  }

  /** Places that a queue's jobs are about. */
  of(queue: QueueName): JobPlace[] {
    if (OF_NO_PLACE.has(queue)) return [EVERYWHERE];
    if (queue !== 'events') return this.all();
    return this.all().filter((place) => this.find(place)?.events);
  }

  /** The place of a job; undefined for a scope that another worker watches and this one was not told of. */
  find(place: JobPlace): Place | undefined {
    return this.places.get(keyOf(place));
  }

  close(): void {
    for (const { aws } of this.places.values()) aws.close();
  }
}

function keyOf({ scopeId, region }: JobPlace): string {
  return `${scopeId}/${region}`;
}

/** Jobs that are not about a place are kept under this key. */
export const EVERYWHERE: JobPlace = { scopeId: '*', region: '*' };
const OF_NO_PLACE: ReadonlySet<QueueName> = new Set([
  'alerts',
  'rollouts',
  'recommendations',
  'reports',
  'housekeeping',
]);

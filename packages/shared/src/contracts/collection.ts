import { z } from 'zod';
import { IsoTime, Localised, TimeInput, repeatedOf } from './common.js';

/** The event queue of an account in a region, where one is configured. */
export const EventQueueStatus = z
  .object({
    url: z.string(),
    state: z.enum(['ok', 'failing', 'unknown']),
    message: z.string().nullable().describe('Why it could not be read last'),
    checkedAt: IsoTime.nullable(),
    waiting: z.number().int().nullable().describe('Messages that nobody has yet, by AWS; null: not known'),
    inFlight: z.number().int().nullable(),
    lagSeconds: z.number().nullable().describe('From the newest event to when it was read'),
    lastEventAt: IsoTime.nullable(),
    received: z.number().int().describe('Messages since the queue was first read'),
    stored: z.number().int().describe('Different events among them'),
    duplicates: z.number().int(),
    malformed: z.number().int().describe('No event of EventBridge, or without what its type must have'),
    ignored: z.number().int().describe('Of a type that Danji does not know'),
    byType: z.record(z.string(), z.number().int()).describe('Events by detail-type'),
    lastProblem: z.string().nullable().describe('What was wrong with the last malformed message'),
  })
  .meta({ id: 'EventQueueStatus' });
export type EventQueueStatus = z.infer<typeof EventQueueStatus>;

/**
 * Seconds after which the state of an account and region counts as not read. A sweep is asked for each 15 s: eight that
 * failed or stayed away are no hiccup.
 */
export const SWEPT_WITHIN_SECONDS = 120;

export const CollectionStatus = z
  .object({
    at: IsoTime,
    mode: z.enum(['demo', 'aws']),
    version: z.string(),
    pollSeconds: z.number().int(),
    metrics: z.object({
      state: z.enum(['running', 'waiting_for_acceptance', 'stopped_by_budget', 'free_only']),
      estimate: z
        .object({
          backfillUsd: z.object({ low: z.number(), high: z.number() }),
          monthUsd: z.object({ low: z.number(), high: z.number() }),
          series: z.number().int(),
        })
        .nullable(),
      seriesCount: z.number().int(),
      lastPointAt: IsoTime.nullable(),
      nextPollAt: IsoTime.nullable(),
    }),
    backfill: z
      .object({
        state: z.enum(['idle', 'running', 'done', 'waiting']),
        from: IsoTime.nullable(),
        reachedBackTo: IsoTime.nullable().describe('History is complete from here to now'),
        pointsExpected: z.number().int(),
        pointsDone: z.number().int(),
        percent: z.number(),
        etaSeconds: z.number().nullable(),
      })
      .describe('The first two weeks, newest first; also gaps after an outage'),
    scopes: z.array(
      z.object({
        scopeId: z.string(),
        name: z.string(),
        accountId: z.string().nullable(),
        region: z.string(),
        state: z.enum(['ok', 'partial', 'failing', 'unknown']),
        events: EventQueueStatus.nullable().describe('Null: no event queue, the sweeps see everything'),
        jobs: z.array(
          z.object({
            job: z.string(),
            lastAt: IsoTime.nullable(),
            lastGoodAt: IsoTime.nullable().describe('The last end that was no failure, within a day'),
            lastStatus: z.string().nullable(),
            seconds: z.number().nullable(),
            items: z.number().int().nullable(),
            message: z.string().nullable(),
            runsLastHour: z.number().int(),
            failedLastHour: z.number().int(),
            throttledLastHour: z.number().int(),
          }),
        ),
      }),
    ),
    storage: z.object({
      databaseBytes: z.number(),
      metricBytes: z.number(),
      samples: z.number(),
      taskRuns: z.number().int(),
    }),
    notes: z.array(Localised),
  })
  .meta({ id: 'Collection' });
export type CollectionStatus = z.infer<typeof CollectionStatus>;

const UsdRange = z.object({ low: z.number(), high: z.number() });
export const CollectionCost = z
  .object({
    monthToDateUsd: UsdRange,
    forecastUsd: UsdRange,
    budgetUsd: z.number().nullable(),
    byApi: z.array(
      z.object({
        api: z.string(),
        calls: z.number().int(),
        metricsRequested: z.number().int(),
        throttles: z.number().int(),
        errors: z.number().int(),
        usd: UsdRange,
      }),
    ),
    perHour: z.object({
      t: z.array(IsoTime),
      calls: z.array(z.number().int()),
      metricsRequested: z.array(z.number().int()),
    }),
    prices: z.array(z.object({ what: z.string(), usd: z.number(), per: z.string() })),
    note: Localised,
  })
  .meta({ id: 'CollectionCost' });
export type CollectionCost = z.infer<typeof CollectionCost>;

export const CollectionPermissions = z
  .object({
    items: z.array(
      z.object({
        scope: z.string(),
        region: z.string(),
        action: z.string().describe('The IAM action, e.g. ecs:ListTasks'),
        status: z.enum(['allowed', 'denied', 'unsupported', 'untested']),
        affects: z.array(Localised),
        message: z.string().nullable(),
        checkedAt: IsoTime.nullable(),
      }),
    ),
  })
  .meta({ id: 'CollectionPermissions' });
export type CollectionPermissions = z.infer<typeof CollectionPermissions>;

export const CompletenessQuery = z.object({
  from: TimeInput.default('now-24h'),
  to: TimeInput.default('now'),
});
export type CompletenessQuery = z.infer<typeof CompletenessQuery>;
export const CollectionCompleteness = z
  .object({
    from: IsoTime,
    to: IsoTime,
    items: z.array(
      z.object({
        scope: z.string(),
        region: z.string(),
        namespace: z.string(),
        expected: z.number().int(),
        stored: z.number().int(),
        percent: z.number().nullable(),
        lagSeconds: z.object({ p50: z.number().nullable(), p95: z.number().nullable() }),
      }),
    ),
    note: Localised,
  })
  .meta({ id: 'CollectionCompleteness' });
export type CollectionCompleteness = z.infer<typeof CollectionCompleteness>;

/** POST /collection/accept-cost: metric requests of an AWS account begin only after this. */
export const AcceptCost = z
  .object({ monthUsd: z.number().nonnegative(), backfillUsd: z.number().nonnegative() })
  .meta({ id: 'AcceptCost' });
export type AcceptCost = z.infer<typeof AcceptCost>;

export const ScopeItem = z
  .object({
    id: z.string(),
    name: z.string(),
    accountId: z.string().nullable(),
    alias: z.string().nullable(),
    colour: z.string().nullable(),
    regions: z.array(z.string()),
    roleArn: z.string().nullable(),
    endpoint: z.string().nullable(),
    source: z.enum(['environment', 'default', 'demo']),
    state: z.enum(['ok', 'failing', 'unknown']),
    message: z.string().nullable(),
  })
  .meta({ id: 'Scope' });
export type ScopeItem = z.infer<typeof ScopeItem>;
export const ScopeList = z
  .object({
    items: z.array(ScopeItem),
    nextCursor: z.string().nullable(),
    total: z.number().int().nullable(),
  })
  .meta({ id: 'ScopeList' });

export type ScopeList = z.infer<typeof ScopeList>;

export const HealthLive = z.object({ status: z.literal('ok') }).meta({ id: 'HealthLive' });
export const HealthReady = z
  .object({
    status: z.enum(['ok', 'degraded', 'unavailable']),
    database: z.enum(['ok', 'unavailable']),
    queue: z.enum(['ok', 'unavailable', 'unknown']),
    lastCollectionAt: IsoTime.nullable(),
  })
  .meta({ id: 'HealthReady' });
export type HealthReady = z.infer<typeof HealthReady>;

export const STREAM_TOPICS = [
  'resources',
  'tasks',
  'events',
  'deployments',
  'scaling',
  'metrics',
  'logs',
  'alerts',
  'incidents',
  'recommendations',
  'reports',
  'collection',
] as const;
export const StreamTopic = z.enum(STREAM_TOPICS);
export type StreamTopic = z.infer<typeof StreamTopic>;
/** What an SSE message carries: which things changed, never what they are now. */
export const StreamMessage = z
  .object({ id: z.string(), topic: StreamTopic, at: IsoTime, ids: z.array(z.string()) })
  .meta({ id: 'StreamMessage' });
export type StreamMessage = z.infer<typeof StreamMessage>;
export const StreamQuery = z.object({
  topics: repeatedOf(StreamTopic).optional().describe('Only these topics; all when absent'),
});
export type StreamQuery = z.infer<typeof StreamQuery>;

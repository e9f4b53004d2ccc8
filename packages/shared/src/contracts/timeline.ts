import { z } from 'zod';
import { ScheduledScalingAttributes } from './attributes/ecs.js';
import { ScaleOutLimitItem, ScalingFindingItem } from './scaling.js';
import {
  ChangeActor,
  Cursor,
  Environment,
  IsoTime,
  LabelFilter,
  Limit,
  Localised,
  Repeated,
  ResourceId,
  TimeInput,
  listOf,
  repeatedOf,
} from './common.js';
import { Commit } from './commits.js';
import { HttpUrl, LabelSelector } from './posted-events.js';

export const EVENT_KINDS = [
  'deployment',
  'scaling',
  'task_stop',
  'service_event',
  'config',
  'ec2',
  'rds',
  'state',
  'alarm',
  'deploy',
  'flag',
  'migration',
  'note',
] as const;
export const EventKind = z.enum(EVENT_KINDS);
export type EventKind = z.infer<typeof EventKind>;

export const EventSeverity = z.enum(['info', 'warning', 'critical']);

export const EventItem = z
  .object({
    id: z.string(),
    at: IsoTime,
    kind: EventKind,
    type: z.string().describe('e.g. deployment_started, tasks_stopped, steady_state, desired_changed'),
    severity: EventSeverity,
    resourceId: z.string().nullable().describe('Null where it is about all resources of `labels`'),
    resourceName: z.string().nullable(),
    resourceKind: z.string().nullable(),
    labels: LabelSelector.nullable().describe(
      'Which resources it is about, where somebody posted it for several; null: the one of resourceId',
    ),
    parentId: z.string().nullable(),
    environment: Environment,
    team: z.string().nullable(),
    message: z.string().describe("AWS's own text, or the change"),
    title: Localised.describe('One line for a list'),
    count: z.number().int().describe('How many like it were folded into this one'),
    commits: z.array(Commit).describe('What a deployment brought, where a rule finds it in image or tag'),
    url: HttpUrl.nullable().describe('Where to read more, by whoever posted it'),
    params: z.record(z.string(), z.unknown()),
    actor: ChangeActor.nullable().describe(
      'Who did it; null where CloudTrail does not say or may not be read',
    ),
  })
  .meta({ id: 'Event' });
export type EventItem = z.infer<typeof EventItem>;
export const EventList = listOf(EventItem, 'EventList');

/** The answer to a posted event: as it stands in the timeline, and how much it marks. */
export const PostedEventAnswer = EventItem.extend({
  matched: z.number().int().describe('How many known resources it is about now; 0: the labels fit none'),
  replayed: z
    .boolean()
    .describe('It was posted before: by the same Idempotency-Key, or the same within a minute'),
}).meta({ id: 'PostedEvent' });
export type PostedEventAnswer = z.infer<typeof PostedEventAnswer>;

export const EventQuery = z.object({
  kinds: repeatedOf(EventKind).optional(),
  types: Repeated.optional(),
  severity: repeatedOf(EventSeverity).optional(),
  resource: ResourceId.optional().describe('The resource, or everything below it (a cluster, a service)'),
  cluster: ResourceId.optional().describe('A cluster: it, what is in it, and what is below that'),
  service: ResourceId.optional().describe('A service and everything below it'),
  actor: z.string().max(200).optional().describe('A part of the name of whoever did it'),
  q: z.string().max(200).optional(),
  from: TimeInput.default('now-24h'),
  to: TimeInput.default('now'),
  fold: z
    .enum(['true', 'false'])
    .default('false')
    .transform((v) => v === 'true')
    .describe('Fold like stops of one resource within five minutes into one'),
  cursor: Cursor.optional(),
  limit: Limit,
  ...LabelFilter,
});
export type EventQuery = z.infer<typeof EventQuery>;

/** The events of one resource: the same filters without the resource itself. */
export const ResourceEventQuery = EventQuery.omit({
  resource: true,
  cluster: true,
  service: true,
  scope: true,
  account: true,
  region: true,
  environment: true,
  team: true,
});
export type ResourceEventQuery = z.infer<typeof ResourceEventQuery>;

export const ScalingQuery = z.object({
  resource: ResourceId,
  from: TimeInput.default('now-24h'),
  to: TimeInput.default('now'),
});
export type ScalingQuery = z.infer<typeof ScalingQuery>;
export const ScalingAnswer = z
  .object({
    from: IsoTime,
    to: IsoTime,
    minimum: z.number().int().nullable(),
    maximum: z.number().int().nullable(),
    suspended: z.array(z.string()),
    policies: z
      .array(
        z.object({
          name: z.string(),
          type: z.string(),
          metric: z.string().nullable(),
          target: z.number().nullable(),
          scaleInCooldown: z.number().nullable(),
          scaleOutCooldown: z.number().nullable(),
          adjustmentType: z.string().nullable(),
          disableScaleIn: z.boolean().nullable(),
          steps: z.array(
            z.object({ lower: z.number().nullable(), upper: z.number().nullable(), adjustment: z.number() }),
          ),
          alarms: z.array(z.string()),
        }),
      )
      .nullable()
      .describe('Null: not read yet, or not allowed'),
    scheduled: z.array(ScheduledScalingAttributes).nullable().describe('Null: not read yet, or not allowed'),
    findings: z.array(ScalingFindingItem).describe('As of now, whatever the range'),
    limit: ScaleOutLimitItem.nullable().describe('What limits scale-out; null for a group, and for DAEMON'),
    activities: z.array(
      z.object({
        id: z.string(),
        at: IsoTime,
        endedAt: IsoTime.nullable(),
        resource: z.string(),
        from: z.number().int().nullable(),
        to: z.number().int().nullable(),
        cause: z.string(),
        description: z.string(),
        status: z.string(),
        statusMessage: z.string().nullable(),
        notScaledReasons: z.array(
          z.object({
            code: z.string(),
            maxCapacity: z.number().nullable(),
            minCapacity: z.number().nullable(),
            currentCapacity: z.number().nullable(),
          }),
        ),
        policy: z.string().nullable(),
        alarm: z.string().nullable(),
        servedAfterSeconds: z
          .number()
          .nullable()
          .describe('Until all new tasks ran; null: inwards, not there yet, or not known'),
      }),
    ),
    series: z
      .object({
        desired: z.array(z.object({ at: IsoTime, value: z.number().int() })),
        running: z.array(z.object({ at: IsoTime, value: z.number().int() })),
        pending: z.array(z.object({ at: IsoTime, value: z.number().int() })),
      })
      .describe('Steps: each value holds until the next; empty before the first observation'),
    note: Localised.nullable(),
  })
  .meta({ id: 'Scaling' });
export type ScalingAnswer = z.infer<typeof ScalingAnswer>;

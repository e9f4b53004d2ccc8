import { z } from 'zod';
import {
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
import { TimeZone } from './metrics.js';
import { EventItem } from './timeline.js';

/** Why a task ended. `unknown` when AWS's words say nothing that we know. */
export const STOP_CAUSES = [
  'deploy',
  'scale_in',
  'oom',
  'health_check',
  'essential_exit',
  'image_pull',
  'resource_init',
  'placement',
  'spot',
  'host_lost',
  'user',
  'failed_to_start',
  'job_finished',
  'maintenance',
  'unknown',
] as const;
export const StopCause = z.enum(STOP_CAUSES);
export type StopCause = z.infer<typeof StopCause>;

export const TASK_TRIGGERS = ['deploy', 'scale_out', 'replacement', 'schedule', 'manual', 'unknown'] as const;
export const TaskTrigger = z.enum(TASK_TRIGGERS);
export type TaskTrigger = z.infer<typeof TaskTrigger>;

export const PHASES = [
  'provision',
  'prepare',
  'pull',
  'start',
  'run',
  'deactivate',
  'stop',
  'deprovision',
] as const;
export const Phase = z.enum(PHASES);
export type Phase = z.infer<typeof Phase>;

export const TaskContainer = z.object({
  name: z.string(),
  image: z.string().nullable(),
  imageDigest: z.string().nullable(),
  lastStatus: z.string().nullable(),
  exitCode: z.number().int().nullable(),
  reason: z.string().nullable(),
  health: z.string().nullable(),
  runtimeId: z.string().nullable(),
  restarts: z
    .number()
    .int()
    .nullish()
    .describe('Further starts that were seen, by runtime id: at least so many; null where none was seen'),
});

/** A task that took the place of another, or whose place was taken. */
export const TaskLink = z.object({ id: z.string(), taskId: z.string() });

export const TaskItem = z
  .object({
    id: z.string(),
    arn: z.string(),
    taskId: z.string(),
    clusterId: z.string(),
    clusterName: z.string(),
    serviceId: z.string().nullable(),
    serviceName: z.string().nullable(),
    environment: Environment,
    team: z.string().nullable(),
    family: z.string(),
    revision: z.number().int(),
    group: z.string().nullable(),
    startedBy: z.string().nullable(),
    trigger: TaskTrigger,
    launchType: z.string().nullable(),
    capacityProvider: z.string().nullable(),
    availabilityZone: z.string().nullable(),
    containerInstanceId: z.string().nullable(),
    cpu: z.number().int().nullable(),
    memory: z.number().int().nullable(),
    lastStatus: z.string(),
    desiredStatus: z.string(),
    health: z.string(),
    stopCode: z.string().nullable(),
    stoppedReason: z.string().nullable(),
    cause: StopCause.nullable(),
    abnormal: z.boolean(),
    explanation: Localised.nullable(),
    createdAt: IsoTime,
    startedAt: IsoTime.nullable(),
    stoppedAt: IsoTime.nullable(),
    exitCode: z.number().int().nullable().describe('Of the container that ended it'),
    phases: z.array(
      z.object({
        phase: Phase,
        from: IsoTime,
        to: IsoTime.nullable(),
        seconds: z.number().nullable(),
        exact: z.boolean().describe('False where one end is only known to lie between two looks'),
        between: z
          .tuple([z.number(), z.number()])
          .nullable()
          .describe('Least and most seconds that it took, where it is over'),
      }),
    ),
  })
  .meta({ id: 'Task' });
export type TaskItem = z.infer<typeof TaskItem>;

export const Facets = z.record(
  z.string(),
  z.array(z.object({ value: z.string(), label: z.string(), count: z.number().int() })),
);
export const TaskList = listOf(TaskItem, 'TaskList')
  .extend({ facets: Facets.optional() })
  .meta({ id: 'TaskListWithFacets' });
export type TaskList = z.infer<typeof TaskList>;

/** What tasks are narrowed by, for the explorer and the flow alike. */
const TaskFilterFields = {
  cluster: ResourceId.optional(),
  service: ResourceId.optional(),
  instance: ResourceId.optional(),
  state: Repeated.optional().describe('lastStatus, or running, stopped, starting, stopping'),
  cause: repeatedOf(StopCause).optional(),
  abnormal: z
    .enum(['true', 'false'])
    .transform((v) => v === 'true')
    .optional(),
  trigger: repeatedOf(TaskTrigger).optional(),
  stopCode: Repeated.optional(),
  az: Repeated.optional(),
  launchType: Repeated.optional(),
  capacityProvider: Repeated.optional(),
  family: z.string().optional(),
  revision: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
  definition: Repeated.pipe(
    z.array(
      z
        .string()
        .max(300)
        .regex(/^[^:]+:\d{1,9}$/, 'A task definition is its family, a colon and its revision: checkout:412.'),
    ),
  ).optional(),
  q: z
    .string()
    .max(200)
    .optional()
    .describe('Part of a task id, group, stop reason, image, host (instance id or name) or address'),
  ...LabelFilter,
};

export const TaskQuery = z.object({
  ...TaskFilterFields,
  from: TimeInput.optional().describe('Tasks alive at some moment of [from, to)'),
  to: TimeInput.optional(),
  facets: Repeated.optional(),
  sort: z.enum(['-createdAt', 'createdAt', '-stoppedAt', 'stoppedAt']).default('-createdAt'),
  cursor: Cursor.optional(),
  limit: Limit,
});
export type TaskQuery = z.infer<typeof TaskQuery>;

export const TaskDetail = TaskItem.extend({
  containers: z.array(TaskContainer),
  network: z
    .object({
      eniId: z.string().nullable(),
      privateIp: z.string().nullable(),
      subnetId: z.string().nullable(),
      macAddress: z.string().nullable(),
    })
    .nullable(),
  remedy: Localised.nullable(),
  replaces: TaskLink.nullable().describe('The task whose place it took'),
  replacedBy: TaskLink.nullable().describe('The task that took its place'),
  platformVersion: z.string().nullable(),
  consoleUrl: z.string().nullable(),
  logs: z.array(z.object({ at: IsoTime, level: z.string(), message: z.string(), stream: z.string() })),
  siblings: z
    .array(TaskItem)
    .describe('Tasks of the same service that ended for the same cause within an hour'),
  before: z
    .array(EventItem)
    .describe(
      'What changed at its service, cluster and host in the half hour before it began to stop (while it lives: before now), newest first',
    ),
}).meta({ id: 'TaskDetail' });
export type TaskDetail = z.infer<typeof TaskDetail>;

/** What the task's own log streams hold around its end, read from AWS when a person asks. */
export const TaskLines = z
  .object({
    state: z
      .enum(['read', 'nothing', 'denied', 'unsupported', 'failed'])
      .describe('nothing: no stream, no line, or a log driver that CloudWatch does not see'),
    lines: TaskDetail.shape.logs,
    group: z.string().nullable(),
    streams: z.array(z.string()).describe('The streams that were read'),
    message: z.string().nullable(),
  })
  .meta({ id: 'TaskLines' });
export type TaskLines = z.infer<typeof TaskLines>;

export const FlowQuery = z.object({
  ...TaskFilterFields,
  from: TimeInput.default('now-24h'),
  to: TimeInput.default('now'),
  tz: TimeZone.optional().describe('IANA zone whose hours stops are counted by; DANJI_TIMEZONE when absent'),
});
export type FlowQuery = z.infer<typeof FlowQuery>;

const Percentiles = z.object({
  count: z.number().int(),
  p50: z.number().nullable(),
  p90: z.number().nullable(),
  p99: z.number().nullable(),
});
const WithPrevious = Percentiles.extend({
  previous: Percentiles.nullable().describe('The same time before; null where no task passed then'),
});

/**
 * What a start is made of: place and network interface, image, containers; total is creation to RUNNING, and healthy is
 * from there to the first look that saw the health check pass.
 */
export const STARTUP_PARTS = ['provision', 'pull', 'start', 'total', 'healthy'] as const;
export const StartupPart = z.enum(STARTUP_PARTS);
export type StartupPart = z.infer<typeof StartupPart>;

export const FlowAnswer = z
  .object({
    from: IsoTime,
    to: IsoTime,
    tz: z.string(),
    nodes: z.array(
      z.object({
        id: z.string(),
        phase: z.string(),
        label: Localised,
        count: z.number().int(),
        abnormal: z.boolean(),
      }),
    ),
    links: z.array(z.object({ source: z.string(), target: z.string(), value: z.number().int() })),
    dwell: z
      .array(WithPrevious.extend({ phase: Phase }))
      .describe('Seconds in each phase, of stays that ended in the range'),
    startup: z
      .array(WithPrevious.extend({ part: StartupPart }))
      .describe('Seconds of tasks that began to run in the range'),
    stopHours: z
      .array(
        z.object({
          date: z.string().describe('Local date'),
          hour: z.number().int().describe('Local hour, 0 to 23'),
          from: IsoTime,
          to: IsoTime,
          stops: z.number().int(),
          abnormal: z.number().int(),
        }),
      )
      .describe('Hours with a stop'),
    stopReasons: z
      .array(
        z.object({
          class: StopCause,
          label: Localised,
          abnormal: z.boolean(),
          count: z.number().int(),
          previousCount: z.number().int(),
          example: z.string(),
          exampleTaskId: z.string(),
        }),
      )
      .describe('Counted as if no cause were filtered by, so that another one can be chosen'),
    tasks: z.number().int(),
    previousKnown: z
      .boolean()
      .describe(
        'False when Danji was not watching all of the time before: what is previous is then too little',
      ),
  })
  .meta({ id: 'TaskFlow' });
export type FlowAnswer = z.infer<typeof FlowAnswer>;

import { z } from 'zod';
import { list, text } from '../answer.js';
import { TaskShape, type EcsTask } from './ecs-shapes.js';

const moment = z.iso.datetime({ offset: true }).transform((value) => Date.parse(value));
/** CloudWatch writes `2019-10-02T17:04:40.989+0000`. */
const alarmMoment = z
  .string()
  .transform((value) => Date.parse(value.replace(/\+0000$/, 'Z')))
  .refine((at) => !Number.isNaN(at), 'it is no time');

/** EventBridge's envelope of every event of AWS. */
const Envelope = z.object({
  id: z.string().min(1).max(100),
  'detail-type': z.string().min(1).max(200),
  source: z.string(),
  account: z.string(),
  time: moment,
  region: z.string(),
  resources: list(z.string()),
  detail: z.record(z.string(), z.unknown()),
});

const TASK_MOMENTS = [
  'createdAt',
  'connectivityAt',
  'pullStartedAt',
  'pullStoppedAt',
  'startedAt',
  'stoppingAt',
  'executionStoppedAt',
  'stoppedAt',
];

/** The members of DescribeTasks, whose times are text here. What is not kept of a task is dropped by its shape. */
const TaskDetail = z
  .record(z.string(), z.unknown())
  .transform((detail) => {
    const times = TASK_MOMENTS.flatMap((name) => {
      const value = detail[name];
      return typeof value === 'string' ? [[name, new Date(value)] as const] : [];
    });
    return { ...detail, ...Object.fromEntries(times) };
  })
  .pipe(TaskShape.extend({ version: z.number().int() }));

const DETAILS = {
  'ECS Task State Change': z.object({ updatedAt: moment }).loose(),
  'ECS Deployment State Change': z.object({
    eventName: z.string(),
    deploymentId: z.string(),
    updatedAt: moment,
    reason: text,
  }),
  'ECS Service Action': z.object({
    eventType: z.enum(['INFO', 'WARN', 'ERROR']).catch('INFO'),
    eventName: z.string(),
    clusterArn: text,
    reason: text,
  }),
  'ECS Container Instance State Change': z.object({ containerInstanceArn: z.string(), status: text }),
  'EC2 Instance State-change Notification': z.object({ 'instance-id': z.string(), state: z.string() }),
  'EC2 Spot Instance Interruption Warning': z.object({ 'instance-id': z.string(), 'instance-action': text }),
  'EC2 Instance Rebalance Recommendation': z.object({ 'instance-id': z.string() }),
  'RDS DB Instance Event': z.object({
    SourceArn: z.string(),
    Date: moment,
    Message: text,
    EventCategories: list(z.string()),
  }),
  'RDS DB Cluster Event': z.object({
    SourceArn: z.string(),
    Date: moment,
    Message: text,
    EventCategories: list(z.string()),
  }),
  'CloudWatch Alarm State Change': z.object({
    alarmName: z.string(),
    state: z.object({ value: z.string(), reason: text, timestamp: alarmMoment }),
    previousState: z.object({ value: text }).nullish(),
  }),
  'AWS Health Event': z.object({
    service: text,
    eventTypeCode: z.string(),
    eventTypeCategory: text,
    startTime: text,
    eventDescription: list(z.object({ language: text, latestDescription: text })),
    affectedEntities: list(z.object({ entityValue: text })),
  }),
} as const;
type Details = typeof DETAILS;

interface Common {
  id: string;
  at: number;
  accountId: string;
  region: string;
  resources: string[];
}
export type QueueEventBody = {
  [T in keyof Details]: { type: T; detail: z.output<Details[T]> };
}[Exclude<keyof Details, 'ECS Task State Change'>];
export interface TaskEvent {
  type: 'ECS Task State Change';
  task: EcsTask;
  /** When the task became as it is here, epoch ms. */
  changedAt: number;
}
export type QueueEvent = Common & (TaskEvent | QueueEventBody);

/** What a message turned out to be. */
export type ReadEvent =
  | { event: QueueEvent }
  /** An event of a type that we do not know: AWS adds some now and then. */
  | { ignored: string; id: string }
  /** No event, or one without what its type must have: which member, and what is wrong with it. */
  | { malformed: string };

/** Reads a message's body; it may hold anything. */
export function readQueueEvent(body: string): ReadEvent {
  const envelope = Envelope.safeParse(parse(body));
  if (!envelope.success) return { malformed: problemOf(envelope.error) };
  const { id, time: at, account: accountId, region, resources, detail } = envelope.data;
  const type = envelope.data['detail-type'];
  if (!isKnown(type)) return { ignored: type, id };
  const common = { id, at, accountId, region, resources };
  const read = DETAILS[type].safeParse(detail);
  if (!read.success) return { malformed: `${type}: detail.${problemOf(read.error)}` };
  if (type !== 'ECS Task State Change')
    return { event: { ...common, type, detail: read.data } as QueueEvent };
  const task = TaskDetail.safeParse(detail);
  if (!task.success) return { malformed: `${type}: detail.${problemOf(task.error)}` };
  const { updatedAt } = read.data as { updatedAt: number };
  return { event: { ...common, type, task: task.data, changedAt: updatedAt } };
}

function isKnown(type: string): type is keyof Details {
  return Object.hasOwn(DETAILS, type);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Where and what; never the value, which may be anything. */
function problemOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'it cannot be read'}`.slice(0, 300);
}

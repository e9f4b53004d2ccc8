import { z } from 'zod';
import { IsoTime, Localised, ResourceId, TimeInput } from './common.js';

/** GET /resources/{id}/usage?from&to of a host (EC2 or container instance) or a service: one day at most. */
export const UsageQuery = z.object({
  from: TimeInput.default('now-3h'),
  to: TimeInput.default('now'),
});
export type UsageQuery = z.infer<typeof UsageQuery>;

const Values = z.array(z.number().nullable()).describe('One for each of t; null is not known');

/**
 * known: per-task use was read. insights_off: the cluster has no Container Insights, so nobody can know. denied, failed:
 * AWS refused or did not answer; what was read before is still there. not_ecs: no ECS agent runs on the instance.
 */
export const USAGE_STATES = ['known', 'insights_off', 'denied', 'failed', 'not_ecs'] as const;

const UsageTask = z.object({
  id: ResourceId,
  taskId: z.string(),
  serviceId: ResourceId.nullable(),
  name: z.string().describe('Its service, or its family where it runs outside of one'),
  family: z.string(),
  revision: z.number().int(),
  createdAt: IsoTime,
  startedAt: IsoTime.nullable(),
  stoppedAt: IsoTime.nullable(),
  reserved: z.object({ cpu: z.number().nullable(), memory: z.number().nullable() }).describe('Units, MiB'),
  cpu: Values.describe('CPU units used; 1024 is one vCPU'),
  memory: Values.describe('MiB'),
  network: Values.describe('Bytes a second, received and sent'),
  storage: Values.describe('Bytes a second, read and written'),
});
export type UsageTask = z.infer<typeof UsageTask>;

export const UsageResource = z.enum(['cpu', 'memory', 'network']);

export const UsageSuspect = z.object({
  id: ResourceId.describe('Of the task'),
  serviceId: ResourceId.nullable(),
  name: z.string(),
  resource: UsageResource.describe('Of what it took more'),
  before: z.number().describe('Usual use before, in the unit of that resource'),
  after: z.number(),
  growth: z.number().describe('After less before, as a share of what the host has'),
  since: IsoTime,
  first: z.boolean().describe('It grew before, or with, those that suffer'),
  weight: z.number().describe('Its share of the suspicion, 0 to 1'),
});
export type UsageSuspect = z.infer<typeof UsageSuspect>;

const UsageVictim = z.object({
  serviceId: ResourceId,
  name: z.string(),
  metric: z.string(),
  before: z.number().describe('Seconds'),
  after: z.number(),
  since: IsoTime,
});

export const UsageAnswer = z
  .object({
    resourceId: ResourceId,
    kind: z.enum(['host', 'service']),
    name: z.string(),
    clusterId: ResourceId.nullable(),
    from: IsoTime,
    to: IsoTime,
    step: z.number().int().describe('Seconds between the values'),
    t: z.array(IsoTime),
    state: z.enum(USAGE_STATES),
    message: Localised.nullable().describe('Why per-task use is not known, and the remedy'),
    coverage: z.number().nullable().describe('Share of the settled minutes whose log was read, 0 to 1'),
    capacity: z
      .object({ cpu: z.number().nullable(), memory: z.number().nullable() })
      .nullable()
      .describe('Of a host: CPU units and MiB registered'),
    hostCpu: Values.nullable().describe('Of a host: CPU units that EC2 saw in use'),
    tasks: z.array(UsageTask).describe('Those that were there in the range, the greatest CPU first'),
    otherTasks: z.number().int().describe('Tasks beyond those listed'),
    onset: z
      .object({ at: IsoTime, by: z.enum(['latency', 'host_cpu']) })
      .nullable()
      .describe("When the last rise of the victims' response time, else of the host's CPU, began"),
    victims: z.array(UsageVictim).describe('Services on the host whose response time rose'),
    suspects: z.array(UsageSuspect).describe('Who grew before that, the likeliest first'),
  })
  .meta({ id: 'Usage' });
export type UsageAnswer = z.infer<typeof UsageAnswer>;

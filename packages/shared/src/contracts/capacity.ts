import { z } from 'zod';
import { IsoTime, Localised, ResourceId } from './common.js';

/** CPU units (1024 = 1 vCPU) and MiB. */
const Size = z.object({ cpu: z.number(), memory: z.number() });

export const CapacityLimit = z.enum(['cpu', 'memory', 'interfaces', 'ports', 'distinct']);

const CapacityHost = z.object({
  id: ResourceId.describe('Container instance'),
  ec2ResourceId: z.string().nullable(),
  name: z.string(),
  instanceType: z.string().nullable(),
  zone: z.string(),
  state: z.string(),
  usable: z.boolean().describe('ACTIVE with a connected agent: others take no task'),
  registered: Size,
  reserved: Size,
  free: Size,
  tasks: z.number().int(),
  interfaces: z
    .object({
      limit: z.number().int().nullable().describe('Tasks with an interface of their own; null: not known'),
      used: z.number().int(),
    })
    .describe('Network interfaces for tasks of network mode awsvpc'),
});

const CapacityService = z.object({
  id: ResourceId,
  name: z.string(),
  schedulingStrategy: z.string(),
  launchType: z.string().nullable(),
  cpu: z.number().int().nullable().describe('Of one task; null: its definition was not read'),
  memory: z.number().int().nullable(),
  networkMode: z.string().nullable(),
  more: z
    .number()
    .int()
    .nullable()
    .describe('Tasks that fit beside those that run; null: on Fargate, DAEMON, or the size is not known'),
  limitedBy: CapacityLimit.nullable(),
  exact: z
    .boolean()
    .describe('False where a limit of network interfaces is not known, or a constraint is an expression'),
  placement: z
    .array(z.string())
    .describe("How ECS chooses among hosts, in its words: 'spread(attribute:ecs.availability-zone)'"),
  constraints: z.array(z.string()).describe("distinctInstance, or 'memberOf(EXPRESSION)'"),
  daemon: z
    .object({ hosts: z.number().int(), covered: z.number().int(), missing: z.array(ResourceId) })
    .nullable()
    .describe('DAEMON: usable hosts, those that run its task, and those that lack one'),
});

/** GET /resources/{id}/capacity of a cluster. */
export const CapacityAnswer = z
  .object({
    clusterId: ResourceId,
    at: IsoTime,
    hosts: z.array(CapacityHost),
    zones: z.array(
      z.object({
        zone: z.string(),
        hosts: z.number().int(),
        usable: z.number().int(),
        registered: Size,
        reserved: Size,
        free: Size,
      }),
    ),
    largest: z
      .array(Size.extend({ hostId: z.string() }))
      .describe('Largest tasks that still fit: none larger in both CPU and memory does. The most CPU first'),
    sizes: z
      .array(Size.extend({ more: z.number().int(), limitedBy: CapacityLimit.nullable() }))
      .describe('Room for common task sizes, without network interfaces'),
    services: z.array(CapacityService),
    fargate: Localised.nullable().describe('Said where tasks run on Fargate: what bounds them'),
    unknownHosts: z.number().int().describe('Container instances whose resources AWS did not say'),
    strategy: z.object({
      hasDefault: z.boolean(),
      providers: z.array(
        z.object({
          name: z.string().describe('A capacity provider, or a launch type where tasks name none'),
          id: z.string().nullable().describe('Of the capacity provider, where it is known'),
          base: z.number().nullable().describe("Of the cluster's default strategy"),
          weight: z.number().nullable(),
          asked: z.number().describe("What the services' strategies ask for at the present number of tasks"),
          running: z.number().int(),
          spot: z.number().int().describe('Of the running tasks, those that are known to be on Spot'),
          purchaseUnknown: z.number().int().describe('Of the running tasks, those of which it is not known'),
        }),
      ),
      spotPercent: z.number().nullable().describe('Of running tasks whose purchase option is known'),
      spotAskedPercent: z
        .number()
        .nullable()
        .describe(
          'Of the tasks that strategies ask of FARGATE and FARGATE_SPOT; null: no strategy names them',
        ),
    }),
  })
  .meta({ id: 'Capacity' });
export type CapacityAnswer = z.infer<typeof CapacityAnswer>;

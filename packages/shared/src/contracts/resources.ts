import { z } from 'zod';
import {
  ChangeActor,
  Cursor,
  Environment,
  IsoTime,
  LabelFilter,
  Limit,
  Reason,
  Repeated,
  ResourceId,
  TimeInput,
  listOf,
  repeatedOf,
} from './common.js';
import { Status } from '../status.js';

/** Kinds that exist in the product; the later ones are accepted by filters and answer empty lists until collected. */
export const RESOURCE_KINDS = [
  'ecs_cluster',
  'ecs_service',
  'ecs_task',
  'ecs_task_definition',
  'ecs_container_instance',
  'capacity_provider',
  'ec2_instance',
  'ebs_volume',
  'auto_scaling_group',
  'rds_instance',
  'rds_cluster',
  'load_balancer',
  'target_group',
  'subnet',
  'security_group',
  'image',
  'log_group',
  'alarm',
  'canary',
] as const;
export const ResourceKind = z.enum(RESOURCE_KINDS);
export type ResourceKind = z.infer<typeof ResourceKind>;

/** The prefix of a resource id, by kind. */
export const KIND_PREFIX: Record<ResourceKind, string> = {
  ecs_cluster: 'clu',
  ecs_service: 'svc',
  ecs_task: 'task',
  ecs_task_definition: 'tdef',
  ecs_container_instance: 'ci',
  capacity_provider: 'cap',
  ec2_instance: 'ec',
  ebs_volume: 'vol',
  auto_scaling_group: 'asg',
  rds_instance: 'rds',
  rds_cluster: 'rdc',
  load_balancer: 'lb',
  target_group: 'tg',
  subnet: 'sub',
  security_group: 'sg',
  image: 'img',
  log_group: 'lg',
  alarm: 'alm',
  canary: 'can',
};

export const ResourceItem = z
  .object({
    id: ResourceId,
    kind: ResourceKind,
    name: z.string(),
    arn: z.string(),
    region: z.string(),
    accountId: z.string(),
    accountAlias: z.string().nullable(),
    scopeId: z.string(),
    state: z.string().describe("AWS's own word"),
    status: Status,
    reasons: z.array(Reason),
    parentId: z.string().nullable(),
    parentName: z.string().nullable(),
    environment: Environment,
    team: z.string().nullable(),
    tier: z.string().nullable(),
    tags: z.record(z.string(), z.string()),
    attributes: z.record(z.string(), z.unknown()).describe('By kind: the schemas of attributes/'),
    describedAt: IsoTime.describe('When AWS last described it in full'),
    firstSeen: IsoTime,
    lastSeen: IsoTime,
    deletedAt: IsoTime.nullable(),
    consoleUrl: z.string().nullable().describe('The resource in the AWS console'),
    spark: z
      .object({
        metric: z.string(),
        stat: z.string(),
        unit: z.string(),
        from: IsoTime,
        step: z.number().int(),
        values: z.array(z.number().nullable()),
        max: z.number().nullable(),
        latest: z.number().nullable(),
      })
      .nullable()
      .optional()
      .describe('Only with spark=<metric>: that metric over the last 3 hours, for a table cell'),
  })
  .meta({ id: 'Resource' });
export type ResourceItem = z.infer<typeof ResourceItem>;
export const ResourceList = listOf(ResourceItem, 'ResourceList');

export const RESOURCE_SORTS = [
  'name',
  '-name',
  'status',
  '-status',
  'firstSeen',
  '-firstSeen',
  'lastSeen',
  '-lastSeen',
] as const;
export const ResourceQuery = z.object({
  kind: repeatedOf(ResourceKind).optional(),
  q: z.string().max(200).optional().describe('Part of a name, id, ARN, address or tag'),
  arn: z.string().max(2048).optional(),
  status: repeatedOf(Status).optional(),
  state: Repeated.optional(),
  parent: ResourceId.optional(),
  tag: Repeated.optional().describe('key or key=value'),
  at: TimeInput.optional().describe('The list as it was at that instant, as far as it was kept'),
  deleted: z
    .enum(['true', 'false'])
    .default('false')
    .transform((v) => v === 'true')
    .describe('Include tombstones'),
  spark: z.string().optional().describe("A metric's name: each item carries its last 3 hours"),
  sort: z.enum(RESOURCE_SORTS).default('-status'),
  cursor: Cursor.optional(),
  limit: Limit,
  ...LabelFilter,
});
export type ResourceQuery = z.infer<typeof ResourceQuery>;

export const ResourceAttention = z
  .object({
    until: IsoTime.describe('It is polled each minute until then; ask again while its page is open'),
  })
  .meta({ id: 'ResourceAttention' });
export type ResourceAttention = z.infer<typeof ResourceAttention>;

export const RevisionItem = z
  .object({
    at: IsoTime,
    state: z.string(),
    changes: z.array(z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })),
    attributes: z.record(z.string(), z.unknown()),
    actor: ChangeActor.nullable().describe(
      'Who did it; null where CloudTrail does not say or may not be read',
    ),
  })
  .meta({ id: 'ResourceRevision' });
export type RevisionItem = z.infer<typeof RevisionItem>;
export const RevisionList = listOf(RevisionItem, 'ResourceRevisionList');

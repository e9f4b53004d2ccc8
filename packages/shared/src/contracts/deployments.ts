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
} from './common.js';
import { Commit } from './commits.js';

const percent = z.number().nullable().default(null);
const ServiceRevisionSummary = z.object({
  id: z.string(),
  taskDefinition: z.string().nullable().describe('family:revision; null while the revision was not read'),
  requested: z.number().int().nullable(),
  running: z.number().int().nullable(),
  pending: z.number().int().nullable(),
  testWeight: percent.describe('Percent of the test traffic; null where traffic is not shifted'),
  productionWeight: percent.describe('Percent of the production traffic'),
  scalePercent: percent.describe('Of a task set: the share of the desired count that it is to run'),
});

const LifecycleHook = z.object({
  name: z.string().describe('Name of the Lambda function, or the last part of what is called'),
  stages: z.array(z.string()),
});
/** How the service was to be rolled out, as it was set when the rollout began. */
const RolloutPlan = z.object({
  bakeMinutes: z.number().nullable().describe('How long both revisions run once all traffic has moved'),
  stepPercent: z.number().nullable().describe('Linear: traffic moved in each step'),
  stepMinutes: z.number().nullable().describe('Linear: minutes between steps'),
  canaryPercent: z.number().nullable().describe('Canary: traffic moved first'),
  canaryMinutes: z.number().nullable().describe('Canary: minutes until the rest follows'),
  hooks: z.array(LifecycleHook),
  targetGroups: z
    .array(z.object({ production: z.string().nullable(), alternate: z.string().nullable() }))
    .describe('ARNs of the target groups between which traffic is shifted'),
});
/** What DescribeServiceDeployments says of a rollout, in AWS's own words. Null members: AWS did not say. */
export const ServiceDeploymentDetail = z.object({
  id: z.string(),
  status: z.string().nullable().describe('PENDING, IN_PROGRESS, SUCCESSFUL, STOPPED, ROLLBACK_…'),
  statusReason: z.string().nullable(),
  stage: z
    .string()
    .nullable()
    .describe('Lifecycle stage: RECONCILE_SERVICE, SCALE_UP, BAKE_TIME, CLEAN_UP, …'),
  startedAt: IsoTime.nullable(),
  finishedAt: IsoTime.nullable(),
  breaker: z
    .object({
      status: z.string().nullable().describe('MONITORING, TRIGGERED, MONITORING_COMPLETE, DISABLED'),
      failures: z.number().int().nullable(),
      threshold: z.number().int().nullable(),
    })
    .nullable(),
  rollback: z
    .object({
      reason: z.string().nullable(),
      startedAt: IsoTime.nullable(),
      revisionId: z.string().nullable().describe('Service revision that it goes back to'),
    })
    .nullable(),
  alarms: z
    .object({ status: z.string().nullable(), names: z.array(z.string()), triggered: z.array(z.string()) })
    .nullable(),
  plan: RolloutPlan.nullable().default(null).describe('Null: not told, as of task sets'),
  target: ServiceRevisionSummary,
  sources: z.array(ServiceRevisionSummary),
  images: z
    .array(z.object({ container: z.string(), image: z.string().nullable(), digest: z.string().nullable() }))
    .nullable(),
  readAt: IsoTime,
});
export type ServiceDeploymentDetail = z.infer<typeof ServiceDeploymentDetail>;

export const RolloutVerdict = z
  .enum(['worse', 'better', 'same', 'uncertain', 'unknown'])
  .describe('uncertain: too few to tell; unknown: a side was not seen');
export const RolloutSummary = z.object({ verdict: RolloutVerdict, sentence: Localised });

export const DeploymentItem = z
  .object({
    id: z.string(),
    nativeId: z.string(),
    serviceId: z.string(),
    serviceName: z.string(),
    clusterId: z.string(),
    environment: Environment,
    team: z.string().nullable(),
    strategy: z.string(),
    status: z.string(),
    rolloutState: z.string().nullable(),
    rolloutStateReason: z.string().nullable(),
    taskDefinitionArn: z.string(),
    revision: z.number().int(),
    previousRevision: z.number().int().nullable(),
    rollback: z.boolean(),
    desired: z.number().int(),
    pending: z.number().int(),
    running: z.number().int(),
    failedTasks: z.number().int(),
    breaker: z.object({
      enabled: z.boolean(),
      rollback: z.boolean(),
      threshold: z.number().int().nullable(),
    }),
    minimumHealthyPercent: z.number().int().nullable(),
    maximumPercent: z.number().int().nullable(),
    commits: z.array(Commit).describe('By container, where a rule finds them in image or tag'),
    createdAt: IsoTime,
    updatedAt: IsoTime,
    finishedAt: IsoTime.nullable(),
    seconds: z.number().nullable(),
    detail: ServiceDeploymentDetail.nullable().describe('Null: not read yet, or not allowed'),
    compared: RolloutSummary.nullable().describe('What came of it, old against new; null: not final yet'),
  })
  .meta({ id: 'Deployment' });
export type DeploymentItem = z.infer<typeof DeploymentItem>;
export const DeploymentList = listOf(DeploymentItem, 'DeploymentList');
/** One observation of a rollout: where it stood, who got which traffic, how many tasks had failed. */
export const RolloutStage = z.object({
  at: IsoTime,
  status: z.string().nullable(),
  stage: z.string().nullable(),
  productionWeight: z.number().nullable(),
  testWeight: z.number().nullable(),
  failures: z.number().int().nullable(),
});
export type RolloutStage = z.infer<typeof RolloutStage>;

/** Shell commands to copy; null where there is nothing to stop or to go back to, or a name is not what AWS allows. */
export const RolloutCommands = z.object({ stop: z.string().nullable(), rollback: z.string().nullable() });

export const DeploymentDetail = DeploymentItem.extend({
  steps: z.array(z.object({ at: IsoTime, type: z.string(), message: z.string() })),
  images: z.array(z.object({ container: z.string(), before: z.string().nullable(), after: z.string() })),
  stages: z.array(RolloutStage).describe('What was observed of it, each time that something moved'),
  commands: RolloutCommands,
  definitions: z
    .object({ before: ResourceId.nullable(), after: ResourceId.nullable() })
    .describe('Ids of the task definitions, whose configuration can be compared'),
  region: z.string(),
  clusterName: z.string(),
}).meta({ id: 'DeploymentDetail' });
export type DeploymentDetail = z.infer<typeof DeploymentDetail>;
export const DeploymentQuery = z.object({
  service: ResourceId.optional(),
  cluster: ResourceId.optional(),
  rolloutState: Repeated.optional(),
  from: TimeInput.optional(),
  to: TimeInput.optional(),
  cursor: Cursor.optional(),
  limit: Limit,
  ...LabelFilter,
});
export type DeploymentQuery = z.infer<typeof DeploymentQuery>;

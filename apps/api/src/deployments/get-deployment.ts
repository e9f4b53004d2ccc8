import { Injectable } from '@nestjs/common';
import { rolloutCommands } from '@danji/analysis';
import type { Context, DeploymentDetail, DeploymentItem, RolloutStage } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { ReadCommits } from '../commits/index.js';
import { notFound, requirePermission } from '../http/index.js';
import { DeploymentRepository } from './deployment.repository.js';
import { toDeploymentItem, type DeploymentRow } from './deployment-row.js';
import { RolloutRepository, type StageRow } from './rollout.repository.js';

/** AWS says "deployment completed" and "steady state" within seconds of the end. */
const AFTER_END_MS = 60_000;

/** GET /deployments/{id}: one rollout, step by step, with the images before and after. */
@Injectable()
export class GetDeployment {
  constructor(
    private readonly deployments: DeploymentRepository,
    private readonly commits: ReadCommits,
    private readonly rollouts: RolloutRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND */
  async run(ctx: Context, id: string): Promise<DeploymentDetail> {
    requirePermission(ctx, 'fleet.read');
    const row = await this.deployments.byId(ctx, id);
    if (row === null) throw notFound('deployment', id);
    const commits = await this.commits.ofDeployments([id]);
    const item = toDeploymentItem(row, commits.get(id));
    const before = previousArn(item);
    const [steps, images, stages] = await Promise.all([
      this.deployments.steps(row.service_id, {
        from: row.created_at.getTime(),
        to: (item.finishedAt === null ? this.clock.now() : Date.parse(item.finishedAt)) + AFTER_END_MS,
      }),
      this.deployments.images([row.task_definition_arn, ...(before === null ? [] : [before])]),
      this.rollouts.stages(row),
    ]);
    const imageBefore = new Map(
      images.filter(({ arn }) => arn === before).map(({ container, image }) => [container, image]),
    );
    return {
      ...item,
      steps: steps.map((step) => ({ ...step, at: step.at.toISOString() })),
      images: images
        .filter(({ arn }) => arn === row.task_definition_arn)
        .map(({ container, image }) => ({
          container,
          before: imageBefore.get(container) ?? null,
          after: image,
        })),
      stages: stages.map(toStage),
      commands: commandsOf(row, item),
      definitions: {
        before: images.find(({ arn }) => arn === before)?.id ?? null,
        after: images.find(({ arn }) => arn === row.task_definition_arn)?.id ?? null,
      },
      region: row.region ?? '',
      clusterName: row.cluster_name ?? '',
    };
  }
}

function toStage(row: StageRow): RolloutStage {
  return {
    at: row.at.toISOString(),
    status: row.status,
    stage: row.stage,
    productionWeight: row.production_weight,
    testWeight: row.test_weight,
    failures: row.failures,
  };
}

/** None where the service is not known any more. */
function commandsOf(row: DeploymentRow, item: DeploymentItem): DeploymentDetail['commands'] {
  const { region, cluster_name: cluster, service_name: service, service_arn: serviceArn } = row;
  if (region === null || cluster === null || service === null || serviceArn === null)
    return { stop: null, rollback: null };
  const source = item.detail?.sources[0]?.id ?? null;
  return rolloutCommands(
    { region, cluster, service, serviceArn },
    {
      strategy: row.strategy,
      name: item.detail?.id ?? null,
      taskSet: row.native_id,
      taskSetBefore: source === null ? null : `ecs-svc/${source}`,
      family: /([^/]+):\d+$/.exec(row.task_definition_arn)?.[1] ?? '',
      previousRevision: item.previousRevision,
      isUnderWay: item.finishedAt === null,
    },
  );
}

/** The task definition that it replaces: the same family at the previous revision. */
function previousArn({ taskDefinitionArn, previousRevision }: DeploymentItem): string | null {
  return previousRevision === null ? null : taskDefinitionArn.replace(/:\d+$/, `:${previousRevision}`);
}

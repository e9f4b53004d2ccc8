import type { ServiceDeploymentDetail } from '@danji/shared';
import type { EcsDeployment, EcsService, EcsServiceDeployment, EcsServiceRevision } from '../../aws/index.js';
import { canonicalHash } from '../canonical.js';
import { iso } from '../describe/iso.js';
import { arnTail } from '../resource-id.js';
import { dueInRotation } from '../rotation.js';
import { attempt, servicesOf, type DetailsContext } from './details-context.js';

const UNKNOWN_PER_SWEEP = 10;
/** Rollouts under way that one sweep looks at: their stage moves while DescribeServices says the same. */
const OPEN_PER_SWEEP = 20;
/** Deployments of one service that a look goes back: the newest ones. */
const LOOK_BACK = 20;

/** One service deployment, joined with the revisions it names. */
export interface DescribedDeployment {
  serviceArn: string;
  /** `ecs-svc/N`: the number of the service revision that it brings. */
  nativeId: string;
  createdAt: number;
  detail: ServiceDeploymentDetail;
  /** The same as DescribeServices would have said it, for one that is over and was never seen. */
  asDeployment: EcsDeployment | null;
}

interface KnownService {
  /** Of the deployments in DescribeServices: another one means that something moved. */
  hash: string;
  ended: Set<string>;
  current: CurrentDeployment | null;
}

export interface CurrentDeployment {
  /** Epoch ms. */
  createdAt: number;
  detail: ServiceDeploymentDetail;
}

/** What ECS says of each rollout beyond DescribeServices: stage, breaker, rollback, revisions, images. */
export class ServiceDeployments {
  private readonly known = new Map<string, KnownService>();
  /** When each was last asked for, whether it answered or not: one that never answers must not hold up the others. */
  private readonly askedAt = new Map<string, number>();
  private readonly revisions = new Map<string, EcsServiceRevision>();

  /** Services whose deployments moved, and those whose turn it is. @returns what is new or changed */
  async read(context: DetailsContext): Promise<DescribedDeployment[]> {
    const services = new Map(
      servicesOf(context.clusters)
        .filter(({ deploymentController }) => (deploymentController?.type ?? 'ECS') === 'ECS')
        .map((service) => [service.serviceArn, service]),
    );
    const hashes = new Map([...services].map(([arn, service]) => [arn, canonicalHash(service.deployments)]));
    const moved = [...services.keys()].filter((arn) => {
      const known = this.known.get(arn);
      return known !== undefined && known.hash !== hashes.get(arn);
    });
    const open = [...services.keys()]
      .filter((arn) => isOpen(this.known.get(arn)?.current ?? null))
      .sort((a, b) => (this.askedAt.get(a) ?? 0) - (this.askedAt.get(b) ?? 0))
      .slice(0, OPEN_PER_SWEEP);
    const due = dueInRotation(services.keys(), (arn) => this.askedAt.get(arn), {
      ...context,
      unknownPerSweep: UNKNOWN_PER_SWEEP,
    });
    const read = await Promise.all(
      [...new Set([...moved, ...open, ...due])].map(async (arn) => {
        const service = services.get(arn) as EcsService;
        this.askedAt.set(arn, context.now);
        const found = await attempt(context, `rollouts of ${service.serviceName}`, () =>
          this.readService(context, service, hashes.get(arn) as string),
        );
        return found ?? [];
      }),
    );
    for (const arn of this.known.keys()) if (!services.has(arn)) this.known.delete(arn);
    return read.flat();
  }

  /** The newest deployment of a service; null while it was not read. */
  current(serviceArn: string): CurrentDeployment | null {
    return this.known.get(serviceArn)?.current ?? null;
  }

  private async readService(
    context: DetailsContext,
    service: EcsService,
    hash: string,
  ): Promise<DescribedDeployment[]> {
    const { place, now } = context;
    const { serviceArn, clusterArn } = service;
    const known = this.known.get(serviceArn);
    const ended = known?.ended ?? new Set<string>();
    const listed = await place.ecsDetails.serviceDeployments(clusterArn, serviceArn, LOOK_BACK);
    const wanted = listed.map((brief) => brief.serviceDeploymentArn).filter((arn) => !ended.has(arn));
    const described = wanted.length === 0 ? [] : await place.ecsDetails.describeServiceDeployments(wanted);
    await attempt(context, `service revisions of ${service.serviceName}`, () =>
      this.readRevisions(place, described),
    );
    const found = described.flatMap((deployment) => this.join(service, deployment, now) ?? []);
    for (const { serviceDeploymentArn, finishedAt } of described) {
      if (finishedAt !== null) ended.add(serviceDeploymentArn);
    }
    const newest = found.toSorted((a, b) => b.createdAt - a.createdAt)[0];
    const current = newest ?? known?.current ?? null;
    this.known.set(serviceArn, { hash, ended, current });
    return found;
  }

  /** A service revision does not change, so each is read once. One that cannot be read leaves its images unknown. */
  private async readRevisions(
    place: DetailsContext['place'],
    deployments: readonly EcsServiceDeployment[],
  ): Promise<void> {
    const named = new Set(
      deployments.flatMap(({ targetServiceRevision, sourceServiceRevisions }) =>
        [targetServiceRevision, ...sourceServiceRevisions].flatMap((revision) => revision?.arn ?? []),
      ),
    );
    const unknown = [...named].filter((arn) => !this.revisions.has(arn));
    if (unknown.length === 0) return;
    for (const revision of await place.ecsDetails.serviceRevisions(unknown)) {
      this.revisions.set(revision.serviceRevisionArn, revision);
    }
  }

  private join(
    service: EcsService,
    deployment: EcsServiceDeployment,
    now: number,
  ): DescribedDeployment | null {
    const { targetServiceRevision: target, createdAt } = deployment;
    if (!target || createdAt === null) return null;
    const revision = this.revisions.get(target.arn) ?? null;
    const nativeId = `ecs-svc/${arnTail(target.arn)}`;
    return {
      serviceArn: service.serviceArn,
      nativeId,
      createdAt,
      detail: this.detailOf(deployment, target, revision, now),
      asDeployment: pastDeployment(nativeId, deployment, target, revision),
    };
  }

  private detailOf(
    deployment: EcsServiceDeployment,
    target: NonNullable<EcsServiceDeployment['targetServiceRevision']>,
    revision: EcsServiceRevision | null,
    now: number,
  ): ServiceDeploymentDetail {
    const { rollback, deploymentCircuitBreaker: breaker, alarms } = deployment;
    const summary = (of: typeof target): ServiceDeploymentDetail['target'] => ({
      id: arnTail(of.arn),
      taskDefinition: nameOf(this.revisions.get(of.arn)?.taskDefinition ?? null),
      requested: of.requestedTaskCount,
      running: of.runningTaskCount,
      pending: of.pendingTaskCount,
      testWeight: of.requestedTestTrafficWeight,
      productionWeight: of.requestedProductionTrafficWeight,
      scalePercent: null,
    });
    return {
      id: arnTail(deployment.serviceDeploymentArn),
      status: deployment.status,
      statusReason: deployment.statusReason,
      stage: deployment.lifecycleStage,
      startedAt: iso(deployment.startedAt),
      finishedAt: iso(deployment.finishedAt),
      breaker: breaker
        ? { status: breaker.status, failures: breaker.failureCount, threshold: breaker.threshold }
        : null,
      rollback: rollback
        ? {
            reason: rollback.reason,
            startedAt: iso(rollback.startedAt),
            revisionId: rollback.serviceRevisionArn && arnTail(rollback.serviceRevisionArn),
          }
        : null,
      alarms: alarms
        ? { status: alarms.status, names: alarms.alarmNames, triggered: alarms.triggeredAlarmNames }
        : null,
      plan: planOf(deployment, revision),
      target: summary(target),
      sources: deployment.sourceServiceRevisions.map(summary),
      images:
        revision &&
        revision.containerImages.map((image) => ({
          container: image.containerName ?? '',
          image: image.image,
          digest: image.imageDigest,
        })),
      readAt: iso(now),
    };
  }
}

/** Under way, as far as the last look knows. */
function isOpen(current: CurrentDeployment | null): boolean {
  return current !== null && current.detail.finishedAt === null;
}

function planOf(
  { deploymentConfiguration: configuration }: EcsServiceDeployment,
  revision: EcsServiceRevision | null,
): ServiceDeploymentDetail['plan'] {
  if (!configuration) return null;
  const { linearConfiguration: linear, canaryConfiguration: canary } = configuration;
  return {
    bakeMinutes: configuration.bakeTimeInMinutes,
    stepPercent: linear?.stepPercent ?? null,
    stepMinutes: linear?.stepBakeTimeInMinutes ?? null,
    canaryPercent: canary?.canaryPercent ?? null,
    canaryMinutes: canary?.canaryBakeTimeInMinutes ?? null,
    hooks: configuration.lifecycleHooks.map(({ hookTargetArn, lifecycleStages }) => ({
      name: hookTargetArn?.split(/[:/]/).at(-1) ?? '',
      stages: lifecycleStages,
    })),
    targetGroups: (revision?.loadBalancers ?? []).map(({ targetGroupArn, advancedConfiguration }) => ({
      production: targetGroupArn,
      alternate: advancedConfiguration?.alternateTargetGroupArn ?? null,
    })),
  };
}

function nameOf(taskDefinitionArn: string | null): string | null {
  return taskDefinitionArn === null ? null : arnTail(taskDefinitionArn);
}

/** How DescribeServices words the end of a deployment that ListServiceDeployments tells of. */
const ROLLOUT_STATE: Readonly<Record<string, string>> = {
  SUCCESSFUL: 'COMPLETED',
  ROLLBACK_SUCCESSFUL: 'FAILED',
  ROLLBACK_FAILED: 'FAILED',
  STOPPED: 'FAILED',
};

function pastDeployment(
  id: string,
  deployment: EcsServiceDeployment,
  target: NonNullable<EcsServiceDeployment['targetServiceRevision']>,
  revision: EcsServiceRevision | null,
): EcsDeployment | null {
  const rolloutState = ROLLOUT_STATE[deployment.status ?? ''];
  if (rolloutState === undefined || !revision?.taskDefinition) return null;
  return {
    id,
    status: 'INACTIVE',
    taskDefinition: revision.taskDefinition,
    desiredCount: target.requestedTaskCount ?? 0,
    pendingCount: target.pendingTaskCount ?? 0,
    runningCount: target.runningTaskCount ?? 0,
    failedTasks: deployment.deploymentCircuitBreaker?.failureCount ?? 0,
    createdAt: deployment.createdAt,
    updatedAt: deployment.finishedAt ?? deployment.updatedAt,
    launchType: null,
    capacityProviderStrategy: [],
    platformVersion: null,
    rolloutState,
    rolloutStateReason: deployment.statusReason,
  };
}

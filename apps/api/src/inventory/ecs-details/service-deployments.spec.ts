import { beforeEach, describe, expect, it } from '@jest/globals';
import type { AwsPlace, EcsServiceDeployment, EcsServiceRevision } from '../../aws/index.js';
import type { ClusterSnapshot } from '../gather.js';
import type { DetailsContext } from './details-context.js';
import { ServiceDeployments } from './service-deployments.js';

const ARN = 'arn:aws:ecs:ap-northeast-2:210987654321';
const SERVICE = `${ARN}:service/prod/api`;
const MINUTE = 60_000;

/** What one service of AWS answers, and how often it was asked. */
let aws: { deployments: EcsServiceDeployment[]; revisions: EcsServiceRevision[]; calls: string[] };
let failures: string[];

function deployment(name: string, revision: number, extra: Partial<EcsServiceDeployment> = {}) {
  return {
    serviceDeploymentArn: `${ARN}:service-deployment/prod/api/${name}`,
    serviceArn: SERVICE,
    createdAt: revision * MINUTE,
    startedAt: revision * MINUTE,
    finishedAt: null,
    updatedAt: revision * MINUTE,
    sourceServiceRevisions: [],
    targetServiceRevision: {
      arn: `${ARN}:service-revision/prod/api/92497201857703798${revision}`,
      requestedTaskCount: 4,
      runningTaskCount: 1,
      pendingTaskCount: 1,
    },
    status: 'IN_PROGRESS',
    statusReason: null,
    lifecycleStage: 'SCALE_UP',
    rollback: null,
    deploymentCircuitBreaker: { status: 'MONITORING', failureCount: 2, threshold: 3 },
    alarms: null,
    ...extra,
  } as EcsServiceDeployment;
}

function context(now: number, rollout: string): DetailsContext {
  const service = {
    serviceArn: SERVICE,
    serviceName: 'api',
    clusterArn: `${ARN}:cluster/prod`,
    deployments: [rollout],
  };
  const place = {
    ecsDetails: {
      serviceDeployments: () => {
        aws.calls.push('list');
        return Promise.resolve(aws.deployments);
      },
      describeServiceDeployments: (arns: readonly string[]) => {
        aws.calls.push(`describe ${arns.length}`);
        return Promise.resolve(aws.deployments.filter((each) => arns.includes(each.serviceDeploymentArn)));
      },
      serviceRevisions: (arns: readonly string[]) => {
        aws.calls.push(`revisions ${arns.length}`);
        return Promise.resolve(aws.revisions.filter((each) => arns.includes(each.serviceRevisionArn)));
      },
    },
  } as unknown as AwsPlace;
  const clusters = [{ services: [service] }] as unknown as ClusterSnapshot[];
  return {
    place,
    clusters,
    now,
    sweepSeconds: 15,
    failed: (part, error) => failures.push(`${part}: ${error.message}`),
  };
}

function revision(number: number, tag: string): EcsServiceRevision {
  return {
    serviceRevisionArn: `${ARN}:service-revision/prod/api/92497201857703798${number}`,
    taskDefinition: `${ARN}:task-definition/api:${number}`,
    createdAt: number * MINUTE,
    containerImages: [{ containerName: 'app', image: `repo/api:${tag}`, imageDigest: `sha256:${tag}` }],
    loadBalancers: [],
  };
}

beforeEach(() => {
  aws = {
    deployments: [
      deployment('new', 8),
      deployment('old', 7, { status: 'SUCCESSFUL', finishedAt: 9 * MINUTE, lifecycleStage: null }),
    ],
    revisions: [revision(8, 'b'), revision(7, 'a')],
    calls: [],
  };
  failures = [];
});

describe('the rollouts of a service', () => {
  it('carry stage, breaker and images as AWS says, under the id of their ecs-svc', async () => {
    const [found] = await new ServiceDeployments().read(context(10 * MINUTE, 'a'));
    expect(found).toMatchObject({
      nativeId: 'ecs-svc/924972018577037988',
      asDeployment: null,
      detail: {
        stage: 'SCALE_UP',
        breaker: { failures: 2, threshold: 3 },
        target: { taskDefinition: 'api:8', requested: 4 },
        images: [{ container: 'app', image: 'repo/api:b', digest: 'sha256:b' }],
      },
    });
  });

  it('that are over are told as DescribeServices would have told them', async () => {
    const found = await new ServiceDeployments().read(context(10 * MINUTE, 'a'));
    expect(found[1]?.asDeployment).toMatchObject({
      id: 'ecs-svc/924972018577037987',
      rolloutState: 'COMPLETED',
      taskDefinition: `${ARN}:task-definition/api:7`,
    });
  });

  it('are read in every sweep while one is under way: its stage moves while the service says the same', async () => {
    const rollouts = new ServiceDeployments();
    await rollouts.read(context(10 * MINUTE, 'a'));
    aws.calls = [];
    await rollouts.read(context(11 * MINUTE, 'a'));
    expect(aws.calls).toEqual(['list', 'describe 1']);
  });

  it('are read again when the service moved, without those that ended, else only when their turn comes', async () => {
    const rollouts = new ServiceDeployments();
    aws.deployments[0] = deployment('new', 8, { status: 'SUCCESSFUL', finishedAt: 9 * MINUTE });
    await rollouts.read(context(10 * MINUTE, 'a'));
    expect(aws.calls).toEqual(['list', 'describe 2', 'revisions 2']);
    aws.calls = [];
    await rollouts.read(context(11 * MINUTE, 'a'));
    expect(aws.calls).toEqual([]);
    await rollouts.read(context(11 * MINUTE, 'b'));
    expect(aws.calls).toEqual(['list']);
    aws.calls = [];
    await rollouts.read(context(24 * MINUTE, 'b'));
    expect(aws.calls).toEqual(['list']);
  });

  it('keep their other facts when service revisions cannot be read', async () => {
    const broken = context(10 * MINUTE, 'a');
    Object.assign(broken.place.ecsDetails, { serviceRevisions: () => Promise.reject(new Error('no')) });
    const [found] = await new ServiceDeployments().read(broken);
    expect(found?.detail).toMatchObject({
      stage: 'SCALE_UP',
      images: null,
      target: { taskDefinition: null },
    });
    expect(failures).toEqual(['service revisions of api: no']);
  });
});

import {
  DescribeCapacityProvidersCommand,
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeTaskSetsCommand,
  GetTaskProtectionCommand,
  ListServiceDeploymentsCommand,
  ListTaskDefinitionsCommand,
  type ECSClient,
} from '@aws-sdk/client-ecs';
import { z } from 'zod';
import { checkAnswer, list, text } from '../answer.js';
import type { AwsCaller } from '../caller.js';
import {
  CapacityProviderShape,
  ProtectedTaskShape,
  ServiceDeploymentBriefShape,
  ServiceDeploymentShape,
  ServiceRevisionShape,
  TaskSetShape,
  type EcsCapacityProvider,
  type EcsProtectedTask,
  type EcsServiceDeployment,
  type EcsServiceDeploymentBrief,
  type EcsServiceRevision,
  type EcsTaskSet,
} from './ecs-detail-shapes.js';
import { allPages, chunks } from './pages.js';

const FRESH = { lane: 'fresh' } as const;
/** Largest batches that AWS takes. */
const ARNS = 20;
const TASKS = 100;

/** Reads of Amazon ECS that go into one service, one family, one cluster's capacity. */
export class EcsDetailOperations {
  constructor(
    private readonly client: ECSClient,
    private readonly caller: AwsCaller,
  ) {}

  /** @param cluster adds the providers that exist in that cluster only (managed instances) */
  capacityProviders(cluster?: string): Promise<EcsCapacityProvider[]> {
    const action = 'ecs:DescribeCapacityProviders';
    return allPages(async (nextToken) => {
      const answer = await this.caller.call(action, FRESH, () =>
        this.client.send(new DescribeCapacityProvidersCommand({ cluster, nextToken, include: ['TAGS'] })),
      );
      const shape = z.object({ capacityProviders: list(CapacityProviderShape), nextToken: text });
      const page = checkAnswer(action, shape, answer);
      return { items: page.capacityProviders, next: page.nextToken };
    });
  }

  /** ARNs of a family's newest revisions, the newest first; `complete` where these are all. */
  async taskDefinitionArns(
    familyPrefix: string,
    status: 'ACTIVE' | 'INACTIVE',
  ): Promise<{ arns: string[]; complete: boolean }> {
    const action = 'ecs:ListTaskDefinitions';
    const answer = await this.caller.call(action, FRESH, () =>
      this.client.send(
        new ListTaskDefinitionsCommand({ familyPrefix, status, sort: 'DESC', maxResults: 100 }),
      ),
    );
    const shape = z.object({ taskDefinitionArns: list(z.string()), nextToken: text });
    const page = checkAnswer(action, shape, answer);
    return { arns: page.taskDefinitionArns, complete: page.nextToken === null };
  }

  /** A service's newest deployments (AWS keeps 90 days), the newest first. */
  async serviceDeployments(
    cluster: string,
    service: string,
    maxResults: number,
  ): Promise<EcsServiceDeploymentBrief[]> {
    const action = 'ecs:ListServiceDeployments';
    const answer = await this.caller.call(action, FRESH, () =>
      this.client.send(new ListServiceDeploymentsCommand({ cluster, service, maxResults })),
    );
    const shape = z.object({ serviceDeployments: list(ServiceDeploymentBriefShape) });
    return checkAnswer(action, shape, answer).serviceDeployments;
  }

  async describeServiceDeployments(arns: readonly string[]): Promise<EcsServiceDeployment[]> {
    const action = 'ecs:DescribeServiceDeployments';
    const found = await Promise.all(
      chunks(arns, ARNS).map(async (serviceDeploymentArns) => {
        const answer = await this.caller.call(action, FRESH, () =>
          this.client.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns })),
        );
        const shape = z.object({ serviceDeployments: list(ServiceDeploymentShape) });
        return checkAnswer(action, shape, answer).serviceDeployments;
      }),
    );
    return found.flat();
  }

  async serviceRevisions(arns: readonly string[]): Promise<EcsServiceRevision[]> {
    const action = 'ecs:DescribeServiceRevisions';
    const found = await Promise.all(
      chunks(arns, ARNS).map(async (serviceRevisionArns) => {
        const answer = await this.caller.call(action, FRESH, () =>
          this.client.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns })),
        );
        return checkAnswer(action, z.object({ serviceRevisions: list(ServiceRevisionShape) }), answer)
          .serviceRevisions;
      }),
    );
    return found.flat();
  }

  /** Task sets of a service whose deployment controller is EXTERNAL or CODE_DEPLOY. */
  async taskSets(cluster: string, service: string): Promise<EcsTaskSet[]> {
    const action = 'ecs:DescribeTaskSets';
    const answer = await this.caller.call(action, FRESH, () =>
      this.client.send(new DescribeTaskSetsCommand({ cluster, service })),
    );
    return checkAnswer(action, z.object({ taskSets: list(TaskSetShape) }), answer).taskSets;
  }

  /** Scale-in protection of a cluster's tasks, as far as AWS still knows them. */
  async taskProtection(cluster: string, arns: readonly string[]): Promise<EcsProtectedTask[]> {
    const action = 'ecs:GetTaskProtection';
    const found = await Promise.all(
      chunks(arns, TASKS).map(async (tasks) => {
        const answer = await this.caller.call(action, FRESH, () =>
          this.client.send(new GetTaskProtectionCommand({ cluster, tasks })),
        );
        return checkAnswer(action, z.object({ protectedTasks: list(ProtectedTaskShape) }), answer)
          .protectedTasks;
      }),
    );
    return found.flat();
  }
}

import {
  DescribeClustersCommand,
  DescribeContainerInstancesCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ListClustersCommand,
  ListContainerInstancesCommand,
  ListServicesCommand,
  ListTasksCommand,
  type ECSClient,
} from '@aws-sdk/client-ecs';
import { z } from 'zod';
import { checkAnswer, list, lowerTags, text } from '../answer.js';
import type { AwsCaller } from '../caller.js';
import {
  ClusterShape,
  ContainerInstanceShape,
  ServiceShape,
  TaskDefinitionShape,
  TaskShape,
  type EcsCluster,
  type EcsContainerInstance,
  type EcsService,
  type EcsTask,
  type EcsTaskDefinition,
} from './ecs-shapes.js';
import { allPages, chunks } from './pages.js';

const FRESH = { lane: 'fresh' } as const;
/** ARNs that a batched describe did not find: they went between the list and the describe. */
const failures = list(z.object({ arn: text, reason: text }));

/** Reads of Amazon ECS. Lists page to their end; describes go in AWS's largest batches. */
export class EcsOperations {
  constructor(
    private readonly client: ECSClient,
    private readonly caller: AwsCaller,
  ) {}

  async clusters(): Promise<EcsCluster[]> {
    const arns = await allPages(async (nextToken) => {
      const answer = await this.caller.call('ecs:ListClusters', FRESH, () =>
        this.client.send(new ListClustersCommand({ nextToken, maxResults: 100 })),
      );
      const page = checkAnswer(
        'ecs:ListClusters',
        z.object({ clusterArns: list(z.string()), nextToken: text }),
        answer,
      );
      return { items: page.clusterArns, next: page.nextToken };
    });
    const found = await Promise.all(
      chunks(arns, 100).map(async (clusters) => {
        const answer = await this.caller.call('ecs:DescribeClusters', FRESH, () =>
          this.client.send(
            new DescribeClustersCommand({ clusters, include: ['SETTINGS', 'STATISTICS', 'TAGS'] }),
          ),
        );
        return checkAnswer(
          'ecs:DescribeClusters',
          z.object({ clusters: list(ClusterShape), failures }),
          answer,
        ).clusters;
      }),
    );
    return found.flat();
  }

  async services(cluster: string): Promise<EcsService[]> {
    const arns = await allPages(async (nextToken) => {
      const answer = await this.caller.call('ecs:ListServices', FRESH, () =>
        this.client.send(new ListServicesCommand({ cluster, nextToken, maxResults: 100 })),
      );
      const page = checkAnswer(
        'ecs:ListServices',
        z.object({ serviceArns: list(z.string()), nextToken: text }),
        answer,
      );
      return { items: page.serviceArns, next: page.nextToken };
    });
    const found = await Promise.all(
      chunks(arns, 10).map(async (services) => {
        const answer = await this.caller.call('ecs:DescribeServices', FRESH, () =>
          this.client.send(new DescribeServicesCommand({ cluster, services, include: ['TAGS'] })),
        );
        return checkAnswer(
          'ecs:DescribeServices',
          z.object({ services: list(ServiceShape), failures }),
          answer,
        ).services;
      }),
    );
    return found.flat();
  }

  /** ARNs of a cluster's tasks that should run, or that should have stopped (kept by AWS for about an hour). */
  taskArns(cluster: string, desiredStatus: 'RUNNING' | 'STOPPED'): Promise<string[]> {
    return allPages(async (nextToken) => {
      const answer = await this.caller.call('ecs:ListTasks', FRESH, () =>
        this.client.send(new ListTasksCommand({ cluster, nextToken, desiredStatus, maxResults: 100 })),
      );
      const page = checkAnswer(
        'ecs:ListTasks',
        z.object({ taskArns: list(z.string()), nextToken: text }),
        answer,
      );
      return { items: page.taskArns, next: page.nextToken };
    });
  }

  async tasks(cluster: string, arns: readonly string[]): Promise<EcsTask[]> {
    const found = await Promise.all(
      chunks(arns, 100).map(async (tasks) => {
        const answer = await this.caller.call('ecs:DescribeTasks', FRESH, () =>
          this.client.send(new DescribeTasksCommand({ cluster, tasks, include: ['TAGS'] })),
        );
        return checkAnswer('ecs:DescribeTasks', z.object({ tasks: list(TaskShape), failures }), answer).tasks;
      }),
    );
    return found.flat();
  }

  async containerInstances(cluster: string): Promise<EcsContainerInstance[]> {
    const arns = await allPages(async (nextToken) => {
      const answer = await this.caller.call('ecs:ListContainerInstances', FRESH, () =>
        this.client.send(new ListContainerInstancesCommand({ cluster, nextToken, maxResults: 100 })),
      );
      const shape = z.object({ containerInstanceArns: list(z.string()), nextToken: text });
      const page = checkAnswer('ecs:ListContainerInstances', shape, answer);
      return { items: page.containerInstanceArns, next: page.nextToken };
    });
    const found = await Promise.all(
      chunks(arns, 100).map(async (containerInstances) => {
        const answer = await this.caller.call('ecs:DescribeContainerInstances', FRESH, () =>
          this.client.send(
            new DescribeContainerInstancesCommand({ cluster, containerInstances, include: ['TAGS'] }),
          ),
        );
        const shape = z.object({ containerInstances: list(ContainerInstanceShape), failures });
        return checkAnswer('ecs:DescribeContainerInstances', shape, answer).containerInstances;
      }),
    );
    return found.flat();
  }

  async taskDefinition(taskDefinition: string): Promise<EcsTaskDefinition> {
    const answer = await this.caller.call('ecs:DescribeTaskDefinition', FRESH, () =>
      this.client.send(new DescribeTaskDefinitionCommand({ taskDefinition, include: ['TAGS'] })),
    );
    const shape = z.object({ taskDefinition: TaskDefinitionShape, tags: lowerTags });
    const { taskDefinition: found, tags } = checkAnswer('ecs:DescribeTaskDefinition', shape, answer);
    return { ...found, tags };
  }
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DescribeCapacityProvidersCommand,
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTaskSetsCommand,
  DescribeTasksCommand,
  GetTaskProtectionCommand,
  ListServiceDeploymentsCommand,
  ListTaskDefinitionsCommand,
  ListTasksCommand,
} from '@aws-sdk/client-ecs';
import type { Simulator } from '../../src/index.js';
import { destroyClients, failure, sdkClients, startSmall, type Clients } from './harness.js';

let simulator: Simulator;
let clients: Clients;

beforeAll(async () => {
  simulator = await startSmall({
    clusters: 3,
    services: 25,
    tasks: 150,
    instances: 20,
    scenarios: [
      {
        name: 'rollouts',
        incidents: [
          { kind: 'deployment', at: '-6m', on: { service: 'payment-api' } },
          { kind: 'deployment', at: '-7m', on: { service: 'catalog-api' } },
          { kind: 'deployment', at: '-4m', on: { service: 'search-api' } },
          {
            kind: 'bad-deployment',
            at: '-3h',
            on: { cluster: 'prod-kr', service: 'inventory-api' },
            parameters: { fault: 'crash', breaker: true, rollback: true },
          },
          {
            kind: 'bad-deployment',
            at: '-5h',
            duration: '4h',
            on: { cluster: 'prod-kr', service: 'notification-sender' },
            parameters: { fault: 'image-pull', breaker: true, rollback: false },
          },
        ],
      },
    ],
  });
  clients = sdkClients(simulator.url);
}, 60_000);
afterAll(async () => {
  destroyClients(clients);
  await simulator.close();
});

const list = (service: string) =>
  clients.ecs.send(new ListServiceDeploymentsCommand({ cluster: 'prod-kr', service }));

async function newest(service: string) {
  const arn = (await list(service)).serviceDeployments?.[0]?.serviceDeploymentArn ?? '';
  const answer = await clients.ecs.send(
    new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }),
  );
  return answer.serviceDeployments?.[0];
}

describe('ListTaskDefinitions', () => {
  it('keeps older revisions of a family, some INACTIVE, with holes, and sorts both ways', async () => {
    const ask = async (status: 'ACTIVE' | 'INACTIVE', sort: 'ASC' | 'DESC') =>
      (
        await clients.ecs.send(
          new ListTaskDefinitionsCommand({ familyPrefix: 'prod-payment-api', status, sort }),
        )
      ).taskDefinitionArns ?? [];
    const [active, inactive, descending] = [
      await ask('ACTIVE', 'ASC'),
      await ask('INACTIVE', 'ASC'),
      await ask('ACTIVE', 'DESC'),
    ];
    const numbers = [...inactive, ...active].map((arn) => Number(arn.split(':').at(-1)));
    expect(active.length).toBeGreaterThan(5);
    expect(inactive.length).toBeGreaterThan(5);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect((numbers.at(-1) ?? 0) - (numbers[0] ?? 0) + 1).toBeGreaterThan(numbers.length);
    expect(descending).toEqual([...active].reverse());
    const old = await clients.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: inactive[0] }));
    expect(old.taskDefinition?.status).toBe('INACTIVE');
    expect(old.taskDefinition?.deregisteredAt).toBeInstanceOf(Date);
  });

  it('pages downwards without loss, and takes no prefix for a family', async () => {
    const pages: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await clients.ecs.send(
        new ListTaskDefinitionsCommand({ sort: 'DESC', maxResults: 70, nextToken }),
      );
      pages.push(...(page.taskDefinitionArns ?? []));
      nextToken = page.nextToken;
    } while (nextToken);
    expect(new Set(pages).size).toBe(pages.length);
    expect(pages.length).toBeGreaterThan(200);
    const none = await clients.ecs.send(new ListTaskDefinitionsCommand({ familyPrefix: 'prod-pay' }));
    expect(none.taskDefinitionArns).toEqual([]);
  });
});

describe('DescribeCapacityProviders', () => {
  it('answers the two of Fargate and those of Auto Scaling groups, with tags when asked', async () => {
    const plain = await clients.ecs.send(new DescribeCapacityProvidersCommand({}));
    const byName = new Map(plain.capacityProviders?.map((one) => [one.name, one]));
    expect(byName.get('FARGATE')).toMatchObject({ status: 'ACTIVE', type: 'FARGATE' });
    expect(byName.get('prod-kr-ec2-general')?.autoScalingGroupProvider?.managedScaling).toMatchObject({
      status: 'ENABLED',
      targetCapacity: 100,
    });
    const tagged = await clients.ecs.send(
      new DescribeCapacityProvidersCommand({
        include: ['TAGS'],
        capacityProviders: ['prod-kr-ec2-general', 'nothing'],
      }),
    );
    expect(tagged.capacityProviders?.[0]?.tags?.length).toBeGreaterThan(0);
    expect(tagged.failures).toMatchObject([{ reason: 'MISSING' }]);
    const ofCluster = await clients.ecs.send(
      new DescribeCapacityProvidersCommand({ cluster: 'prod-kr-ec2' }),
    );
    expect(ofCluster.capacityProviders?.map((one) => one.name)).toEqual([
      'prod-kr-ec2-general',
      'prod-kr-ec2-spot',
    ]);
  });
});

describe('service deployments', () => {
  it('lists them newest first, by status and time, and needs no cluster where the service is an ARN', async () => {
    const all = (await list('inventory-api')).serviceDeployments ?? [];
    const times = all.map((one) => one.createdAt?.getTime() ?? 0);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(all[0]?.serviceDeploymentArn).toMatch(/:service-deployment\/prod-kr\/inventory-api\/[\w-]{21}$/);
    const rolledBack = await clients.ecs.send(
      new ListServiceDeploymentsCommand({ service: all[0]?.serviceArn, status: ['ROLLBACK_SUCCESSFUL'] }),
    );
    expect(rolledBack.serviceDeployments).toHaveLength(1);
    const before = rolledBack.serviceDeployments?.[0]?.createdAt;
    const older = await clients.ecs.send(
      new ListServiceDeploymentsCommand({
        service: all[0]?.serviceArn,
        createdAt: { before: new Date((before?.getTime() ?? 0) - 1) },
      }),
    );
    expect(older.serviceDeployments?.some((one) => one.status === 'ROLLBACK_SUCCESSFUL')).toBe(false);
  });

  it('tells a roll-back with its breaker: the count met the threshold, and what it went back to', async () => {
    const rolled = (await list('inventory-api')).serviceDeployments?.find(
      (one) => one.status === 'ROLLBACK_SUCCESSFUL',
    );
    const { serviceDeployments = [] } = await clients.ecs.send(
      new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [rolled?.serviceDeploymentArn ?? ''] }),
    );
    const [one] = serviceDeployments;
    expect(one?.deploymentCircuitBreaker?.status).toBe('TRIGGERED');
    expect(one?.deploymentCircuitBreaker?.failureCount).toBe(one?.deploymentCircuitBreaker?.threshold);
    expect(one?.rollback?.serviceRevisionArn).toBe(one?.sourceServiceRevisions?.[0]?.arn);
    expect(one?.statusReason).toBe('ECS deployment circuit breaker: tasks failed to start.');
  });

  it('stops without a roll-back where that is off, and knows no digest of an image that was never pulled', async () => {
    const stopped = (await list('notification-sender')).serviceDeployments?.find(
      (one) => one.status === 'STOPPED',
    );
    const { serviceRevisions = [] } = await clients.ecs.send(
      new DescribeServiceRevisionsCommand({
        serviceRevisionArns: [stopped?.targetServiceRevisionArn ?? ''],
      }),
    );
    expect(serviceRevisions[0]?.containerImages?.[0]).toMatchObject({ containerName: 'app' });
    expect(serviceRevisions[0]?.containerImages?.[0]?.imageDigest).toBeUndefined();
  });

  it('carries the stage and the traffic of a blue/green and of a canary deployment', async () => {
    const blueGreen = await newest('payment-api');
    expect(blueGreen).toMatchObject({
      status: 'IN_PROGRESS',
      lifecycleStage: 'BAKE_TIME',
      deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 10 },
      targetServiceRevision: { requestedProductionTrafficWeight: 100 },
    });
    const [source] = blueGreen?.sourceServiceRevisions ?? [];
    expect(source?.requestedProductionTrafficWeight).toBe(0);
    expect(source?.runningTaskCount).toBe(blueGreen?.targetServiceRevision?.runningTaskCount);
    const canary = await newest('catalog-api');
    expect(canary).toMatchObject({
      lifecycleStage: 'PRODUCTION_TRAFFIC_SHIFT',
      deploymentConfiguration: {
        strategy: 'CANARY',
        canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: 5 },
      },
      targetServiceRevision: { requestedProductionTrafficWeight: 10 },
    });
  });

  it('answers MISSING for what is not there, and refuses what is no such ARN', async () => {
    const some = (await list('inventory-api')).serviceDeployments?.[0]?.serviceDeploymentArn ?? '';
    const missing = `${some.slice(0, -21)}AAAAAAAAAAAAAAAAAAAAA`;
    const answer = await clients.ecs.send(
      new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [some, missing] }),
    );
    expect(answer.failures).toMatchObject([{ arn: missing, reason: 'MISSING' }]);
    const refused = await failure(
      clients.ecs.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [some] })),
    );
    expect(refused.name).toBe('InvalidParameterException');
    expect((await failure(list('nothing'))).name).toBe('ServiceNotFoundException');
  });
});

describe('task sets and protection', () => {
  it('rolls a service of CodeDeploy by task sets: none of ECS deployments, the old set PRIMARY until the shift', async () => {
    const { services = [] } = await clients.ecs.send(
      new DescribeServicesCommand({ cluster: 'prod-kr', services: ['search-api'] }),
    );
    expect(services[0]).toMatchObject({ deploymentController: { type: 'CODE_DEPLOY' }, deployments: [] });
    const { taskSets = [] } = await clients.ecs.send(
      new DescribeTaskSetsCommand({ cluster: 'prod-kr', service: 'search-api' }),
    );
    expect(taskSets).toHaveLength(2);
    expect(taskSets.filter((set) => set.status === 'PRIMARY')).toHaveLength(1);
    for (const set of taskSets) {
      expect(set.id).toMatch(/^ecs-svc\/\d{19}$/);
      expect(set.startedBy).toBe('CODE_DEPLOY');
      expect(set.externalId).toMatch(/^d-[A-Z0-9]{9}$/);
    }
    expect(taskSets.reduce((sum, set) => sum + (set.runningCount ?? 0), 0)).toBe(services[0]?.runningCount);
    expect((await list('search-api')).serviceDeployments).toEqual([]);
  });

  it('protects some tasks for a while, never a task of a job', async () => {
    const ask = async (tasks: string[]) =>
      clients.ecs.send(new GetTaskProtectionCommand({ cluster: 'prod-kr', tasks }));
    const { taskArns = [] } = await clients.ecs.send(
      new ListTasksCommand({ cluster: 'prod-kr', serviceName: 'image-resizer' }),
    );
    const { protectedTasks = [] } = await ask(taskArns);
    expect(protectedTasks).toHaveLength(taskArns.length);
    for (const one of protectedTasks) {
      expect(one.expirationDate === undefined).toBe(!one.protectionEnabled);
    }
    const every = await clients.ecs.send(new ListTasksCommand({ cluster: 'prod-kr' }));
    const described = await clients.ecs.send(
      new DescribeTasksCommand({ cluster: 'prod-kr', tasks: every.taskArns ?? [] }),
    );
    const job = described.tasks?.find((task) => task.group?.startsWith('family:'));
    if (job) expect((await ask([job.taskArn ?? ''])).failures).toMatchObject([{ reason: 'TASK_NOT_VALID' }]);
    expect((await failure(clients.ecs.send(new GetTaskProtectionCommand({ cluster: 'prod-kr' })))).name).toBe(
      'InvalidParameterException',
    );
  });
});

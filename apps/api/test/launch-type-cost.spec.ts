import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LaunchTypeCost, type ServiceAttributes } from '@danji/shared';
import { insertResource, insertScope } from './support/rows.js';
import { startTestApp, type TestApp } from './support/test-app.js';

const ATTRIBUTES: ServiceAttributes = {
  clusterName: 'prod',
  desired: 12,
  running: 12,
  pending: 0,
  schedulingStrategy: 'REPLICA',
  placementStrategy: [],
  placementConstraints: [],
  launchType: 'FARGATE',
  strategy: [],
  taskDefinitionArn: 'arn:aws:ecs:ap-northeast-2:111122223333:task-definition/checkout:7',
  taskDefinitionId: null,
  family: 'checkout',
  revision: 7,
  taskCpu: 512,
  taskMemory: 1024,
  architecture: 'X86_64',
  platformVersion: '1.4.0',
  deploymentController: 'ECS',
  minimumHealthyPercent: 100,
  maximumPercent: 200,
  circuitBreaker: null,
  rollout: null,
  loadBalancers: [],
  healthCheckGracePeriodSeconds: null,
  subnets: [],
  securityGroups: [],
  assignPublicIp: null,
  enableExecuteCommand: false,
  createdAt: null,
  scaling: null,
  taskSets: null,
  protection: null,
};

let app: TestApp;
let ids: { service: string; unsized: string; database: string };
beforeAll(async () => {
  app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  ids = {
    service: await insertResource(pool, 'ecs_service', 1, { name: 'checkout', attributes: ATTRIBUTES }),
    unsized: await insertResource(pool, 'ecs_service', 2, { attributes: { ...ATTRIBUTES, taskCpu: null } }),
    database: await insertResource(pool, 'rds_instance', 3),
  };
});
afterAll(() => app.close());

const cost = (id: string) => app.get(`/resources/${id}/launch-type-cost`);

describe('the cost of a service on Fargate and on EC2', () => {
  it('is that of the tasks that run where nothing was measured yet', async () => {
    const { status, body } = await cost(ids.service);
    const read = LaunchTypeCost.parse(body);
    expect(status).toBe(200);
    expect(read).toMatchObject({ averageTasks: 12, highestTasks: 12, launchType: 'FARGATE' });
    expect(read.fargateUsd).toBeCloseTo(12 * (0.5 * 0.04656 + 0.00511) * 730, 6);
    expect(read.ec2?.instances).toBeGreaterThanOrEqual(2);
  });

  it.each(['unsized', 'database'] as const)(
    'is refused with a reason for a resource that is %s',
    async (name) => {
      const { status, body } = await cost(ids[name]);
      expect([status, (body as { code: string }).code]).toEqual([400, 'VALIDATION']);
    },
  );

  it('is not found for what nobody knows', async () => {
    expect((await cost('svc-aaaaaaaaaaaaaaaz')).status).toBe(404);
  });
});

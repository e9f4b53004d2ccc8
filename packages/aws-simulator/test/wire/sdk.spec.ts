import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  paginateDescribeScalingActivities,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import {
  DescribeLogGroupsCommand,
  paginateFilterLogEvents,
  type FilterLogEventsCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { DescribeInstancesCommand, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import {
  ClusterNotFoundException,
  DescribeClustersCommand,
  DescribeContainerInstancesCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  InvalidParameterException,
  ListContainerInstancesCommand,
  ListServicesCommand,
  ListTasksCommand,
  paginateListClusters,
  paginateListServices,
  paginateListTasks,
} from '@aws-sdk/client-ecs';
import { DBInstanceNotFoundFault, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Simulator } from '../../src/index.js';
import { destroyClients, failure, NOW, sdkClients, startSmall, type Clients } from './harness.js';

let simulator: Simulator;
let aws: Clients;

beforeAll(async () => {
  simulator = await startSmall({
    accounts: 2,
    clusters: 4,
    services: 20,
    tasks: 70,
    instances: 16,
    databases: 8,
  });
  aws = sdkClients(simulator.url);
});

afterAll(async () => {
  destroyClients(aws);
  await simulator.close();
});

async function clusters(): Promise<string[]> {
  const arns: string[] = [];
  for await (const page of paginateListClusters({ client: aws.ecs, pageSize: 1 }, {})) {
    arns.push(...(page.clusterArns ?? []));
  }
  return arns;
}

async function servicesOf(cluster: string): Promise<string[]> {
  const arns: string[] = [];
  for await (const page of paginateListServices({ client: aws.ecs, pageSize: 3 }, { cluster })) {
    expect(page.serviceArns?.length).toBeLessThanOrEqual(3);
    arns.push(...(page.serviceArns ?? []));
  }
  return arns;
}

describe('ECS', () => {
  it('lists clusters and describes them with what include asks for', async () => {
    const arns = await clusters();
    expect(arns.length).toBe(2);
    const plain = await aws.ecs.send(new DescribeClustersCommand({ clusters: arns }));
    expect(plain.clusters?.map((cluster) => cluster.clusterArn)).toEqual(arns);
    expect(
      plain.clusters?.every((cluster) => cluster.tags?.length === 0 && cluster.settings?.length === 0),
    ).toBe(true);
    const full = await aws.ecs.send(
      new DescribeClustersCommand({ clusters: arns, include: ['TAGS', 'SETTINGS', 'STATISTICS'] }),
    );
    expect(full.clusters?.every((cluster) => (cluster.statistics?.length ?? 0) > 0)).toBe(true);
  });

  it('pages services by 10 unless asked otherwise and takes 10 in a description', async () => {
    const [cluster = ''] = await clusters();
    const arns = await servicesOf(cluster);
    expect(new Set(arns).size).toBe(arns.length);
    expect(arns.length).toBeGreaterThan(3);
    const { services = [], failures = [] } = await aws.ecs.send(
      new DescribeServicesCommand({ cluster, services: [...arns.slice(0, 9), 'gone'] }),
    );
    expect(services.map((service) => service.serviceArn)).toEqual(arns.slice(0, 9));
    expect(failures).toEqual([{ arn: expect.stringMatching(/service\/.+\/gone$/), reason: 'MISSING' }]);
    expect(services[0]?.createdAt).toBeInstanceOf(Date);
    expect(services[0]?.tags).toBeUndefined();
    const tooMany = new DescribeServicesCommand({
      cluster,
      services: Array.from({ length: 11 }, (_, n) => `s${n}`),
    });
    expect(await failure(aws.ecs.send(tooMany))).toBeInstanceOf(InvalidParameterException);
  });

  it('finds tasks by service, family and status, and describes exactly those', async () => {
    for (const cluster of await clusters()) {
      const all: string[] = [];
      for await (const page of paginateListTasks({ client: aws.ecs, pageSize: 7 }, { cluster })) {
        all.push(...(page.taskArns ?? []));
      }
      expect(new Set(all).size).toBe(all.length);
      const { tasks = [] } = await aws.ecs.send(new DescribeTasksCommand({ cluster, tasks: all }));
      expect(tasks.map((task) => task.taskArn)).toEqual(all);
      expect(tasks.every((task) => task.desiredStatus === 'RUNNING')).toBe(true);
      const one = tasks.find((task) => task.group?.startsWith('service:'));
      const serviceName = one?.group?.slice('service:'.length);
      const listed = await aws.ecs.send(new ListTasksCommand({ cluster, serviceName }));
      expect(listed.taskArns).toEqual(
        tasks.filter((task) => task.group === one?.group).map((task) => task.taskArn),
      );
      const family = one?.taskDefinitionArn?.split('/')[1]?.split(':')[0];
      const byFamily = await aws.ecs.send(new ListTasksCommand({ cluster, family }));
      expect(byFamily.taskArns).toContain(one?.taskArn);
      const { taskDefinition } = await aws.ecs.send(
        new DescribeTaskDefinitionCommand({ taskDefinition: one?.taskDefinitionArn }),
      );
      expect(taskDefinition?.family).toBe(family);
    }
  });

  it('describes container instances', async () => {
    const seen: number[] = [];
    for (const cluster of await clusters()) {
      const { containerInstanceArns = [] } = await aws.ecs.send(
        new ListContainerInstancesCommand({ cluster }),
      );
      seen.push(containerInstanceArns.length);
      if (containerInstanceArns.length === 0) continue;
      const { containerInstances = [] } = await aws.ecs.send(
        new DescribeContainerInstancesCommand({ cluster, containerInstances: containerInstanceArns }),
      );
      expect(containerInstances.map((instance) => instance.containerInstanceArn)).toEqual(
        containerInstanceArns,
      );
    }
    expect(Math.max(...seen)).toBeGreaterThan(0);
  });

  it('answers the errors of the model', async () => {
    expect(await failure(aws.ecs.send(new ListServicesCommand({ cluster: 'nowhere' })))).toBeInstanceOf(
      ClusterNotFoundException,
    );
    const [first = '', second = ''] = await clusters();
    const { taskArns = [] } = await aws.ecs.send(new ListTasksCommand({ cluster: second }));
    const foreign = await failure(
      aws.ecs.send(new DescribeTasksCommand({ cluster: first, tasks: taskArns.slice(0, 1) })),
    );
    expect(foreign).toBeInstanceOf(InvalidParameterException);
    expect(foreign.message).toContain('Identifier is for cluster');
    const token = await failure(aws.ecs.send(new ListTasksCommand({ cluster: first, nextToken: 'garbage' })));
    expect(token.message).toBe('Invalid token');
  });
});

describe('EC2, RDS and Auto Scaling', () => {
  it('pages and filters instances', async () => {
    const ids: string[] = [];
    for await (const page of paginateDescribeInstances({ client: aws.ec2, pageSize: 5 }, {})) {
      for (const reservation of page.Reservations ?? []) {
        ids.push(...(reservation.Instances ?? []).map((instance) => instance.InstanceId ?? ''));
      }
    }
    expect(ids.length).toBeGreaterThan(5);
    expect(new Set(ids).size).toBe(ids.length);
    const { Reservations: [reservation] = [] } = await aws.ec2.send(
      new DescribeInstancesCommand({
        InstanceIds: ids.slice(0, 1),
        Filters: [{ Name: 'instance-state-name', Values: ['run*'] }],
      }),
    );
    const [instance] = reservation?.Instances ?? [];
    expect(instance?.InstanceId).toBe(ids[0]);
    expect(instance?.State?.Name).toBe('running');
    expect(instance?.LaunchTime).toBeInstanceOf(Date);
    expect(instance?.SecurityGroups?.[0]?.GroupId).toMatch(/^sg-/);
    expect(instance?.NetworkInterfaces?.[0]?.PrivateIpAddresses?.[0]?.PrivateIpAddress).toBe(
      instance?.PrivateIpAddress,
    );
    const tag = instance?.Tags?.[0];
    const byTag = await aws.ec2.send(
      new DescribeInstancesCommand({ Filters: [{ Name: `tag:${tag?.Key}`, Values: [tag?.Value ?? ''] }] }),
    );
    const found = (byTag.Reservations ?? []).flatMap((group) => group.Instances ?? []);
    expect(found.map((one) => one.InstanceId)).toContain(ids[0]);
    expect(
      found.every((one) => one.Tags?.some(({ Key, Value }) => Key === tag?.Key && Value === tag?.Value)),
    ).toBe(true);
  });

  it('names the EC2 errors', async () => {
    const missing = new DescribeInstancesCommand({ InstanceIds: ['i-0123456789abcdef0'] });
    const error = await failure(aws.ec2.send(missing));
    expect(error.name).toBe('InvalidInstanceID.NotFound');
    expect(error.message).toBe("The instance ID 'i-0123456789abcdef0' does not exist");
    const page = await failure(aws.ec2.send(new DescribeInstancesCommand({ MaxResults: 4 })));
    expect(page.name).toBe('InvalidParameterValue');
  });

  it('describes databases with their lists', async () => {
    const { DBInstances = [] } = await aws.rds.send(new DescribeDBInstancesCommand({}));
    expect(DBInstances.length).toBeGreaterThanOrEqual(4);
    expect(DBInstances[0]?.VpcSecurityGroups?.[0]?.VpcSecurityGroupId).toMatch(/^sg-/);
    expect(DBInstances[0]?.DBSubnetGroup?.Subnets?.length).toBeGreaterThan(0);
    expect(DBInstances[0]?.InstanceCreateTime).toBeInstanceOf(Date);
    const missing = await failure(
      aws.rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'nothing' })),
    );
    expect(missing).toBeInstanceOf(DBInstanceNotFoundFault);
    expect(missing.$metadata?.httpStatusCode).toBe(404);
  });

  it('describes Auto Scaling groups and scaling of services', async () => {
    const { AutoScalingGroups = [] } = await aws.autoScaling.send(new DescribeAutoScalingGroupsCommand({}));
    expect(AutoScalingGroups[0]?.Instances?.[0]?.InstanceId).toMatch(/^i-/);
    const none = await aws.autoScaling.send(
      new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: ['nothing'] }),
    );
    expect(none.AutoScalingGroups).toEqual([]);
    const namespace = { ServiceNamespace: 'ecs' } as const;
    const targets = await aws.applicationAutoScaling.send(new DescribeScalableTargetsCommand(namespace));
    expect(targets.ScalableTargets?.[0]?.ResourceId).toMatch(/^service\//);
    const policies = await aws.applicationAutoScaling.send(new DescribeScalingPoliciesCommand(namespace));
    expect(policies.ScalingPolicies?.length).toBeGreaterThan(0);
    const starts: number[] = [];
    const config = { client: aws.applicationAutoScaling, pageSize: 20 };
    for await (const page of paginateDescribeScalingActivities(config, namespace)) {
      starts.push(...(page.ScalingActivities ?? []).map((activity) => activity.StartTime?.getTime() ?? NaN));
    }
    expect(starts).toEqual([...starts].sort((a, b) => b - a));
  });
});

describe('Logs', () => {
  const range = { from: NOW - 600_000, to: NOW - 60_000 };

  /** A group with events in the range, and their ids as the world has them. */
  async function busyGroup(): Promise<{ logGroupName: string; ids: string[] }> {
    const { logGroups = [] } = await aws.logs.send(new DescribeLogGroupsCommand({}));
    const account = simulator.world.accounts()[0] ?? '';
    const view = simulator.world.region(account, simulator.world.regions(account)[0] ?? '');
    for (const { logGroupName = '' } of logGroups) {
      const ids = (view?.logEvents({ logGroupName, ...range }) ?? []).map((event) => event.eventId);
      if (ids.length > 10) return { logGroupName, ids };
    }
    throw new Error('No log group has more than ten events.');
  }

  async function pages(input: FilterLogEventsCommandInput, pageSize?: number): Promise<string[][]> {
    const found: string[][] = [];
    // A copy: the SDK's paginator leaves the last token in its input.
    for await (const page of paginateFilterLogEvents({ client: aws.logs, pageSize }, { ...input })) {
      found.push((page.events ?? []).map((event) => event.eventId ?? ''));
    }
    return found;
  }

  it('pages events to the end without loss or repeat, in either direction', async () => {
    const { logGroupName, ids } = await busyGroup();
    const input = { logGroupName, startTime: range.from, endTime: range.to - 1 };
    const size = Math.ceil(ids.length / 4);
    expect((await pages(input, size)).flat()).toEqual(ids);
    expect((await pages({ ...input, startFromHead: false }, size)).flat()).toEqual([...ids].reverse());
  });

  it('gives empty pages with a token where a filter finds nothing for long', async () => {
    const { logGroupName } = await busyGroup();
    const found = await pages({ logGroupName, startTime: NOW - 2 * 86_400_000, filterPattern: 'nosuchword' });
    expect(found.length).toBeGreaterThan(1);
    expect(found.flat()).toEqual([]);
  });
});

describe('who asks', () => {
  it('takes the account from the access key and the region from the signature', async () => {
    const [first, second] = simulator.world.accounts();
    const mine = await aws.sts.send(new GetCallerIdentityCommand({}));
    expect(mine.Account).toBe(first);
    const other = sdkClients(simulator.url, { accessKeyId: `AKIASIM${second}` });
    expect((await other.sts.send(new GetCallerIdentityCommand({}))).Account).toBe(second);
    const arns = await clusters();
    const theirs: string[] = [];
    for await (const page of paginateListClusters({ client: other.ecs }, {}))
      theirs.push(...(page.clusterArns ?? []));
    expect(theirs.every((arn) => arn.includes(`:${second}:`) && !arns.includes(arn))).toBe(true);
    destroyClients(other);
    const elsewhere = sdkClients(simulator.url, { region: 'eu-west-1' });
    expect((await elsewhere.rds.send(new DescribeDBInstancesCommand({}))).DBInstances).toEqual([]);
    destroyClients(elsewhere);
  });

  it('hands out keys of a role that lead to its account', async () => {
    const [, second] = simulator.world.accounts();
    const { Credentials } = await aws.sts.send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${second}:role/danji`, RoleSessionName: 'spec' }),
    );
    expect(Credentials?.Expiration?.getTime()).toBe(NOW + 3_600_000);
    const assumed = sdkClients(simulator.url, { accessKeyId: Credentials?.AccessKeyId });
    const identity = await assumed.sts.send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toContain(`arn:aws:sts::${second}:assumed-role/`);
    destroyClients(assumed);
    const denied = new AssumeRoleCommand({
      RoleArn: 'arn:aws:iam::999999999999:role/x',
      RoleSessionName: 'spec',
    });
    expect((await failure(aws.sts.send(denied))).name).toBe('AccessDenied');
  });

  it('refuses unknown accounts and unsigned requests in the protocol that was spoken', async () => {
    const stranger = sdkClients(simulator.url, { accessKeyId: 'AKIASIM999999999999' });
    expect((await failure(stranger.ecs.send(new ListServicesCommand({})))).name).toBe(
      'UnrecognizedClientException',
    );
    expect((await failure(stranger.rds.send(new DescribeDBInstancesCommand({})))).name).toBe(
      'InvalidClientTokenId',
    );
    expect((await failure(stranger.ec2.send(new DescribeInstancesCommand({})))).name).toBe('AuthFailure');
    destroyClients(stranger);
    const form = 'Action=DescribeDBInstances&Version=2014-10-31';
    const unsigned = await fetch(simulator.url, { method: 'POST', body: new URLSearchParams(form) });
    expect(unsigned.status).toBe(403);
    expect(await unsigned.text()).toContain('<Code>MissingAuthenticationToken</Code>');
  });
});

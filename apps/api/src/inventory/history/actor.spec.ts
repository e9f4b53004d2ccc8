import { describe, expect, it } from '@jest/globals';
import type { TrailChange, TrailIdentity } from '../../aws/index.js';
import { ec2InstanceArn, rdsInstanceArn, resourceId } from '../resource-id.js';
import { actorChange, actorOf } from './actor.js';
import type { TrailPlace } from './changed-resources.js';

const BASE: TrailIdentity = {
  type: 'AssumedRole',
  arn: null,
  userName: null,
  invokedBy: null,
  role: null,
  sourceIp: '203.0.113.7',
};
const by = (identity: Partial<TrailIdentity>) =>
  actorOf({ name: 'UpdateService', identity: { ...BASE, ...identity } });

describe('the actor of a change', () => {
  it('is the person behind single sign-on, with the address', () => {
    expect(
      by({
        arn: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_PowerUser_12ab/minji@example.com',
        role: 'AWSReservedSSO_PowerUser_12ab',
      }),
    ).toEqual({ name: 'minji@example.com', kind: 'person', source: '203.0.113.7', action: 'UpdateService' });
  });

  it('is the role of a pipeline, whatever its session is called', () => {
    const arn = 'arn:aws:sts::111122223333:assumed-role/github-actions-deploy/GitHubActions';
    expect(by({ arn, role: 'github-actions-deploy' })).toMatchObject({
      name: 'github-actions-deploy',
      kind: 'role',
    });
  });

  it('is the service that acts by itself, from nowhere', () => {
    expect(
      by({
        invokedBy: 'ecs.application-autoscaling.amazonaws.com',
        sourceIp: 'ecs.application-autoscaling.amazonaws.com',
      }),
    ).toMatchObject({ name: 'ecs.application-autoscaling.amazonaws.com', kind: 'service', source: null });
  });

  it('is the IAM user by name', () => {
    expect(by({ type: 'IAMUser', userName: 'david' })).toMatchObject({ name: 'david', kind: 'person' });
  });
});

describe('a change that joins', () => {
  const ACCOUNT = '111122223333';
  const REGION = 'ap-northeast-2';
  const CLUSTER = `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/prod`;
  const place: TrailPlace = {
    region: REGION,
    accountId: ACCOUNT,
    groupArnOf: (name) => (name === 'web' ? 'arn:aws:autoscaling:web' : undefined),
  };
  const change = (over: Partial<TrailChange>): TrailChange => ({
    id: 'e',
    at: 0,
    name: 'UpdateService',
    source: 'ecs.amazonaws.com',
    identity: BASE,
    named: null,
    serviceArn: null,
    taskDefinitionArn: null,
    task: null,
    instanceIds: [],
    rules: [],
    countOnly: false,
    ...over,
  });
  const named = (over: Partial<NonNullable<TrailChange['named']>>): TrailChange['named'] => ({
    cluster: null,
    service: null,
    task: null,
    dBInstanceIdentifier: null,
    dBClusterIdentifier: null,
    groupId: null,
    resourceId: null,
    autoScalingGroupName: null,
    ...over,
  });
  const service = `${CLUSTER.replace(':cluster/', ':service/')}/checkout`;
  const stopped = (group: string) =>
    change({
      name: 'StopTask',
      task: { arn: `${CLUSTER.replace(':cluster/', ':task/')}/0abc`, group, clusterArn: null },
    });

  it.each<[string, TrailChange, string]>([
    ['a service by its ARN', change({ serviceArn: service }), resourceId('ecs_service', service)],
    ['the service of a task', stopped('service:checkout'), resourceId('ecs_service', service)],
    [
      'a service by its scaling target',
      change({ named: named({ resourceId: 'service/prod/checkout' }) }),
      resourceId('ecs_service', service),
    ],
    [
      'an instance',
      change({ instanceIds: ['i-0a'] }),
      resourceId('ec2_instance', ec2InstanceArn(REGION, ACCOUNT, 'i-0a')),
    ],
    [
      'a database',
      change({ named: named({ dBInstanceIdentifier: 'orders' }) }),
      resourceId('rds_instance', rdsInstanceArn(REGION, ACCOUNT, 'orders')),
    ],
    [
      'an Auto Scaling group, whose ARN only its listing tells',
      change({ named: named({ autoScalingGroupName: 'web' }) }),
      resourceId('auto_scaling_group', 'arn:aws:autoscaling:web'),
    ],
  ])('names %s', (_what, given, id) => {
    expect(actorChange(given, place)?.resourceIds).toEqual([id]);
  });

  it('names the cluster of a task that no service owns', () => {
    const given = stopped('family:job');
    const task = { arn: given.task?.arn ?? '', group: 'family:job', clusterArn: CLUSTER };
    expect(actorChange({ ...given, task }, place)?.resourceIds).toEqual([resourceId('ecs_cluster', CLUSTER)]);
  });

  it('signs the desired count where somebody set it and nothing else, and no configuration', () => {
    expect(actorChange(change({ serviceArn: service, countOnly: true }), place)?.explains).toEqual([
      { kind: 'scaling', types: ['desired_set'], within: 120 },
    ]);
  });

  it('is none where scaling set the desired count, or nothing that is kept is named', () => {
    const identity = { ...change({}).identity, invokedBy: 'ecs.application-autoscaling.amazonaws.com' };
    expect(actorChange(change({ serviceArn: service, countOnly: true, identity }), place)).toBeNull();
    expect(actorChange(change({ named: named({ autoScalingGroupName: 'gone' }) }), place)).toBeNull();
  });

  it('signs the stop of its task, and no configuration', () => {
    expect(actorChange(stopped('service:checkout'), place)?.explains).toEqual([
      { kind: 'task_stop', types: null, within: 900, taskId: '0abc' },
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { TrailIdentity } from '../../aws/index.js';
import { actorChange, actorOf } from './actor.js';

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
  const change = {
    id: 'e',
    at: 0,
    name: 'UpdateService',
    source: 'ecs.amazonaws.com',
    identity: BASE,
    named: null,
    serviceArn: 'arn:aws:ecs:ap-northeast-2:111122223333:service/prod/checkout',
    taskDefinitionArn: null,
    countOnly: false,
  };
  const place = { region: 'ap-northeast-2', accountId: '111122223333' };

  it('names the resource by its ARN', () => {
    expect(actorChange(change, place)?.resourceIds).toHaveLength(1);
  });

  it('is none where only the desired count was set', () => {
    expect(actorChange({ ...change, countOnly: true }, place)).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';
import type { ResourceItem } from '@danji/shared';
import { instanceRows, listQueries, purposeOf, spotSaving, typeParts } from './instance-row';

const AT = '2026-11-20T05:00:00.000Z';
function resource(id: string, kind: ResourceItem['kind'], over: Partial<ResourceItem> = {}): ResourceItem {
  return {
    id,
    kind,
    name: id,
    arn: `arn:aws:ec2:ap-northeast-2:210987654321:instance/i-${id}`,
    region: 'ap-northeast-2',
    accountId: '210987654321',
    accountAlias: null,
    scopeId: 's',
    state: 'running',
    status: 'ok',
    reasons: [],
    parentId: null,
    parentName: null,
    environment: 'prod',
    team: null,
    tier: null,
    tags: {},
    attributes: {},
    describedAt: AT,
    firstSeen: AT,
    lastSeen: AT,
    deletedAt: null,
    consoleUrl: null,
    ...over,
  };
}
const ec2 = (instanceType: string, lifecycle = 'on-demand') => ({
  instanceType,
  architecture: 'x86_64',
  lifecycle,
  launchTime: AT,
  imageId: null,
  keyName: null,
  vpcId: null,
  subnetId: null,
  availabilityZone: 'ap-northeast-2a',
  privateIp: null,
  publicIp: null,
  securityGroups: [],
  iamInstanceProfile: null,
  monitoring: null,
  metadataTokens: null,
  autoScalingGroup: null,
  containerInstanceId: null,
  stateReason: null,
  hourlyUsd: 0.118,
});
const host = (ec2InstanceId: string, agentConnected: boolean) => ({
  ec2InstanceId,
  ec2ResourceId: null,
  agentConnected,
  agentVersion: null,
  dockerVersion: null,
  capacityProvider: null,
  registered: { cpu: 2048, memory: 7760 },
  remaining: { cpu: 512, memory: 1024 },
  runningTasks: 7,
  pendingTasks: 0,
  availabilityZone: null,
  registeredAt: null,
});
describe('instanceRows', () => {
  const items = [
    resource('a', 'ec2_instance', { attributes: ec2('m5.large') }),
    resource('b', 'ec2_instance', { attributes: ec2('t3.small', 'spot') }),
    resource('c', 'ec2_instance', { attributes: { instanceType: 7 } }),
  ];
  it('finds the agent of each host, none where none is registered, unknown while it is not known', () => {
    const hosts = [resource('h', 'ecs_container_instance', { attributes: host('i-a', false) })];
    const rows = instanceRows(items, hosts, undefined);
    expect(rows.map((row) => [row.agent, row.tasks])).toEqual([
      ['disconnected', 7],
      ['none', null],
      ['none', null],
    ]);
    expect(instanceRows(items, null, undefined)[0]?.agent).toBe('unknown');
  });
  it('keeps a host whose attributes it cannot read', () => {
    expect(instanceRows(items, [], undefined)[2]).toMatchObject({ id: 'c', details: null });
  });
  it('asks for credits only where the family has them', () => {
    const asked = listQueries(items).filter((query) => query.metric === 'CPUCreditBalance');
    expect([...new Set(asked.map((query) => query.resource))]).toEqual(['b']);
  });
});

describe('typeParts', () => {
  it('reads family, generation, processor and size', () => {
    expect(typeParts('m7gd.xlarge')).toEqual({ family: 'm', generation: 7, size: 'xlarge', graviton: true });
    expect(typeParts('t3a.micro')).toMatchObject({ family: 't', generation: 3, graviton: false });
    expect(typeParts('u-6tb1.metal')).toMatchObject({ size: '', generation: null });
  });
});

describe('what an instance costs on Spot', () => {
  it('is set against the list price, and unknown where either is', () => {
    expect(spotSaving({ hourlyUsd: 0.118, spotUsd: 0.0354 })).toBeCloseTo(0.7);
    expect(spotSaving({ hourlyUsd: null, spotUsd: 0.03 })).toBeNull();
    expect(spotSaving({ hourlyUsd: 0.118, spotUsd: null })).toBeNull();
  });
});

describe('purposeOf', () => {
  it('knows what a family is made for', () => {
    expect(['t', 'm', 'r', 'inf', 'im', 'q'].map(purposeOf)).toEqual([
      'burstable',
      'general',
      'memory',
      'accelerated',
      'storage',
      'other',
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { TaskDefinitionAttributes } from '@danji/shared';
import { differences } from './differences';

const container = (name: string, over: object = {}): TaskDefinitionAttributes['containers'][number] => ({
  name,
  image: `${name}:1`,
  essential: true,
  cpu: null,
  memory: null,
  memoryReservation: null,
  ports: [{ containerPort: 8080, hostPort: 8080, protocol: 'tcp' }],
  environmentNames: ['A', 'B'],
  secretNames: [],
  healthCheck: null,
  logDriver: null,
  logGroup: null,
  logStreamPrefix: null,
  mountPoints: [],
  stopTimeout: null,
  ...over,
});
const definition = (over: Partial<TaskDefinitionAttributes> = {}): TaskDefinitionAttributes => ({
  family: 'web',
  revision: 1,
  cpu: 256,
  memory: 512,
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  architecture: 'X86_64',
  operatingSystem: 'LINUX',
  fargateValid: true,
  fargateNearest: null,
  taskRoleArn: null,
  executionRoleArn: null,
  volumes: [],
  containers: [container('app')],
  placementConstraints: [],
  registeredAt: null,
  usedBy: [],
  familyRevisions: null,
  ...over,
});

describe('differences of two revisions', () => {
  it('are none when only number and users differ', () => {
    expect(differences(definition(), definition({ revision: 2, usedBy: ['svc-a'] }))).toEqual([]);
  });

  it('name the path of what changed', () => {
    const after = definition({
      revision: 2,
      memory: 1024,
      containers: [container('app', { image: 'app:2', environmentNames: ['A'] })],
    });
    expect(differences(definition(), after)).toEqual([
      { path: 'memory', before: 512, after: 1024 },
      { path: 'containers.app.image', before: 'app:1', after: 'app:2' },
      { path: 'containers.app.environmentNames', before: ['A', 'B'], after: ['A'] },
    ]);
  });

  it('match containers by name, so that a new first one is the only difference', () => {
    const after = definition({ containers: [container('proxy'), container('app')] });
    const found = differences(definition(), after);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ path: 'containers.proxy', before: undefined });
  });
});

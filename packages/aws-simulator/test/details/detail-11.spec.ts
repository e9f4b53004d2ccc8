import { describe, expect, it } from '@jest/globals';
import type { AwsRecord } from '../../src/world/types.js';
import { all, fleet, text } from '../world/fleet.js';

const demo = fleet();
const running = all(demo.region, 'tasks').filter((task) => task.lastStatus === 'RUNNING');
const fargate = running.filter((task) => task.launchType === 'FARGATE');
const ec2 = running.filter((task) => task.launchType === 'EC2');
const idOf = (task: AwsRecord) => text(task.taskArn).split('/').at(-1) ?? '';
const runtimes = (task: AwsRecord) => (task.containers as AwsRecord[]).map((one) => text(one.runtimeId));

describe('detail 11: a Fargate task against an EC2 task', () => {
  it('has one runtime id of the task id and ten digits for all its containers, against 64 hex digits each', () => {
    expect(fargate.length).toBeGreaterThan(50);
    expect(ec2.length).toBeGreaterThan(20);
    for (const task of fargate) {
      for (const id of runtimes(task)) expect(id).toMatch(new RegExp(`^${idOf(task)}-\\d{10}$`));
      expect(new Set(runtimes(task)).size).toBe(1);
    }
    expect(fargate.some((task) => runtimes(task).length > 1)).toBe(true);
    for (const id of ec2.flatMap(runtimes)) expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(ec2.flatMap(runtimes)).size).toBe(ec2.flatMap(runtimes).length);
  });

  it('has a platform version and no container instance; an EC2 task the other way round', () => {
    for (const task of fargate)
      expect([task.platformVersion, task.containerInstanceArn]).toEqual(['1.4.0', undefined]);
    const hosts = new Set(all(demo.region, 'containerInstances').map((host) => host.containerInstanceArn));
    for (const task of ec2) {
      expect(task.platformVersion).toBeUndefined();
      expect(hosts.has(task.containerInstanceArn)).toBe(true);
    }
  });

  it('has a launch type although its service under a capacity provider strategy has none', () => {
    const strategic = all(demo.region, 'services').filter(
      (one) => one.capacityProviderStrategy !== undefined,
    );
    expect(strategic.length).toBeGreaterThan(8);
    for (const one of strategic) {
      expect(one.launchType).toBeUndefined();
      const own = running.filter(
        (task) => task.clusterArn === one.clusterArn && task.group === `service:${text(one.serviceName)}`,
      );
      for (const task of own) {
        expect(['FARGATE', 'EC2']).toContain(task.launchType);
        const names = (one.capacityProviderStrategy as AwsRecord[]).map((item) => item.capacityProvider);
        expect(names).toContain(task.capacityProviderName);
      }
    }
  });

  it('tells cpu and memory as strings', () => {
    for (const task of running) {
      expect(task.cpu).toMatch(/^\d+$/);
      expect(task.memory).toMatch(/^\d+$/);
    }
  });

  it('is started by its deployment, or by a rule or a schedule where it is a job', () => {
    const history = demo.truth().tasks ?? [];
    const jobs = history.filter((task) => text(task.group).startsWith('family:'));
    expect(jobs.length).toBeGreaterThan(50);
    const starters = jobs.map((task) => text(task.startedBy));
    for (const one of starters) expect(one).toMatch(/^(events-rule|chronos-schedule)\/./);
    expect(new Set(starters.map((one) => one.split('/')[0])).size).toBe(2);
    for (const task of history.filter((one) => text(one.group).startsWith('service:')))
      expect(task.startedBy).toMatch(/^ecs-svc\/\d+$/);
  });
});

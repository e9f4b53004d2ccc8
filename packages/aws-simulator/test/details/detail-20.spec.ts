import { describe, expect, it } from '@jest/globals';
import type { AwsRecord } from '../../src/world/types.js';
import { all, date, fleet, HOUR, MINUTE, STARTED_AT, text, type Fleet } from '../world/fleet.js';

const SECOND = 1000;

function interrupted(cluster: string): Fleet {
  return fleet([
    {
      kind: 'instance-spot-interruption',
      at: '+1m',
      on: { cluster, spot: true, az: 'a', pick: 2 },
      parameters: { spreadSeconds: 1 },
    },
  ]);
}

/** Records of the instances that got the warning, as the truth has them. */
function victims(of: Fleet): AwsRecord[] {
  return (of.truth().instances ?? []).filter((one) => one.spotWarningAt !== undefined);
}

function containerInstance(of: Fleet, instanceId: string): AwsRecord | undefined {
  return all(of.region, 'containerInstances').find((one) => one.ec2InstanceId === instanceId);
}

function instance(of: Fleet, instanceId: string): AwsRecord | undefined {
  return of.region.instances().find((one) => one.InstanceId === instanceId);
}

const state = (one: AwsRecord | undefined) => (one?.State as { Name: string } | undefined)?.Name;

describe('detail 20: EC2 takes a Spot instance back', () => {
  const prod = interrupted('prod-kr-ec2');
  prod.forward(MINUTE + 30 * SECOND);
  const [victim] = victims(prod);
  const id = text(victim?.instanceId);
  const warnedAt = date(victim?.spotWarningAt);
  const during = containerInstance(prod, id);
  const placedBefore = tasksOn(prod, id);
  const neighbours = all(prod.region, 'containerInstances').filter((one) => one.ec2InstanceId !== id);
  prod.forward(2 * MINUTE + 20 * SECOND);
  const after = instance(prod, id);

  it('is warned two minutes before, often after an advice to rebalance, and within one zone and type', () => {
    expect(warnedAt - STARTED_AT - MINUTE).toBeLessThanOrEqual(SECOND);
    const many = fleet(
      [
        {
          kind: 'instance-spot-interruption',
          at: '+1m',
          on: { spot: true },
          parameters: { spreadSeconds: 30 },
        },
      ],
      { instances: 60, historyDays: 1 },
    );
    many.forward(5 * MINUTE);
    const advised = victims(many).filter((one) => one.rebalanceAdvisedAt !== undefined);
    expect(advised.length).toBeGreaterThan(0);
    expect(advised.length).toBeLessThan(victims(many).length);
    for (const one of advised) expect(date(one.rebalanceAdvisedAt)).toBeLessThan(date(one.spotWarningAt));
    const places = victims(prod).map((one) => `${text(one.instanceType)} ${text(one.availabilityZone)}`);
    expect(new Set(places)).toEqual(new Set(['m5.large ap-northeast-2a']));
  });

  it('is DRAINING meanwhile where the agent is told to drain, and nothing is placed there', () => {
    expect(during?.status).toBe('DRAINING');
    expect(neighbours.every((one) => one.status === 'ACTIVE')).toBe(true);
    const later = tasksOn(prod, id).filter((task) => date(task.createdAt) > warnedAt + 10 * SECOND);
    expect(later).toEqual([]);
  });

  it('stays ACTIVE to its end where the agent is not', () => {
    const stage = interrupted('stage-kr');
    stage.forward(MINUTE + 60 * SECOND);
    const [one] = victims(stage);
    expect(containerInstance(stage, text(one?.instanceId))?.status).toBe('ACTIVE');
  });

  it('takes its tasks with it, and says so', () => {
    const lost = tasksOn(prod, id).filter((task) => task.stoppingAt !== undefined);
    const killed = lost.filter((task) => date(task.stoppingAt) === warnedAt + 120 * SECOND);
    expect(placedBefore.length).toBeGreaterThan(0);
    expect(killed.length).toBeGreaterThan(0);
    for (const task of killed) expect(task.stoppedReason).toBe(`Host EC2 (instance ${id}) terminated.`);
  });

  it('ends as Server.SpotInstanceTermination', () => {
    expect(state(after)).toMatch(/^(shutting-down|terminated)$/);
    expect(after?.InstanceLifecycle).toBe('spot');
    expect(after?.StateReason).toEqual({
      Code: 'Server.SpotInstanceTermination',
      Message: 'Server.SpotInstanceTermination: Spot instance termination',
    });
    expect(after?.StateTransitionReason).toBe('');
  });

  it('is taken out of service by its group after the health check, and replaced in another zone', () => {
    prod.forward(5 * MINUTE);
    const activities = (prod.truth().scaling ?? []).filter(
      (one) => one.kind === 'auto-scaling-group' && date(one.at) > warnedAt,
    );
    const ended = activities.find((one) => one.description === `Terminating EC2 instance: ${id}`);
    expect(ended?.cause).toMatch(
      /^At \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ an instance was taken out of service in response to an EC2 health check indicating it has been terminated or stopped\.$/,
    );
    const fresh = (prod.truth().instances ?? []).find(
      (one) => one.group === victim?.group && date(one.launchedAt) > warnedAt + 120 * SECOND,
    );
    expect(fresh).toBeDefined();
    expect(fresh?.availabilityZone).not.toBe(victim?.availabilityZone);
  });

  it('is listed as terminated for about an hour, without its interface and addresses, and then no more', () => {
    const gone = instance(prod, id);
    expect(state(gone)).toBe('terminated');
    expect(gone?.NetworkInterfaces).toEqual([]);
    expect(gone?.PrivateIpAddress).toBeUndefined();
    prod.forward(50 * MINUTE);
    expect(state(instance(prod, id))).toBe('terminated');
    prod.forward(HOUR / 4);
    expect(instance(prod, id)).toBeUndefined();
  });
});

function tasksOn(of: Fleet, instanceId: string): AwsRecord[] {
  return (of.truth().tasks ?? []).filter(
    (task) => task.instanceId === instanceId && date(task.createdAt) < of.clock.now(),
  );
}

import { describe, expect, it } from '@jest/globals';
import { all, fleet, text } from './fleet.js';

const demo = fleet();

describe('identifiers have the shapes of AWS', () => {
  it('names tasks and container instances by 32 lower-case hex digits', () => {
    for (const task of all(demo.region, 'tasks'))
      expect(text(task.taskArn)).toMatch(/:task\/[^/]+\/[0-9a-f]{32}$/);
    for (const host of all(demo.region, 'containerInstances')) {
      expect(text(host.containerInstanceArn)).toMatch(/:container-instance\/[^/]+\/[0-9a-f]{32}$/);
    }
  });

  it('numbers deployments beyond 2^53, as strings', () => {
    const ids = all(demo.region, 'services').flatMap((one) =>
      (one.deployments as { id: string }[]).map(({ id }) => id),
    );
    for (const id of ids) expect(id).toMatch(/^ecs-svc\/\d{1,19}$/);
    expect(ids.filter((id) => BigInt(id.slice(8)) > BigInt(Number.MAX_SAFE_INTEGER)).length).toBe(ids.length);
  });

  it('gives events, attachments and activities UUIDs with dashes', () => {
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    const events = all(demo.region, 'services').flatMap((one) => one.events as { id: string }[]);
    const attachments = all(demo.region, 'tasks').flatMap((task) => task.attachments as { id: string }[]);
    expect(events.length).toBeGreaterThan(100);
    expect(attachments.length).toBeGreaterThan(50);
    for (const { id } of [...events, ...attachments]) expect(id).toMatch(uuid);
    for (const activity of demo.region.scalingActivities()) expect(text(activity.ActivityId)).toMatch(uuid);
  });

  it('gives EC2 ids 17 hex digits, target groups 16, databases db- and 26 characters', () => {
    for (const instance of demo.region.instances()) {
      expect(text(instance.InstanceId)).toMatch(/^i-[0-9a-f]{17}$/);
      expect(text(instance.ImageId)).toMatch(/^ami-[0-9a-f]{17}$/);
      expect(text(instance.SubnetId)).toMatch(/^subnet-[0-9a-f]{17}$/);
    }
    for (const one of all(demo.region, 'services')) {
      for (const balancer of one.loadBalancers as { targetGroupArn: string }[]) {
        expect(balancer.targetGroupArn).toMatch(/:targetgroup\/[a-z0-9-]{1,32}\/[0-9a-f]{16}$/);
      }
    }
    for (const db of demo.region.dbInstances()) expect(text(db.DbiResourceId)).toMatch(/^db-[A-Z0-9]{26}$/);
  });

  it('never uses the account of the documentation and never repeats a task id', () => {
    const many = fleet([], { accounts: 40, historyDays: 0 });
    expect(new Set(many.world.accounts()).size).toBe(40);
    for (const account of many.world.accounts()) {
      expect(account).toMatch(/^\d{12}$/);
      expect(account).not.toBe('123456789012');
    }
    const ids = (demo.truth().tasks ?? []).map((task) => task.taskArn);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

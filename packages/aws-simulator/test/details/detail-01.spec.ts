import { describe, expect, it } from '@jest/globals';
import type { AwsRecord } from '../../src/world/types.js';
import { all, fleet, text } from '../world/fleet.js';

const demo = fleet([{ kind: 'deployment', at: '-1d', on: { cluster: 'prod-kr', service: '*-api' } }]);
const { region } = demo;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const services = all(region, 'services');
const tail = (arn: unknown) => text(arn).split('/').at(-1) ?? '';

describe('detail 01: ids', () => {
  it('gives tasks and container instances 32 lower-case hex digits without dashes, none twice', () => {
    const arns = [
      ...(demo.truth().tasks ?? []).map((task) => task.taskArn),
      ...all(region, 'containerInstances').map((host) => host.containerInstanceArn),
    ];
    expect(arns.length).toBeGreaterThan(400);
    for (const arn of arns) expect(tail(arn)).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(arns).size).toBe(arns.length);
  });

  it('numbers deployments and service revisions above 2^53, as strings everywhere', () => {
    const startedBy = (demo.truth().tasks ?? [])
      .filter((task) => text(task.group).startsWith('service:'))
      .map((task) => text(task.startedBy));
    const ids = services.flatMap((one) =>
      [...(one.deployments as AwsRecord[]), ...((one.taskSets as AwsRecord[]) ?? [])].map(({ id }) =>
        text(id),
      ),
    );
    for (const id of [...startedBy, ...ids]) {
      expect(id).toMatch(/^ecs-svc\/\d{1,19}$/);
      expect(BigInt(id.slice('ecs-svc/'.length))).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
    }
    for (const one of services.flatMap((service) => region.ecs.serviceRevisions(text(service.serviceArn)))) {
      expect(tail(one.serviceRevisionArn)).toMatch(/^\d{19}$/);
      expect(Number(tail(one.serviceRevisionArn)).toString()).not.toBe(tail(one.serviceRevisionArn));
    }
  });

  it('gives service deployments 21 characters of letters, digits, dash and underscore', () => {
    const arns = services.flatMap((service) =>
      region.ecs.serviceDeployments(text(service.serviceArn)).map((one) => tail(one.serviceDeploymentArn)),
    );
    expect(arns.length).toBeGreaterThan(30);
    for (const id of arns) expect(id).toMatch(/^[A-Za-z0-9_-]{21}$/);
    expect(new Set(arns).size).toBe(arns.length);
  });

  it('gives events, attachments and activities of both services UUIDs with dashes', () => {
    const ids = [
      ...services.flatMap((one) => (one.events as AwsRecord[]).map(({ id }) => id)),
      ...all(region, 'tasks').flatMap((task) => (task.attachments as AwsRecord[]).map(({ id }) => id)),
      ...region.scalingActivities().map((one) => one.ActivityId),
      ...region.scaling.groupActivities().map((one) => one.ActivityId),
    ];
    expect(ids.length).toBeGreaterThan(500);
    for (const id of ids) expect(id).toMatch(UUID);
  });

  it('gives what belongs to EC2 17 hex digits, load balancers and target groups 16, databases 26 letters and digits', () => {
    for (const one of region.instances()) {
      expect(one.InstanceId).toMatch(/^i-[0-9a-f]{17}$/);
      expect(one.ImageId).toMatch(/^ami-[0-9a-f]{17}$/);
    }
    for (const one of region.network.subnets()) expect(one.SubnetId).toMatch(/^subnet-[0-9a-f]{17}$/);
    for (const one of region.network.networkInterfaces())
      expect(one.NetworkInterfaceId).toMatch(/^eni-[0-9a-f]{17}$/);
    const balancing = [
      ...region.loadBalancing.loadBalancers().map((one) => tail(one.LoadBalancerArn)),
      ...region.loadBalancing.targetGroups().map((one) => tail(one.TargetGroupArn)),
    ];
    expect(balancing.length).toBeGreaterThan(10);
    for (const suffix of balancing) expect(suffix).toMatch(/^[0-9a-f]{16}$/);
    for (const one of region.dbInstances()) expect(one.DbiResourceId).toMatch(/^db-[A-Z0-9]{26}$/);
  });

  it('never uses the account of the documentation', () => {
    for (const account of fleet([], { accounts: 40, historyDays: 0 }).world.accounts()) {
      expect(account).toMatch(/^\d{12}$/);
      expect(account).not.toBe('123456789012');
    }
  });
});

import { describe, expect, it } from '@jest/globals';
import type { AwsRecord } from '../../src/world/types.js';
import { all, date, fleet, HOUR, MINUTE, number, service, STARTED_AT, text } from './fleet.js';

const demo = fleet([{ kind: 'deployment', at: '-40m', on: { cluster: 'prod-kr', service: 'search-api' } }]);
const tasks = all(demo.region, 'tasks');
const running = tasks.filter((task) => task.lastStatus === 'RUNNING');
const detail = (task: AwsRecord, name: string) =>
  (task.attachments as { details: { name: string; value: string }[] }[])[0]?.details.find(
    (one) => one.name === name,
  )?.value ?? '';

describe('tasks are what ECS says of them', () => {
  it('tells Fargate tasks from EC2 tasks by runtime id, instance and platform', () => {
    for (const task of running) {
      const containers = task.containers as { runtimeId: string }[];
      expect(typeof task.cpu).toBe('string');
      expect(typeof task.memory).toBe('string');
      if (task.launchType === 'FARGATE') {
        const id = text(task.taskArn).split('/').at(-1);
        for (const { runtimeId } of containers) expect(runtimeId).toMatch(new RegExp(`^${id}-\\d{10}$`));
        expect(new Set(containers.map(({ runtimeId }) => runtimeId)).size).toBe(1);
        expect(task.containerInstanceArn).toBeUndefined();
        expect(task.platformVersion).toBe('1.4.0');
      } else {
        for (const { runtimeId } of containers) expect(runtimeId).toMatch(/^[0-9a-f]{64}$/);
        expect(task.containerInstanceArn).toBeDefined();
        expect(task.platformVersion).toBeUndefined();
      }
    }
    expect(new Set(running.map((task) => task.launchType))).toEqual(new Set(['FARGATE', 'EC2']));
  });

  it('gives a service under a capacity provider strategy no launch type while its tasks have one', () => {
    const strategic = all(demo.region, 'services').filter((one) => one.capacityProviderStrategy);
    expect(strategic.length).toBeGreaterThan(5);
    for (const one of strategic) expect(one.launchType).toBeUndefined();
    const groups = new Set(strategic.map((one) => `service:${text(one.serviceName)}`));
    for (const task of running.filter((one) => groups.has(text(one.group)))) {
      expect(task.launchType).toBeDefined();
      expect(task.capacityProviderName).toBeDefined();
    }
  });

  it('starts service tasks by their deployment and jobs by a rule or a schedule', () => {
    const whole = (demo.truth().tasks ?? []).map((task) => [text(task.group), text(task.startedBy)] as const);
    const jobs = whole.filter(([group]) => group.startsWith('family:'));
    expect(jobs.length).toBeGreaterThan(100);
    for (const [, startedBy] of jobs) expect(startedBy).toMatch(/^(events-rule|chronos-schedule)\/.{1,}$/);
    for (const [, startedBy] of jobs) expect(startedBy.length).toBeLessThanOrEqual(36);
    for (const [group, startedBy] of whole)
      if (group.startsWith('service:')) expect(startedBy).toMatch(/^ecs-svc\/\d+$/);
  });

  it('runs as many tasks as it lists, per service and per cluster', () => {
    for (const one of all(demo.region, 'services')) {
      const own = running.filter(
        (task) => task.group === `service:${text(one.serviceName)}` && task.clusterArn === one.clusterArn,
      );
      expect(own.length).toBe(one.runningCount);
    }
    for (const cluster of demo.region.clusters()) {
      expect(running.filter((task) => task.clusterArn === cluster.clusterArn).length).toBe(
        cluster.runningTasksCount,
      );
    }
  });

  it('forgets stopped tasks after about an hour, not before', () => {
    const listed = new Set(tasks.map((task) => task.taskArn));
    const stopped = (demo.truth().tasks ?? []).filter((task) => task.lastStatus === 'STOPPED');
    const recent = stopped.filter((task) => date(task.stoppedAt) > STARTED_AT - HOUR);
    const old = stopped.filter((task) => date(task.stoppedAt) < STARTED_AT - 70 * MINUTE);
    expect(recent.length).toBeGreaterThan(4);
    expect(recent.every((task) => listed.has(task.taskArn))).toBe(true);
    expect(old.some((task) => listed.has(task.taskArn))).toBe(false);
  });

  it('gives each awsvpc task an interface whose address lies in its subnet, beyond the first four', () => {
    const subnets = new Map(demo.region.instances().map((one) => [text(one.SubnetId), one]));
    expect(subnets.size).toBeGreaterThan(1);
    const addresses = new Set<string>();
    for (const task of running.filter((one) => (one.attachments as unknown[]).length > 0)) {
      const ip = detail(task, 'privateIPv4Address');
      expect(ip).toMatch(/^10\.\d+\.\d+\.\d+$/);
      const [a = 0, b = 0, c = 0, d = 0] = ip.split('.').map(Number);
      const offset = ((c % 16) << 8) + d;
      expect(offset).toBeGreaterThanOrEqual(4);
      expect(offset).toBeLessThan(4095);
      expect(detail(task, 'privateDnsName')).toBe(`ip-${a}-${b}-${c}-${d}.ap-northeast-2.compute.internal`);
      expect(detail(task, 'networkInterfaceId')).toMatch(/^eni-[0-9a-f]{17}$/);
      addresses.add(ip);
    }
    const attached = running.filter((one) => (one.attachments as unknown[]).length > 0);
    expect(addresses.size).toBe(attached.length);
  });

  it('names hosts .ec2.internal in us-east-1', () => {
    const virginia = fleet([], { regions: ['us-east-1'], historyDays: 0 });
    expect(text(virginia.region.instances()[0]?.PrivateDnsName)).toMatch(/\.ec2\.internal$/);
    expect(virginia.region.clusters()[0]?.clusterArn).toContain(':us-east-1:');
  });

  it('shows the task interface on its instance, described by the attachment', () => {
    const onHosts = running.filter(
      (task) => task.launchType === 'EC2' && (task.attachments as unknown[]).length > 0,
    );
    expect(onHosts.length).toBeGreaterThan(1);
    const interfaces = demo.region.instances().flatMap((one) => one.NetworkInterfaces as AwsRecord[]);
    for (const task of onHosts) {
      const [attachment] = task.attachments as { id: string }[];
      const found = interfaces.find((one) => text(one.Description).endsWith(`:attachment/${attachment?.id}`));
      expect(found?.NetworkInterfaceId).toBe(detail(task, 'networkInterfaceId'));
      expect((found?.Attachment as { DeleteOnTermination: boolean }).DeleteOnTermination).toBe(false);
      expect((found?.Attachment as { DeviceIndex: number }).DeviceIndex).toBeGreaterThan(0);
    }
  });

  it('keeps the details of a deleted attachment', () => {
    const gone = tasks.filter(
      (task) => task.lastStatus === 'STOPPED' && (task.attachments as unknown[]).length > 0,
    );
    expect(gone.length).toBeGreaterThan(3);
    for (const task of gone) {
      expect((task.attachments as { status: string }[])[0]?.status).toBe('DELETED');
      expect(detail(task, 'privateIPv4Address')).toMatch(/^10\./);
    }
  });

  it('drains a stopping task for the deregistration delay before its containers end', () => {
    const old = (demo.truth().tasks ?? []).filter(
      (task) =>
        task.group === 'service:search-api' &&
        task.stoppedAt !== undefined &&
        date(task.stoppingAt) > STARTED_AT - HOUR,
    );
    expect(old.length).toBeGreaterThan(2);
    for (const task of old) {
      expect(date(task.executionStoppedAt) - date(task.stoppingAt)).toBeGreaterThanOrEqual(10_000);
      expect(date(task.stoppedAt)).toBeGreaterThan(date(task.executionStoppedAt));
    }
  });

  it('registers container instances with less memory than nominal, the five ports, one daemon each and two awsvpc tasks at most', () => {
    const hosts = demo.region
      .clusters()
      .flatMap((cluster) => demo.region.containerInstances(text(cluster.clusterArn)));
    expect(hosts.length).toBeGreaterThan(10);
    for (const host of hosts) {
      const registered = host.registeredResources as {
        name: string;
        integerValue: number;
        stringSetValue?: string[];
      }[];
      const memory = number(registered.find((one) => one.name === 'MEMORY')?.integerValue);
      expect(memory).toBeGreaterThan(7500);
      expect(memory).toBeLessThan(8192);
      expect(registered.find((one) => one.name === 'PORTS')?.stringSetValue).toEqual([
        '22',
        '2375',
        '2376',
        '51678',
        '51679',
      ]);
      const own = running.filter((task) => task.containerInstanceArn === host.containerInstanceArn);
      expect(own.length).toBe(host.runningTasksCount);
      expect(own.filter((task) => (task.attachments as unknown[]).length > 0).length).toBeLessThanOrEqual(2);
      if (text(host.containerInstanceArn).includes('prod-kr-ec2')) {
        expect(own.filter((task) => task.group === 'service:node-log-agent').length).toBe(1);
      }
    }
    expect(service(demo.region, 'node-log-agent').schedulingStrategy).toBe('DAEMON');
  });

  it('lets the agent connection flicker for seconds several times an hour', () => {
    const watched = fleet([], { historyDays: 0 });
    const cluster = text(watched.region.clusters()[1]?.clusterArn);
    let flickers = 0;
    let before = true;
    for (let second = 0; second < 3600; second += 1) {
      watched.clock.time += 1000;
      const connected = watched.region.containerInstances(cluster)[0]?.agentConnected === true;
      if (before && !connected) flickers += 1;
      before = connected;
    }
    expect(flickers).toBeGreaterThanOrEqual(2);
    expect(flickers).toBeLessThanOrEqual(4);
  });
});

import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { loadScenarios } from '../../src/cli/files.js';
import { DEFAULT_FLEET } from '../../src/index.js';
import { createWorld } from '../../src/world/index.js';
import type { AwsRecord, Region, World } from '../../src/world/types.js';
import {
  all,
  average,
  databaseSeries,
  MINUTE,
  number,
  serviceSeries,
  STARTED_AT,
  TestClock,
  text,
} from './fleet.js';

const NAMES = readdirSync(new URL('../../src/scenarios/builtin/', import.meta.url)).map((file) =>
  file.replace('.yaml', ''),
);

/** The default fleet with one built-in scenario, as `--scenario NAME` starts it. */
function play(name: string): { world: World; region: Region } {
  const world = createWorld(
    { ...DEFAULT_FLEET, historyDays: 2, startedAt: STARTED_AT },
    loadScenarios([name]),
    new TestClock(),
  );
  const region = world.region(world.accounts()[0] ?? '', 'ap-northeast-2');
  if (!region) throw new Error('the default fleet has no region');
  return { world, region };
}

const service = (region: Region, name: string): AwsRecord => {
  const found = all(region, 'services').find((one) => one.serviceName === name);
  if (!found) throw new Error(`no service ${name}`);
  return found;
};
const stopped = (region: Region, name: string, reason: string | RegExp) =>
  all(region, 'tasks').filter(
    (task) =>
      task.group === `service:${name}` &&
      task.lastStatus === 'STOPPED' &&
      new RegExp(reason).test(JSON.stringify([task.stoppedReason, task.containers])),
  );
const cpuOf = (region: Region, cluster: string, name: string, at: number) =>
  number(average(region, serviceSeries(region, cluster, name, 'CPUUtilization'), at));

/** What each shows while it is played, a few minutes or hours after it began. */
const SHOWS: Record<string, (region: Region) => void> = {
  'bad-deploy': (region) => {
    const [primary] = service(region, 'checkout-api').deployments as AwsRecord[];
    expect(primary?.rolloutState).toBe('FAILED');
    expect(stopped(region, 'checkout-api', 'failed ELB health checks').length).toBeGreaterThan(2);
  },
  'oom-loop': (region) =>
    expect(stopped(region, 'order-worker', 'OutOfMemoryError').length).toBeGreaterThan(5),
  'image-pull': (region) =>
    expect(stopped(region, 'notification-sender', 'CannotPullContainerError').length).toBeGreaterThan(3),
  'health-check': (region) =>
    expect(stopped(region, 'user-api', 'failed ELB health checks').length).toBeGreaterThan(3),
  crashing: (region) =>
    expect(stopped(region, 'inventory-api', 'Essential container').length).toBeGreaterThan(8),
  'noisy-neighbour': (region) =>
    expect(cpuOf(region, 'prod-kr-ec2', 'ReportWorkerService', STARTED_AT - 5 * MINUTE)).toBeGreaterThan(250),
  'connection-exhaustion': (region) => {
    const held = databaseSeries(region, 'users-db', 'DatabaseConnections');
    const before = number(average(region, held, STARTED_AT - 60 * MINUTE));
    expect(number(average(region, held, STARTED_AT - 5 * MINUTE))).toBeGreaterThan(10 * before);
  },
  'at-maximum': (region) => {
    const target = region
      .scalableTargets()
      .find((one) => text(one.ResourceId).endsWith('prod-kr/checkout-api'));
    expect(service(region, 'checkout-api').desiredCount).toBe(target?.MaxCapacity);
    expect(cpuOf(region, 'prod-kr', 'checkout-api', STARTED_AT - 5 * MINUTE)).toBeGreaterThan(85);
    expect(region.scalingActivities().some((one) => one.NotScaledReasons)).toBe(true);
  },
  'credits-out': (region) => {
    const burst = region.instances().filter((one) => one.InstanceType === 't3.large');
    expect(burst.length).toBeGreaterThan(1);
    for (const one of burst) {
      const credits = region.findSeries('AWS/EC2', 'CPUCreditBalance', [
        { Name: 'InstanceId', Value: text(one.InstanceId) },
      ]);
      if (!credits) throw new Error('a burstable instance without credits');
      expect(average(region, credits, STARTED_AT - 20 * MINUTE)).toBe(0);
    }
  },
  'database-failover': (region) => {
    const held = databaseSeries(region, 'orders-db', 'DatabaseConnections');
    expect(average(region, held, STARTED_AT - 5 * MINUTE)).toBe(0);
  },
  'zone-shortage': (region) => {
    const worker = service(region, 'order-worker');
    expect(number(worker.runningCount)).toBeLessThan(number(worker.desiredCount) - 2);
    expect(JSON.stringify(worker.events)).toContain('Capacity is unavailable at this time');
  },
  'spot-wave': (region) => {
    const lost = all(region, 'tasks').filter((task) => task.stopCode === 'SpotInterruption');
    expect(lost.length).toBeGreaterThan(3);
    expect(new Set(lost.map((task) => task.availabilityZone)).size).toBe(1);
  },
  'storage-night': (region) => {
    const free = databaseSeries(region, 'catalog-db', 'FreeStorageSpace');
    const before = number(average(region, free, STARTED_AT - 8 * 60 * MINUTE));
    expect(number(average(region, free, STARTED_AT - 10 * MINUTE))).toBeLessThan(0.4 * before);
  },
  'slow-database': (region) => {
    const latency = databaseSeries(region, 'orders-db', 'ReadLatency');
    const before = number(average(region, latency, STARTED_AT - 60 * MINUTE));
    expect(number(average(region, latency, STARTED_AT - 10 * MINUTE))).toBeGreaterThan(5 * before);
  },
  'replica-behind': (region) => {
    const lag = databaseSeries(region, 'orders-db-replica', 'ReplicaLag');
    expect(number(average(region, lag, STARTED_AT - 5 * MINUTE))).toBeGreaterThan(300);
  },
  rollouts: (region) => {
    const newest = (name: string): AwsRecord => {
      const found = region.ecs.serviceDeployments(text(service(region, name).serviceArn));
      const [last] = found.toSorted((a, b) => Number(b.createdAt) - Number(a.createdAt));
      return last ?? {};
    };
    const weight = (name: string) =>
      number((newest(name).targetServiceRevision as AwsRecord).requestedProductionTrafficWeight);
    for (const name of ['payment-api', 'catalog-api', 'user-api'])
      expect([name, newest(name).status]).toEqual([name, 'IN_PROGRESS']);
    expect(weight('catalog-api')).toBeLessThanOrEqual(10);
    expect([20, 40, 60]).toContain(weight('user-api'));
    expect(newest('user-api').deploymentConfiguration).toMatchObject({
      strategy: 'LINEAR',
      linearConfiguration: { stepPercent: 20, stepBakeTimeInMinutes: 3 },
    });
    expect(newest('payment-api').deploymentConfiguration).toMatchObject({
      strategy: 'BLUE_GREEN',
      lifecycleHooks: [{ lifecycleStages: ['POST_SCALE_UP', 'POST_TEST_TRAFFIC_SHIFT'] }],
    });
    for (const name of ['search-api', 'inventory-api'])
      expect(region.ecs.taskSets(text(service(region, name).serviceArn))).toHaveLength(2);
    expect(service(region, 'inventory-api').deploymentController).toEqual({ type: 'EXTERNAL' });
  },
};

describe('built-in scenarios', () => {
  it('are each played by name here, beside the demo and the quiet fleet', () => {
    expect(NAMES.filter((name) => name !== 'demo' && name !== 'quiet').sort()).toEqual(
      Object.keys(SHOWS).sort(),
    );
  });

  it.each(Object.keys(SHOWS))('%s is going on when the fleet starts', (name) => {
    const { world, region } = play(name);
    const { incidents = [] } = world.truth({ from: 0, to: STARTED_AT + 1, parts: ['incidents'] });
    expect(incidents.filter((one) => one.outcome !== undefined)).toEqual([]);
    SHOWS[name]?.(region);
  });
});

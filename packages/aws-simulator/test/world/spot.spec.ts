import { describe, expect, it } from '@jest/globals';
import { date, fleet, HOUR, MINUTE, STARTED_AT, tasksOf, text } from './fleet.js';

const at = STARTED_AT - HOUR;
const wave = fleet([
  {
    kind: 'fargate-spot-wave',
    at: '-1h',
    duration: '30m',
    on: { cluster: 'prod-kr' },
    parameters: { az: 'a', share: 100, spreadSeconds: 300 },
  },
  {
    kind: 'fargate-spot-wave',
    at: '-1h',
    duration: '30m',
    on: { cluster: 'stage-kr' },
    parameters: { share: 100, spreadSeconds: 60 },
  },
  {
    kind: 'instance-spot-interruption',
    at: '-1h',
    on: { cluster: 'prod-kr-ec2', spot: true, az: 'a', pick: 1 },
    parameters: { spreadSeconds: 1 },
  },
]);
const interrupted = (wave.truth().tasks ?? []).filter((task) => task.stopCode === 'SpotInterruption');

describe('Spot takes back what it gave', () => {
  it('interrupts Fargate Spot tasks of several services in one zone within minutes', () => {
    const own = interrupted.filter((task) => text(task.clusterArn).endsWith('/prod-kr'));
    expect(new Set(own.map((task) => task.group)).size).toBeGreaterThan(1);
    for (const task of own) {
      expect(task.stoppedReason).toBe('Your Spot Task was interrupted.');
      expect(task.availabilityZone).toBe('ap-northeast-2a');
      expect(task.capacityProviderName).toBe('FARGATE_SPOT');
      expect(date(task.stoppingAt) - at).toBeLessThan(6 * MINUTE);
    }
  });

  it('ends them within 120 s, with 143 or 0 where SIGTERM is handled and 137 where not', () => {
    expect(interrupted.length).toBeGreaterThan(5);
    for (const task of interrupted) {
      expect(date(task.executionStoppedAt) - date(task.stoppingAt)).toBeLessThanOrEqual(120_000);
      expect([0, 143, 137]).toContain(task.exitCode);
    }
    expect(interrupted.some((task) => task.exitCode === 137)).toBe(true);
    expect(interrupted.some((task) => task.exitCode !== 137)).toBe(true);
  });

  it('tells that capacity is unavailable and never falls back to FARGATE', () => {
    const lines = (wave.truth().serviceEvents ?? [])
      .filter((event) => date(event.createdAt) > at)
      .map((event) => text(event.message));
    expect(
      lines.some((line) =>
        line.endsWith(
          'was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone',
        ),
      ),
    ).toBe(true);
    const started = tasksOf(wave, 'stg-web-gateway').filter(
      (task) => date(task.createdAt) > at && date(task.createdAt) < at + 30 * MINUTE,
    );
    expect(started.filter((task) => task.capacityProviderName === 'FARGATE')).toEqual([]);
  });

  it('ends an EC2 Spot instance two minutes after the warning, its tasks with it, and replaces it in another zone', () => {
    const lost = wave.region
      .instances()
      .find(
        (one) => (one.State as { Name: string }).Name === 'terminated' && one.InstanceLifecycle === 'spot',
      );
    expect(lost?.StateReason).toEqual({
      Code: 'Server.SpotInstanceTermination',
      Message: 'Server.SpotInstanceTermination: Spot instance termination',
    });
    const record = (wave.truth().instances ?? []).find((one) => one.instanceId === lost?.InstanceId);
    const victims = (wave.truth().tasks ?? []).filter(
      (task) =>
        task.instanceId === lost?.InstanceId &&
        task.stoppedReason === `Host EC2 (instance ${text(lost?.InstanceId)}) terminated.`,
    );
    expect(victims.length).toBeGreaterThan(0);
    for (const task of victims) expect(date(task.stoppingAt) - at).toBeGreaterThanOrEqual(120_000);
    const replacement = (wave.truth().instances ?? []).find(
      (one) => one.spot === true && date(one.launchedAt) > at && one.group === record?.group,
    );
    expect(replacement).toBeDefined();
    expect(replacement?.availabilityZone).not.toBe(record?.availabilityZone);
    const causes = (wave.truth().scaling ?? []).map((one) => text(one.cause));
    expect(
      causes.some((cause) =>
        cause.endsWith(
          'an instance was taken out of service in response to an EC2 health check indicating it has been terminated or stopped.',
        ),
      ),
    ).toBe(true);
  });

  it('shows a terminated instance for about an hour', () => {
    const later = fleet(
      [
        { kind: 'instance-terminated', at: '-3h', on: { group: '*-general', pick: 1 } },
        { kind: 'instance-terminated', at: '-20m', on: { group: '*-general', pick: 1 } },
      ],
      { historyDays: 1 },
    );
    const terminated = later.region
      .instances()
      .filter((one) => (one.State as { Name: string }).Name === 'terminated');
    expect(terminated).toHaveLength(1);
    expect((terminated[0]?.State as { Code: number }).Code).toBe(48);
    expect(terminated[0]?.PrivateIpAddress).toBeUndefined();
    expect(text(terminated[0]?.StateTransitionReason)).toMatch(
      /^User initiated \(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d GMT\)$/,
    );
  });
});

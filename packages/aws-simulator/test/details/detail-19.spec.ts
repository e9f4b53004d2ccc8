import { describe, expect, it } from '@jest/globals';
import { all, date, fleet, HOUR, MINUTE, STARTED_AT, text } from '../world/fleet.js';

const at = STARTED_AT - HOUR;
const of = fleet([
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
]);
const tasks = of.truth().tasks ?? [];
const interrupted = tasks.filter((task) => task.stopCode === 'SpotInterruption');
const wave = interrupted.filter((task) => text(task.clusterArn).endsWith('/prod-kr'));
const handles = (group: string) => !['web-gateway', 'report-worker', 'notification-sender'].includes(group);

describe('detail 19: Fargate Spot', () => {
  it('takes tasks of several services in one zone within minutes, and says so', () => {
    expect(wave.length).toBeGreaterThan(4);
    expect(new Set(wave.map((task) => task.group)).size).toBeGreaterThan(2);
    expect(new Set(wave.map((task) => task.availabilityZone))).toEqual(new Set(['ap-northeast-2a']));
    for (const task of wave) {
      expect(task.stoppedReason).toBe('Your Spot Task was interrupted.');
      expect(task.capacityProviderName).toBe('FARGATE_SPOT');
      expect(date(task.stoppingAt) - at).toBeGreaterThanOrEqual(0);
      expect(date(task.stoppingAt) - at).toBeLessThan(6 * MINUTE);
    }
  });

  it('ends them at most 120 s after the notice: 137 where nobody hears SIGTERM, 143 or a clean 0 where somebody does', () => {
    for (const task of interrupted)
      expect(date(task.executionStoppedAt) - date(task.stoppingAt)).toBeLessThanOrEqual(120_000);
    for (const task of wave)
      expect(task.exitCode === 137).toBe(!handles(text(task.group).slice('service:'.length)));
    expect(new Set(interrupted.map((task) => task.exitCode))).toContain(143);
    expect(new Set(interrupted.map((task) => task.exitCode))).toContain(137);
  });

  it('tells that capacity is unavailable', () => {
    const lines = (of.truth().serviceEvents ?? [])
      .filter((event) => date(event.createdAt) > at)
      .map((event) => text(event.message));
    const wanted =
      'was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone';
    expect(lines.some((line) => line.endsWith(wanted))).toBe(true);
  });

  it('never falls back to FARGATE: while nothing is to be had, what the strategy gives to Spot is missing', () => {
    const replaced = tasks.filter(
      (task) =>
        text(task.clusterArn).endsWith('/stage-kr') &&
        text(task.group).startsWith('service:') &&
        date(task.createdAt) > at &&
        date(task.createdAt) < at + 29 * MINUTE,
    );
    expect(replaced.filter((task) => task.capacityProviderName === 'FARGATE_SPOT')).toEqual([]);
    const strategic = all(of.region, 'services').filter(
      (one) =>
        text(one.clusterArn).endsWith('/stage-kr') &&
        JSON.stringify(one.capacityProviderStrategy).includes('FARGATE_SPOT'),
    );
    expect(strategic.length).toBeGreaterThan(1);
    for (const one of strategic) {
      const lost = interrupted.filter((task) => task.group === `service:${text(one.serviceName)}`).length;
      const moved = replaced.filter(
        (task) =>
          task.group === `service:${text(one.serviceName)}` && task.capacityProviderName === 'FARGATE',
      ).length;
      expect(lost).toBeGreaterThan(0);
      expect(moved).toBeLessThanOrEqual(1);
    }
  });
});

import { describe, expect, it } from '@jest/globals';
import type { AwsRecord } from '../../src/world/types.js';
import { all, fleet, text } from '../world/fleet.js';

const of = fleet([], { historyDays: 8 });
const runs = (of.truth().tasks ?? []).filter(
  (task) => text(task.group).startsWith('service:') && task.startedAt,
);
const at = (task: AwsRecord, phase: string) => Date.parse(text(task[phase]));
const seconds = (task: AwsRecord, from: string, to: string) => (at(task, to) - at(task, from)) / 1000;
// Tasks that were there when the history began tell of phases before it; the rest began under our eyes.
const begun = runs.filter((task) => at(task, 'createdAt') > of.world.startedAt - 8 * 86_400_000);
const fargate = begun.filter((task) => task.launchType === 'FARGATE');
const ec2 = begun.filter((task) => task.launchType === 'EC2');
const share = (values: number[], low: number, high: number) =>
  values.filter((value) => value >= low && value <= high).length / values.length;

describe('detail 13: seconds of the phases', () => {
  it('connects a Fargate task 3 to 10 s after its creation and begins the pull 8 to 20 s later', () => {
    expect(fargate.length).toBeGreaterThan(300);
    for (const task of fargate) {
      expect(seconds(task, 'createdAt', 'connectivityAt')).toBeGreaterThanOrEqual(3);
      expect(seconds(task, 'createdAt', 'connectivityAt')).toBeLessThanOrEqual(10);
      expect(seconds(task, 'connectivityAt', 'pullStartedAt')).toBeGreaterThanOrEqual(8);
      expect(seconds(task, 'connectivityAt', 'pullStartedAt')).toBeLessThanOrEqual(20);
    }
  });

  it('pulls for 5 to 60 s, longer for a larger image, and starts within 1 to 20 s more', () => {
    const pulls = new Map<string, number[]>();
    for (const task of fargate) {
      const group = text(task.group);
      pulls.set(group, [...(pulls.get(group) ?? []), seconds(task, 'pullStartedAt', 'pullStoppedAt')]);
      expect(seconds(task, 'pullStoppedAt', 'startedAt')).toBeGreaterThanOrEqual(1);
      expect(seconds(task, 'pullStoppedAt', 'startedAt')).toBeLessThanOrEqual(20);
    }
    expect(share([...pulls.values()].flat(), 4.4, 60)).toBe(1);
    const means = [...pulls.values()].map(
      (values) => values.reduce((sum, one) => sum + one, 0) / values.length,
    );
    expect(Math.max(...means)).toBeGreaterThan(3 * Math.min(...means));
  });

  it('starts an EC2 task with a cached image in 2 to 10 s in all', () => {
    const cached = ec2.filter((task) => seconds(task, 'pullStartedAt', 'pullStoppedAt') < 1.3);
    expect(cached.length).toBeGreaterThan(10);
    expect(
      share(
        cached.map((task) => (at(task, 'startedAt') - at(task, 'pullStartedAt')) / 1000 + 1),
        1.9,
        10,
      ),
    ).toBe(1);
  });

  it('stops for as long as the target group drains, and longer where SIGTERM is not handled', () => {
    const drain = new Map(
      all(of.region, 'services')
        .filter((one) => (one.loadBalancers as unknown[]).length > 0)
        .map((one) => [text(one.serviceName), one]),
    );
    const stopped = runs.filter(
      (task) =>
        task.executionStoppedAt &&
        text(task.stoppedReason).startsWith('Scaling activity') &&
        drain.has(text(task.group).slice('service:'.length)),
    );
    expect(stopped.length).toBeGreaterThan(100);
    for (const task of stopped) {
      const took = seconds(task, 'stoppingAt', 'executionStoppedAt');
      expect(took).toBeGreaterThanOrEqual(10);
      // Ten seconds to leave the target group, its delay, and stopTimeout.
      expect(took).toBeLessThanOrEqual(11 + 60 + 31);
      if (task.exitCode === 137) expect(took).toBeGreaterThanOrEqual(10 + 30);
    }
    expect(new Set(stopped.map((task) => task.exitCode)).size).toBeGreaterThan(1);
    for (const task of stopped) expect(seconds(task, 'executionStoppedAt', 'stoppedAt')).toBeLessThan(30);
  });
});

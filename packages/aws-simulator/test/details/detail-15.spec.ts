import { describe, expect, it } from '@jest/globals';
import type { AwsRecord } from '../../src/world/types.js';
import {
  all,
  average,
  date,
  fleet,
  HOUR,
  MINUTE,
  number,
  serviceSeries,
  STARTED_AT,
  tasksOf,
  text,
} from '../world/fleet.js';

const from = STARTED_AT - 2 * HOUR;
const of = fleet([
  {
    kind: 'out-of-memory',
    at: '-2h',
    duration: '3h',
    on: { cluster: 'prod-kr', service: 'order-worker' },
    parameters: { lives: [480, 660] },
  },
]);
const killed = tasksOf(of, 'order-worker')
  .filter((task) => date(task.createdAt) > from && text(task.reason ?? '').startsWith('OutOfMemoryError'))
  .sort((a, b) => date(a.startedAt) - date(b.startedAt));
const memory = serviceSeries(of.region, 'prod-kr', 'order-worker', 'MemoryUtilization');

describe('detail 15: out of memory', () => {
  it('is told by the container and its exit code, while the task says only that it exited', () => {
    expect(killed.length).toBeGreaterThan(15);
    const shown = all(of.region, 'tasks').filter(
      (task) => task.group === 'service:order-worker' && task.lastStatus === 'STOPPED',
    );
    expect(shown.length).toBeGreaterThan(5);
    for (const task of shown) {
      expect([task.stopCode, task.stoppedReason]).toEqual([
        'EssentialContainerExited',
        'Essential container in task exited',
      ]);
      expect((task.containers as AwsRecord[])[0]).toMatchObject({
        exitCode: 137,
        reason: 'OutOfMemoryError: Container killed due to memory usage',
      });
    }
  });

  it('leaves the average of the service near 60 to 70 % while the maximum touches 95 to 100', () => {
    const minutes = Array.from({ length: 90 }, (_, i) => STARTED_AT - (i + 4) * MINUTE);
    const averages = minutes.map((at) => number(average(of.region, memory, at)));
    const mean = averages.reduce((sum, one) => sum + one, 0) / averages.length;
    expect(mean).toBeGreaterThan(45);
    expect(mean).toBeLessThan(75);
    const highest = Math.max(...minutes.map((at) => of.region.datapoint(memory, at)?.maximum ?? 0));
    expect(highest).toBeGreaterThan(95);
    expect(highest).toBeLessThanOrEqual(100);
  });

  it('does not back off, because every task reached RUNNING', () => {
    const ends = killed.map((task) => date(task.stoppingAt));
    const starts = tasksOf(of, 'order-worker').map((task) => date(task.createdAt));
    for (const end of ends.filter((at) => at < STARTED_AT - 2 * MINUTE))
      expect(starts.some((start) => start > end && start < end + MINUTE)).toBe(true);
  });

  it('kills tasks of similar age, out of step with each other', () => {
    const lives = killed.map((task) => (date(task.stoppingAt) - date(task.startedAt)) / 1000);
    expect(Math.min(...lives)).toBeGreaterThan(400);
    expect(Math.max(...lives)).toBeLessThan(760);
    const minutes = new Set(killed.map((task) => Math.floor(date(task.stoppingAt) / MINUTE)));
    expect(minutes.size).toBeGreaterThan(killed.length / 3);
  });
});

import { describe, expect, it } from '@jest/globals';
import { all, date, fleet, MINUTE, STARTED_AT, tasksOf, text } from './fleet.js';

describe('a task that protects itself from scale-in', () => {
  const of = fleet([
    {
      kind: 'scale',
      at: '-3h',
      on: { cluster: 'prod-kr', service: 'image-resizer' },
      parameters: { desired: 9 },
    },
    {
      kind: 'scaling-bounds',
      at: '+1m',
      on: { cluster: 'prod-kr', service: 'image-resizer' },
      parameters: { min: 1, max: 1 },
    },
  ]);
  const clusterArn = text(
    of.region.clusters().find((cluster) => cluster.clusterName === 'prod-kr')?.clusterArn,
  );
  const own = new Set(
    all(of.region, 'tasks')
      .filter((task) => task.group === 'service:image-resizer' && task.lastStatus === 'RUNNING')
      .map((task) => task.taskArn),
  );
  const guarded = of.region.ecs
    .taskProtections(clusterArn)
    .filter((one) => own.has(one.taskArn) && one.protectionEnabled);
  of.forward(70 * MINUTE);

  it('stays until its protection ends, while the others go at once', () => {
    expect(guarded.length).toBeGreaterThan(0);
    expect(guarded.length).toBeLessThan(own.size);
    const until = new Map(guarded.map((one) => [one.taskArn, date(one.expirationDate)]));
    const stopped = tasksOf(of, 'image-resizer').filter((task) => own.has(task.taskArn) && task.stoppingAt);
    expect(stopped.length).toBe(own.size - 1);
    for (const task of stopped) {
      const end = until.get(task.taskArn);
      if (end !== undefined) expect(date(task.stoppingAt)).toBeGreaterThanOrEqual(end);
    }
    const early = stopped.filter((task) => date(task.stoppingAt) < STARTED_AT + 3 * MINUTE);
    expect(early.length).toBeGreaterThan(0);
  });
});

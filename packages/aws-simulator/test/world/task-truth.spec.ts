import { describe, expect, it } from '@jest/globals';
import { fleet, STARTED_AT, text } from './fleet.js';

const on = (name: string) => ({ cluster: 'prod-kr', service: name });
const told = fleet([
  { kind: 'crash-loop', at: '-6h', duration: '15m', on: on('inventory-api') },
  {
    kind: 'out-of-memory',
    at: '-3h',
    duration: '1h',
    on: on('order-worker'),
    parameters: { lives: [200, 400] },
  },
  { kind: 'deployment', at: '-2h', on: on('user-api') },
]).truth();
const tasks = told['tasks'] ?? [];
const idOf = (task: (typeof tasks)[number]): string => text(task.taskArn).split('/').at(-1) ?? '';
const byId = new Map(tasks.map((task) => [idOf(task), task]));

describe('the truth about a task', () => {
  it('says what ended it, whatever ECS says', () => {
    const crashed = tasks.filter(({ endedBy }) => endedBy === 'crash');
    const killed = tasks.filter(({ endedBy }) => endedBy === 'out-of-memory');
    expect(crashed.length).toBeGreaterThan(5);
    expect(killed.length).toBeGreaterThan(5);
    for (const { stopCode } of [...crashed, ...killed]) expect(stopCode).toBe('EssentialContainerExited');
    expect(tasks.some(({ endedBy }) => endedBy === 'rollout')).toBe(true);
    for (const task of tasks) if (task.stoppedAt !== undefined) expect(task.endedBy).toBeDefined();
  });

  it('links a lost task and the one that took its place, both ways', () => {
    const lost = tasks.filter(({ replacedBy }) => replacedBy !== undefined);
    expect(lost.length).toBeGreaterThan(10);
    for (const task of lost) {
      const fresh = byId.get(text(task.replacedBy));
      expect(fresh?.replaces).toBe(idOf(task));
      expect(fresh?.startedBy).toBe(task.startedBy);
      expect(Date.parse(text(fresh?.createdAt))).toBeGreaterThan(Date.parse(text(task.stoppingAt)));
    }
    const planned = tasks.filter(({ endedBy }) => endedBy === 'rollout' || endedBy === 'scale-in');
    for (const { replacedBy } of planned) expect(replacedBy).toBeUndefined();
  });

  it('tells the end of draining between the stop and the end of the containers', () => {
    const drained = tasks.filter(({ drainedAt }) => drainedAt !== undefined);
    expect(drained.length).toBeGreaterThan(5);
    for (const {
      stoppingAt,
      drainedAt,
      executionStoppedAt = new Date(STARTED_AT).toISOString(),
    } of drained) {
      expect(Date.parse(text(drainedAt))).toBeGreaterThan(Date.parse(text(stoppingAt)));
      expect(Date.parse(text(drainedAt))).toBeLessThanOrEqual(Date.parse(text(executionStoppedAt)));
    }
  });
});

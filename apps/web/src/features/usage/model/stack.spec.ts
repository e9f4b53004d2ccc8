import { describe, expect, it } from '@jest/globals';
import type { UsageAnswer, UsageTask } from '@danji/shared';
import { drawnAs, marksOfUse, recent, stackOf } from './stack';

const task = (n: number, name: string, cpu: (number | null)[]): UsageTask => ({
  id: `task-${n}`,
  taskId: `${n}`.repeat(32),
  serviceId: null,
  name,
  family: name,
  revision: 1,
  createdAt: '2026-11-23T05:00:00.000Z',
  startedAt: null,
  stoppedAt: null,
  reserved: { cpu: 256, memory: 512 },
  cpu,
  memory: cpu,
  network: cpu,
  storage: cpu,
});
const answer = (tasks: UsageTask[], capacity: UsageAnswer['capacity']): UsageAnswer =>
  ({ t: ['a', 'b'], tasks, capacity }) as unknown as UsageAnswer;

describe('the stack of a host', () => {
  const many = Array.from({ length: 8 }, (_, n) => task(n, n < 2 ? 'web' : `job-${n}`, [n * 10, null]));

  it('shows the five greatest and adds the others up; what is not known stays unknown', () => {
    const stack = stackOf(answer(many, { cpu: 1000, memory: 4096 }), 'cpu', (count) => `${count} others`);
    expect(stack.map(({ label }) => label)).toEqual([
      'job-7',
      'job-6',
      'job-5',
      'job-4',
      'job-3',
      '3 others',
    ]);
    expect(stack[0]?.values).toEqual([7, null]);
    expect(stack.at(-1)?.values).toEqual([3, null]);
  });

  it('tells tasks of one name apart', () => {
    const stack = stackOf(answer(many.slice(0, 2), null), 'cpu', String);
    expect(stack.map(({ label }) => label)).toEqual(['web 111111', 'web 000000']);
  });

  it('is a share where the host is known, and the amount itself where not', () => {
    expect(drawnAs(answer([], { cpu: 2048, memory: null }), 'cpu').unit).toBe('percent');
    expect(drawnAs(answer([], null), 'cpu').unit).toBe('count');
  });

  it('reads the latest use over what is known', () => {
    expect(recent([1, null, 3, 5, null], 2)).toBe(4);
    expect(recent([null], 2)).toBeNull();
  });

  it('marks what started and stopped within the range, and the moment at which the host became slow', () => {
    const born = { ...task(1, 'web', []), startedAt: '2026-11-23T05:10:00.000Z' };
    const gone = { ...task(2, 'job', []), stoppedAt: '2026-11-23T05:20:00.000Z' };
    const marks = marksOfUse(
      {
        ...answer([born, gone, task(3, 'old', [])], null),
        from: '2026-11-23T05:00:00.000Z',
        to: '2026-11-23T06:00:00.000Z',
        onset: { at: '2026-11-23T05:30:00.000Z', by: 'latency' },
      },
      { started: (name) => `+${name}`, stopped: (name) => `-${name}`, onset: 'slow' },
    );
    expect(marks.map(({ kind, title }) => [kind, title])).toEqual([
      ['config', '+web'],
      ['stop', '-job'],
      ['config', 'slow'],
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPerformanceRecord, type TaskMinute } from './performance-record.js';
import { usageHours } from './usage-hours.js';
import { wholeUntil } from './whole-minutes.js';

const AT = Date.UTC(2026, 10, 23, 5);
const ID = '7ac4dfba69214411b4783a3b8189c9ba';
const event = (rest: object): string =>
  JSON.stringify({ Version: '0', Type: 'Task', TaskId: ID, Timestamp: AT + 61_000, ...rest });

describe('an event of the performance log', () => {
  it('is read where it is of a task, with what it says', () => {
    const told = {
      CpuUtilized: 12.5,
      MemoryUtilized: 300,
      NetworkRxBytes: 10,
      NetworkTxBytes: 5,
      ServiceName: 'web',
    };
    expect(readPerformanceRecord(event(told))).toEqual({
      taskId: ID,
      minute: AT + 60_000,
      cpu: 12.5,
      memory: 300,
      network: 15,
      storage: null,
      serviceName: 'web',
      containerInstanceId: null,
    });
  });

  it.each([
    ['another type', event({ Type: 'Container' })],
    ['no JSON', '{"Type":"Task"'],
    ['a line of text', 'Task 7ac4 used much'],
    ['a list', '[1]'],
    ['an id that is none', event({ TaskId: "x'; DROP TABLE" })],
    ['a time that is none', event({ Timestamp: 1e300 })],
  ])('is left alone where it is %s', (_, message) => {
    expect(readPerformanceRecord(message)).toBeNull();
  });

  it('takes no nonsense for use: what is negative, text or missing is unknown', () => {
    expect(readPerformanceRecord(event({ CpuUtilized: -1, MemoryUtilized: 'much' }))).toMatchObject({
      cpu: null,
      memory: null,
      network: null,
    });
  });
});

const minuteOf = (n: number, cpu: number): TaskMinute => ({
  taskId: ID,
  minute: AT + n * 60_000,
  cpu,
  memory: 100 + n,
  network: null,
  storage: n * 6000,
  serviceName: null,
  containerInstanceId: null,
});

describe('hours of use', () => {
  it('are the same in any order and however often an event comes', () => {
    const records = fc.uniqueArray(fc.integer({ min: 0, max: 179 }), { minLength: 1 });
    fc.assert(
      fc.property(records, fc.infiniteStream(fc.nat()), (minutes, order) => {
        const given = minutes.map((n) => minuteOf(n, n));
        const shuffled = [...given, ...given.slice(0, 5)]
          .map((record) => ({ record, key: order.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ record }) => record);
        const byHour = (records: TaskMinute[]) => usageHours(records).sort((a, b) => a.hour - b.hour);
        expect(byHour(shuffled)).toEqual(byHour(given));
        const known = byHour(given).flatMap(({ cpu }) => [...cpu].filter((value) => value === value));
        expect(known.sort((a, b) => a - b)).toEqual([...minutes].sort((a, b) => a - b));
      }),
    );
  });

  it('turn the storage counter into bytes a second, unknown after a hole or a new beginning', () => {
    const [hour] = usageHours([
      minuteOf(1, 0),
      minuteOf(2, 0),
      minuteOf(4, 0),
      { ...minuteOf(5, 0), storage: 3 },
    ]);
    expect([...(hour?.storage.slice(1, 6) ?? [])]).toEqual([NaN, 100, NaN, NaN, NaN]);
    expect(hour?.network[1]).toBeNaN();
  });
});

describe('the newest minutes', () => {
  const lives = { runsFrom: 0, runsUntil: Infinity };

  it('are whole up to the one in which a running task is not told of yet', () => {
    const both = [
      { cpu: [5, 5, 5, 5], ...lives },
      { cpu: [9, 9, 9, NaN], ...lives },
    ];
    expect(wholeUntil(both, 1, 4)).toBe(3);
    expect(wholeUntil(both, 4, 4)).toBe(4);
  });

  it('do not wait for a task that ended, began later, or is never told of', () => {
    const tasks = [
      { cpu: [5, 5, 5], ...lives },
      { cpu: [7, NaN, NaN], runsFrom: 0, runsUntil: 1 },
      { cpu: [NaN, NaN, 3], runsFrom: 2, runsUntil: Infinity },
      { cpu: [NaN, NaN, NaN], ...lives },
    ];
    expect(wholeUntil(tasks, 0, 3)).toBe(3);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lastRise } from './onset.js';
import { rankSuspects, type Crime, type TaskUse } from './rank-suspects.js';

const MINUTES = 120;
const ONSET = 90;
const CAPACITY = { cpu: 2048, memory: 7680, network: 90e6 };
const flat = (value: number): number[] => Array.from({ length: MINUTES }, () => value);
const stepped = (before: number, after: number, at = ONSET): number[] =>
  Array.from({ length: MINUTES }, (_, i) => (i < at ? before : after));
const ramped = (before: number, after: number, from: number, to: number): number[] =>
  Array.from(
    { length: MINUTES },
    (_, i) => before + (after - before) * Math.min(1, Math.max(0, (i - from) / (to - from))),
  );
const task = (id: string, use: Partial<TaskUse> = {}): TaskUse => ({
  id,
  cpu: flat(40),
  memory: flat(300),
  network: flat(50_000),
  startsAt: null,
  ...use,
});
const crime = (tasks: TaskUse[], onset = ONSET): Crime => ({ tasks, capacity: CAPACITY, onset });
const first = (tasks: TaskUse[], onset = ONSET): string | undefined =>
  rankSuspects(crime(tasks, onset))[0]?.id;

/** Steady neighbours of any size, with noise of a few per cent. */
const innocent = (n: number) =>
  fc.record({ level: fc.integer({ min: 10, max: 700 }), seed: fc.integer() }).map(({ level, seed }) =>
    task(`innocent-${n}`, {
      cpu: flat(level).map((value, i) => value * (1 + 0.03 * Math.sin(seed + i * 1.7))),
    }),
  );
const neighbours = fc.tuple(innocent(1), innocent(2), innocent(3));

describe('the culprit of a slow host', () => {
  it('is who grew, however large the steady ones are', () => {
    fc.assert(
      fc.property(neighbours, fc.integer({ min: 900, max: 1900 }), fc.boolean(), (others, peak, slow) => {
        const cpu = slow ? ramped(60, peak, ONSET - 40, ONSET + 2) : stepped(60, peak);
        expect(first([...others, task('culprit', { cpu })])).toBe('culprit');
      }),
    );
  });

  it('does not depend on the order of the tasks, nor on the unit that everything is measured in', () => {
    fc.assert(
      fc.property(
        neighbours,
        fc.integer({ min: 300, max: 1900 }),
        fc.integer({ min: 2, max: 9 }),
        (others, peak, k) => {
          const tasks = [...others, task('culprit', { cpu: stepped(60, peak) })];
          const ids = (found: ReturnType<typeof rankSuspects>) => found.map(({ id }) => id);
          const usual = ids(rankSuspects(crime(tasks)));
          expect(ids(rankSuspects(crime([...tasks].reverse())))).toEqual(usual);
          const scaled = tasks.map((one) => ({ ...one, cpu: Array.from(one.cpu, (value) => value * k) }));
          const found = rankSuspects({
            tasks: scaled,
            capacity: { ...CAPACITY, cpu: CAPACITY.cpu * k },
            onset: ONSET,
          });
          expect(ids(found)).toEqual(usual);
        },
      ),
    );
  });

  it('is the larger growth of two, and who began first where one only follows', () => {
    expect(first([task('some', { cpu: stepped(60, 500) }), task('more', { cpu: stepped(60, 1400) })])).toBe(
      'more',
    );
    const follower = task('follower', { cpu: stepped(100, 1000, ONSET + 5) });
    expect(first([follower, task('cause', { cpu: stepped(60, 800, ONSET - 1) })])).toBe('cause');
  });

  it('is found by what is short: memory and network count where they are, CPU only where it is', () => {
    const network = task('copy', { network: stepped(50_000, 85e6) });
    expect(rankSuspects(crime([network, task('calm')]))[0]).toMatchObject({
      id: 'copy',
      resource: 'network',
    });
    const memory = task('cache', { memory: stepped(500, 6200) });
    expect(rankSuspects(crime([memory, task('calm')]))[0]).toMatchObject({ id: 'cache', resource: 'memory' });
    // CPU doubles, but half of the host is idle: memory is what is short.
    const busy = task('busy', { cpu: stepped(200, 600) });
    expect(first([busy, memory])).toBe('cache');
  });

  it('may have begun long before it was felt, and may have started only then', () => {
    expect(
      first([task('big', { cpu: flat(700) }), task('early', { cpu: stepped(60, 1200, ONSET - 35) })]),
    ).toBe('early');
    const cpu = Array.from({ length: MINUTES }, (_, i) => (i < ONSET - 2 ? NaN : 1300));
    expect(first([task('big', { cpu: flat(600) }), task('new', { cpu, startsAt: ONSET - 2 })])).toBe('new');
  });

  it('is nobody where nobody grew, and unknown minutes are not taken for rest', () => {
    expect(rankSuspects(crime([task('a', { cpu: flat(900) }), task('b', { cpu: flat(900) })]))).toEqual([]);
    const unread = task('unread', {
      cpu: Array.from({ length: MINUTES }, (_, i) => (i < ONSET ? NaN : 1000)),
    });
    expect(rankSuspects(crime([unread, task('b', { cpu: flat(900) })]))).toEqual([]);
  });
});

describe('the rise of a level', () => {
  const options = { baseline: 30, factor: 1.25, least: 0.001 };

  it('is found within a minute or two of the step, whatever the noise, and not in a steady level', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 35, max: 100 }),
        fc.double({ min: 0.02, max: 3, noNaN: true }),
        fc.integer(),
        (at, level, seed) => {
          const noisy = (value: number, i: number) => value * (1 + 0.05 * Math.sin(seed + i * 2.3));
          const rise = lastRise(stepped(level, level * 2, at).map(noisy), options);
          expect(rise?.index).toBeGreaterThanOrEqual(at - 1);
          expect(rise?.index).toBeLessThanOrEqual(at + 2);
          expect(lastRise(flat(level).map(noisy), options)).toBeNull();
        },
      ),
    );
  });

  it('is no single peak, and survives missing minutes', () => {
    const peak = flat(10);
    peak[60] = 90;
    expect(lastRise(peak, options)).toBeNull();
    const holes = stepped(10, 30, 70).map((value, i) => (i % 7 === 3 ? NaN : value));
    expect(lastRise(holes, options)?.index).toBeGreaterThanOrEqual(69);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stillSpans, type ReadyTask, type Rollout } from './still-spans.js';

const task = (readyAt: number, endedAt: number | null = null): ReadyTask => ({ readyAt, endedAt });
const rollout = (tasks: ReadyTask[], more: Partial<Rollout> = {}): Rollout => ({
  createdAt: 0,
  finishedAt: null,
  tasks,
  desired: [{ at: -100, value: 2 }],
  ...more,
});

describe('when a rollout stands still', () => {
  it('is from its beginning, and from each task that became ready, to the next', () => {
    expect(stillSpans(rollout([task(10)]))).toEqual([
      { from: 0, to: 10 },
      { from: 10, to: null },
    ]);
  });

  it('is not while all of its tasks are ready and it waits for old ones to end', () => {
    expect(stillSpans(rollout([task(10), task(12)]))).toEqual([
      { from: 0, to: 10 },
      { from: 10, to: 12 },
    ]);
  });

  it('begins again when one of them stops, or more are wanted', () => {
    expect(stillSpans(rollout([task(10), task(12, 40)])).at(-1)).toEqual({ from: 40, to: null });
    const desired = [
      { at: -100, value: 1 },
      { at: 30, value: 2 },
    ];
    expect(stillSpans(rollout([task(10)], { desired })).at(-1)).toEqual({ from: 30, to: null });
  });

  it('ends when no more are wanted than are ready', () => {
    const desired = [
      { at: -100, value: 2 },
      { at: 30, value: 1 },
    ];
    expect(stillSpans(rollout([task(10)], { desired })).at(-1)).toEqual({ from: 10, to: 30 });
  });

  it('takes the first count that is known for what was wanted before', () => {
    expect(stillSpans(rollout([task(10)], { desired: [{ at: 30, value: 1 }] }))).toEqual([
      { from: 0, to: 10 },
    ]);
  });

  it('is not broken by a task that stops before it was enough', () => {
    const desired = [{ at: -100, value: 3 }];
    expect(stillSpans(rollout([task(10), task(12, 40)], { desired })).at(-1)).toEqual({ from: 12, to: null });
  });

  it('ends with the rollout; tasks that replace others later are no part of it', () => {
    expect(stillSpans(rollout([task(10), task(90)], { finishedAt: 50 }))).toEqual([
      { from: 0, to: 10 },
      { from: 10, to: 50 },
    ]);
  });

  it('never ends by itself where nobody knows how many are wanted', () => {
    expect(stillSpans(rollout([task(10), task(12)], { desired: [] })).at(-1)).toEqual({ from: 12, to: null });
  });

  it('lies within the rollout, in order, and at no time at which enough tasks are ready', () => {
    const instants = fc.integer({ min: -10, max: 100 });
    const tasks = fc.array(
      fc.tuple(instants, fc.option(fc.integer({ min: 1, max: 50 }))).map(([at, held]) => {
        return task(at, held === null ? null : at + held);
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(
        tasks,
        fc.integer({ min: 1, max: 3 }),
        fc.option(fc.integer({ min: 1, max: 100 })),
        (all, value, finishedAt) => {
          const spans = stillSpans(rollout(all, { desired: [{ at: -100, value }], finishedAt }));
          let last = 0;
          for (const { from, to } of spans) {
            expect(from).toBeGreaterThanOrEqual(last);
            last = to ?? Infinity;
            expect(last).toBeGreaterThan(from);
            const ready = all.filter((one) => one.readyAt <= from && (one.endedAt ?? Infinity) > from);
            expect(ready.length).toBeLessThan(value);
          }
          expect(last).toBeLessThanOrEqual(finishedAt ?? Infinity);
        },
      ),
    );
  });

  it('never lasts longer than since the last task that became ready, whatever stops or is wanted', () => {
    const instants = fc.integer({ min: 0, max: 100 });
    const tasks = fc.array(
      fc.tuple(instants, fc.option(fc.integer({ min: 1, max: 50 }))).map(([at, held]) => {
        return task(at, held === null ? null : at + held);
      }),
      { maxLength: 8 },
    );
    const desired = fc.array(fc.record({ at: instants, value: fc.integer({ min: 0, max: 4 }) }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(tasks, desired, (all, counts) => {
        const spans = stillSpans(rollout(all, { desired: counts.toSorted((a, b) => a.at - b.at) }));
        for (const { from, to } of spans) {
          const moved = [0, ...all.map(({ readyAt }) => readyAt)];
          expect(moved.filter((at) => at > from && at < (to ?? Infinity))).toEqual([]);
        }
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderBoth } from '../message/index.js';
import { compareErrors, compareStartup, compareStops, overallVerdict, rankFindings } from './compare.js';
import { rankTestGreater, shareTestGreater } from './rank-test.js';
import { ROLLOUT_WATCH_MS, splitRollout, type RolloutTask } from './split.js';

const T0 = Date.UTC(2026, 10, 23);
const NEW = 'ecs-svc/2';
const NONE = {
  createdAt: null,
  connectivityAt: null,
  pullStartedAt: null,
  pullStoppedAt: null,
  startedAt: null,
  stoppingAt: null,
  executionStoppedAt: null,
  stoppedAt: null,
};
function task(startedBy: string, times: Partial<RolloutTask['times']>, rest = {}): RolloutTask {
  return {
    startedBy,
    revision: startedBy === NEW ? 2 : 1,
    times: { ...NONE, ...times },
    cause: null,
    abnormal: false,
    ...rest,
  };
}

describe('telling a slower start-up', () => {
  it('says by how much, from what to what, and of how many tasks', () => {
    const { verdict, message } = compareStartup([36, 38, 38, 40], [57, 58, 59, 59, 60, 61]);
    expect(verdict).toBe('worse');
    expect(renderBoth(message).en).toBe('Start-up slower by 21 s: 38 s -> 59 s, 6 of 6 tasks.');
  });

  it('is uncertain when few, unknown when a side was not seen, and never calls noise a change', () => {
    expect(compareStartup([38, 40], [90, 91, 92]).verdict).toBe('uncertain');
    expect(compareStartup([], [90, 91, 92]).verdict).toBe('unknown');
    expect(compareStartup([38], []).verdict).toBe('unknown');
    expect(compareStartup([38, 39, 40], [39, 40, 41]).verdict).toBe('same');
    expect(compareStartup([10, 50, 90], [30, 70, 95]).verdict).toBe('uncertain');
  });

  const seconds = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 3, maxLength: 20 });
  it('turns round when the sides change places', () => {
    const turned = { worse: 'better', better: 'worse' } as Record<string, string>;
    fc.assert(
      fc.property(seconds, seconds, (before, after) => {
        const there = compareStartup(before, after).verdict;
        const back = compareStartup(after, before).verdict;
        // The least difference is a share of the side before, so what is small one way may be seen the other.
        const either = there === 'same' || back === 'same';
        expect(either || back === (turned[there] ?? there)).toBe(true);
      }),
    );
  });

  it('does not depend on the order of tasks', () => {
    fc.assert(
      fc.property(seconds, seconds, (before, after) => {
        expect(compareStartup(before.toReversed(), after.toReversed())).toEqual(
          compareStartup(before, after),
        );
      }),
    );
  });
});

describe('the tests behind a verdict', () => {
  it('equal what is published', () => {
    // All of three above all of three: 1 of 20 arrangements.
    expect(rankTestGreater([1, 2, 3], [4, 5, 6])).toBeCloseTo(0.05, 10);
    // Critical value of U for n = m = 5 at 5 %, one side, is 4 (Mann and Whitney, table).
    expect(rankTestGreater([1, 2, 3, 4, 9], [5, 6, 7, 8, 10])).toBeCloseTo(1 - 0.952381, 5);
    // The lady tasting tea, 3 of 4 right.
    expect(shareTestGreater(3, 4, 1, 4)).toBeCloseTo(17 / 70, 10);
  });

  it('agree with the normal approximation where there are many', () => {
    const before = Array.from({ length: 60 }, (_, i) => i);
    const after = Array.from({ length: 60 }, (_, i) => i + 8);
    const p = rankTestGreater(before, after);
    expect(p).toBeGreaterThan(0.005);
    expect(p).toBeLessThan(0.05);
    expect(rankTestGreater(before, before)).toBeCloseTo(0.5, 1);
  });

  it('are probabilities, and fall as more hit', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), fc.nat(20), fc.nat(20), (a, b, c, d) => {
        const p = shareTestGreater(a, a + b, c, c + d);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        if (b > 0) expect(shareTestGreater(a + 1, a + b, c, c + d)).toBeLessThanOrEqual(p + 1e-9);
      }),
    );
  });
});

describe('stops and error lines of both sides', () => {
  const stops = (tasks: number, abnormalStops: number) => ({
    tasks,
    abnormalStops,
    failedToStart: 0,
    causes: [],
  });
  it('tell a failing revision while it still fails, and do not blame one stop', () => {
    expect(compareStops(stops(4, 0), stops(3, 3)).verdict).toBe('worse');
    expect(compareStops(stops(20, 0), stops(20, 1)).verdict).toBe('uncertain');
    expect(compareStops(stops(4, 0), stops(4, 0)).verdict).toBe('same');
    expect(compareStops(stops(8, 7), stops(8, 0)).verdict).toBe('better');
    expect(compareStops(stops(4, 0), stops(0, 0)).verdict).toBe('unknown');
  });

  it('compare lines per task minute, so that fewer tasks do not look calmer', () => {
    const lines = (errors: number, taskMinutes: number) => ({ errors, taskMinutes });
    expect(compareErrors(lines(30, 100), lines(30, 10)).verdict).toBe('worse');
    expect(compareErrors(lines(30, 100), lines(3, 10)).verdict).toBe('same');
    expect(compareErrors(lines(30, 100), lines(0, 1)).verdict).toBe('uncertain');
    expect(compareErrors(null, lines(0, 10)).verdict).toBe('unknown');
  });

  it('the worst is said first', () => {
    const found = [
      compareErrors(null, null),
      compareStartup([30, 30, 30], [31, 31, 31]),
      compareStops(stops(4, 0), stops(4, 4)),
    ];
    expect(rankFindings(found).map(({ verdict }) => verdict)).toEqual(['worse', 'same', 'unknown']);
    expect(overallVerdict(found)).toBe('worse');
  });
});

describe('splitting a rollout by who started a task', () => {
  const facts = (tasks: RolloutTask[], now = T0 + 600_000, endedAt: number | null = null) => ({
    deployment: NEW,
    createdAt: T0,
    endedAt,
    tasks,
    now,
  });
  const rolled = [
    task('ecs-svc/1', { createdAt: T0 - 9e6, startedAt: T0 - 9e6 + 38_000, stoppingAt: T0 + 120_000 }),
    task('ecs-svc/1', { createdAt: T0 - 8e6, startedAt: T0 - 8e6 + 40_000, stoppingAt: T0 + 180_000 }),
    task(NEW, { createdAt: T0 + 5_000, startedAt: T0 + 60_000 }),
    task(NEW, { createdAt: T0 + 6_000 }),
  ];

  it('counts each side, and marks the stretch in which both ran', () => {
    const split = splitRollout(facts(rolled));
    expect(split).toMatchObject({ state: 'live', mixed: { from: T0 + 60_000, to: T0 + 180_000 } });
    expect(split.old).toMatchObject({ revisions: [1], tasks: 2, running: 0 });
    expect(split.fresh).toMatchObject({ revisions: [2], tasks: 2, running: 1, starting: 1 });
    expect(split.old.startup.seconds).toEqual([38, 40]);
    expect(split.fresh.taskMinutes).toBe(9);
  });

  it('waits for the first new task, and is final thirty minutes after the end', () => {
    expect(splitRollout(facts(rolled.slice(0, 2))).state).toBe('waiting');
    const ended = T0 + 300_000;
    const at = (now: number) => splitRollout(facts(rolled, now, ended)).state;
    expect([at(ended + ROLLOUT_WATCH_MS - 1), at(ended + ROLLOUT_WATCH_MS)]).toEqual(['live', 'final']);
  });

  it('keeps the mixed stretch open while both run', () => {
    expect(splitRollout(facts(rolled, T0 + 100_000)).mixed).toEqual({ from: T0 + 60_000, to: null });
  });

  const moment = fc.integer({ min: -3_600_000, max: 4 * 3_600_000 });
  const any = fc
    .tuple(fc.constantFrom('ecs-svc/1', NEW), moment, fc.nat(120_000), fc.nat(7_200_000), fc.boolean())
    .map(([by, created, start, life, stops]) =>
      task(
        by,
        {
          createdAt: T0 + created,
          startedAt: T0 + created + start,
          stoppedAt: stops ? T0 + created + start + life : null,
        },
        { cause: stops ? 'oom' : null, abnormal: stops },
      ),
    );

  it('loses no task between the sides, and says the same whatever their order', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), moment, (tasks, now) => {
        const split = splitRollout(facts(tasks, T0 + now));
        const alive = tasks.filter(({ times, startedBy }) => {
          // A stop that has not happened yet is not known.
          const stopped = (times.stoppedAt ?? Infinity) > T0 + now ? Infinity : (times.stoppedAt ?? Infinity);
          const since = startedBy === NEW ? T0 : T0 - ROLLOUT_WATCH_MS;
          return (times.createdAt ?? 0) <= T0 + now && stopped >= since;
        });
        expect(split.old.tasks + split.fresh.tasks).toBe(alive.length);
        for (const side of [split.old, split.fresh]) {
          expect(side.running + side.starting + side.stops).toBe(side.tasks);
          expect(side.causes.reduce((sum, { count }) => sum + count, 0)).toBe(side.stops);
        }
        expect(splitRollout(facts(tasks.toReversed(), T0 + now))).toEqual(split);
      }),
    );
  });

  it('a final split stays as it is, whatever happens later', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), fc.nat(3_600_000), fc.nat(9e7), (tasks, ended, later) => {
        const endedAt = T0 + ended;
        const closes = endedAt + ROLLOUT_WATCH_MS;
        const there = splitRollout(facts(tasks, closes, endedAt));
        expect(splitRollout(facts(tasks, closes + later, endedAt))).toEqual(there);
      }),
    );
  });
});

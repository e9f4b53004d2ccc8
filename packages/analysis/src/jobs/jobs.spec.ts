import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeJob, type JobRun } from './judge-job.js';
import { learnSchedule, missedRuns } from './schedule.js';
import { starterOf } from './starter.js';

const MINUTE = 60_000;
const run = (n: number, at: number, seconds: number | null, facts: Partial<JobRun> = {}): JobRun => ({
  id: `r${n}`,
  createdAt: at,
  startedAt: at,
  stoppedAt: seconds === null ? null : at + seconds * 1000,
  exitCode: seconds === null ? null : 0,
  abnormal: false,
  ...facts,
});

describe('a learned schedule', () => {
  const rhythm = fc.record({
    everyMinutes: fc.integer({ min: 5, max: 1440 }),
    first: fc.integer({ min: 0, max: 10_000_000 }),
    jitter: fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 12, maxLength: 30 }),
    skipped: fc.integer({ min: 3, max: 8 }),
  });

  it('finds the period of a job whatever the jitter, and the one run that did not come', () => {
    fc.assert(
      fc.property(rhythm, ({ everyMinutes, first, jitter, skipped }) => {
        const every = everyMinutes * MINUTE;
        const all = jitter.map((ms, i) => first + i * every + ms);
        const starts = all.filter((_at, i) => i !== skipped);
        const learned = learnSchedule(starts);
        if (!learned) throw new Error('no schedule was learned');
        expect(Math.abs(learned.everyMs - every)).toBeLessThan(21_000);
        const missed = missedRuns(starts, learned, all.at(-1) as number);
        expect(missed).toHaveLength(1);
        expect(Math.abs((missed[0] as number) - (first + skipped * every))).toBeLessThan(45_000);
      }),
    );
  });

  it('does not depend on the order of the starts nor on their repetition', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.integer({ min: 0, max: 100_000_000 }), { minLength: 4, maxLength: 20 })
          .chain((list) =>
            fc.tuple(
              fc.constant(list),
              fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 }),
            ),
          ),
        ([list, shuffled]) => {
          expect(learnSchedule(shuffled)).toEqual(learnSchedule(list));
        },
      ),
    );
  });

  it('is none of starts without a rhythm, and none of too few', () => {
    expect(learnSchedule([0, 7, 8, 31, 200].map((minute) => minute * MINUTE))).toBeNull();
    expect(learnSchedule([0, 15, 30].map((minute) => minute * MINUTE))).toBeNull();
  });
});

describe('the state of a job', () => {
  const regular = Array.from({ length: 8 }, (_r, i) => run(i, i * 15 * MINUTE, 60));
  const end = 7 * 15 * MINUTE;

  it('is fine while it runs as it always did', () => {
    expect(judgeJob(regular, end + 5 * MINUTE)).toMatchObject({
      state: 'ok',
      missed: [],
      nextAt: end + 15 * MINUTE,
      usual: { p50: 60, runs: 8 },
      overlaps: 0,
    });
  });

  it('is missed when the next run did not come', () => {
    expect(judgeJob(regular, end + 20 * MINUTE)).toMatchObject({
      state: 'missed',
      missed: [end + 15 * MINUTE],
    });
  });

  it('is not missed where nobody looked', () => {
    const away = [{ from: end + 10 * MINUTE, to: end + 40 * MINUTE }];
    expect(judgeJob(regular, end + 20 * MINUTE, away)).toMatchObject({ state: 'ok', missed: [] });
  });

  it('is failed after an exit code that is not 0, until a run succeeds', () => {
    const failed = [...regular, run(8, end + 15 * MINUTE, 5, { exitCode: 3 })];
    expect(judgeJob(failed, end + 16 * MINUTE)).toMatchObject({ state: 'failed', failures: 1 });
    const again = [...failed, run(9, end + 30 * MINUTE, 60)];
    expect(judgeJob(again, end + 32 * MINUTE)).toMatchObject({ state: 'ok', failures: 1 });
  });

  it('is slow when a run takes much longer than usual, finished or not', () => {
    const running = [...regular, run(8, end + 15 * MINUTE, null)];
    expect(judgeJob(running, end + 16 * MINUTE).state).toBe('running');
    expect(judgeJob(running, end + 20 * MINUTE)).toMatchObject({ state: 'slow', slow: ['r8'] });
  });

  it('counts the runs that began before the one before was over', () => {
    expect(judgeJob([run(0, 0, 600), run(1, 300_000, 10), run(2, 400_000, 10)], 700_000).overlaps).toBe(2);
  });

  it('is unknown without a run', () => {
    expect(judgeJob([], 0)).toMatchObject({ state: 'unknown', schedule: null, usual: null });
  });
});

describe('the starter of a task', () => {
  it('is read from startedBy', () => {
    expect(starterOf('events-rule/cart-cleanup-1a2b')).toEqual({ kind: 'rule', name: 'cart-cleanup-1a2b' });
    expect(starterOf('chronos-schedule/nightly')).toEqual({ kind: 'schedule', name: 'nightly' });
    expect(starterOf('jiwon.kim')).toEqual({ kind: 'manual', name: 'jiwon.kim' });
    expect(starterOf(null)).toEqual({ kind: 'manual', name: null });
  });
});

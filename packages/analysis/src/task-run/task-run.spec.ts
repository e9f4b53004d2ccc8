import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldTaskRun, foldTaskRuns, mergeTaskRun } from './fold.js';
import type { TaskObservation, TaskTimestamps } from './observation.js';
import { firstHealthyAt } from './health-seen.js';
import { momentsOf, newPhaseSpans, phaseSpans } from './phase-spans.js';
import { PHASES, startupMs, taskPhases } from './phases.js';

const NONE: TaskTimestamps = {
  createdAt: null,
  connectivityAt: null,
  pullStartedAt: null,
  pullStoppedAt: null,
  startedAt: null,
  stoppingAt: null,
  executionStoppedAt: null,
  stoppedAt: null,
};
const ARN = 'arn:aws:ecs:ap-northeast-2:210987654321:task/prod/0123456789abcdef0123456789abcdef';
const seen = (facts: Partial<TaskObservation>): TaskObservation => ({
  ...NONE,
  taskArn: ARN,
  source: 'sweep',
  lastStatus: 'PENDING',
  desiredStatus: 'RUNNING',
  stopCode: null,
  stoppedReason: null,
  containers: [],
  askedAt: facts.observedAt ?? 0,
  observedAt: 0,
  changedAt: null,
  ...facts,
});

const maybeTime = fc.option(fc.integer({ min: 0, max: 50 }), { nil: null });
const anyTimes = fc.record({
  createdAt: maybeTime,
  connectivityAt: maybeTime,
  pullStartedAt: maybeTime,
  pullStoppedAt: maybeTime,
  startedAt: maybeTime,
  stoppingAt: maybeTime,
  executionStoppedAt: maybeTime,
  stoppedAt: maybeTime,
});
const anyObservation: fc.Arbitrary<TaskObservation> = fc
  .tuple(
    anyTimes,
    fc.record({
      lastStatus: fc.constantFrom(
        'PROVISIONING',
        'PENDING',
        'RUNNING',
        'STOPPING',
        'STOPPED',
        'DELETED',
        'NEW',
      ),
      desiredStatus: fc.constantFrom('RUNNING', 'STOPPED'),
      version: fc.constantFrom(null, 1, 2),
      stopCode: fc.constantFrom(null, 'UserInitiated', 'EssentialContainerExited'),
      stoppedReason: fc.constantFrom(null, 'a', 'b'),
      source: fc.constantFrom('sweep' as const, 'event' as const),
      group: fc.constantFrom(null, 'service:a'),
      askedAt: fc.integer({ min: 0, max: 1 }),
      observedAt: fc.integer({ min: 1, max: 2 }),
      changedAt: fc.constantFrom(null, 1, 2),
    }),
    fc.array(
      fc.record({
        name: fc.constantFrom('a', 'b'),
        exitCode: fc.constantFrom(null, 0, 1),
        reason: fc.constant(null),
        lastStatus: fc.constantFrom(null, 'RUNNING'),
        healthStatus: fc.constant(null),
        runtimeId: fc.constantFrom(null, 'x', 'y'),
      }),
      { maxLength: 2 },
    ),
  )
  .map(([times, facts, containers]) => seen({ ...times, ...facts, containers }));

describe('folding observations of a task', () => {
  it('gives the same run in any order and with any repetition', () => {
    fc.assert(
      fc.property(
        fc
          .array(anyObservation, { minLength: 1, maxLength: 6 })
          .chain((list) =>
            fc.tuple(
              fc.constant(list),
              fc.shuffledSubarray([...list, ...list, ...list], { minLength: 0 }),
              fc.shuffledSubarray(list, { minLength: list.length }),
            ),
          ),
        ([list, repeated, shuffled]) => {
          expect(foldTaskRun([...repeated, ...shuffled])).toEqual(foldTaskRun(list));
        },
      ),
    );
  });

  it('gives the same run when a stored run is continued', () => {
    fc.assert(
      fc.property(fc.array(anyObservation, { minLength: 2, maxLength: 6 }), (list) => {
        const stored = structuredClone(foldTaskRun(list.slice(0, -1)));
        expect(mergeTaskRun(stored, list.at(-1) as TaskObservation)).toEqual(foldTaskRun(list));
      }),
    );
  });

  it('keeps what a late RUNNING event would undo', () => {
    const stopped = seen({
      lastStatus: 'STOPPED',
      stopCode: 'UserInitiated',
      stoppedAt: 90,
      observedAt: 100,
    });
    const late = seen({ lastStatus: 'RUNNING', startedAt: 40, observedAt: 200 });
    const run = foldTaskRun([stopped, late]);
    expect(run).toMatchObject({
      lastStatus: 'STOPPED',
      stopCode: 'UserInitiated',
      startedAt: 40,
      stoppedAt: 90,
    });
    expect(run).toMatchObject({ firstObservedAt: 100, lastObservedAt: 200 });
  });

  it('keeps the first connection when an agent reconnects', () => {
    expect(foldTaskRun([seen({ connectivityAt: 900 }), seen({ connectivityAt: 30 })])?.connectivityAt).toBe(
      30,
    );
  });

  it('keeps tasks apart and refuses to mix two in one run', () => {
    const runs = foldTaskRuns([seen({}), seen({ taskArn: 'other' })]);
    expect([...runs.keys()]).toEqual([ARN, 'other']);
    expect(() => mergeTaskRun(runs.get(ARN) ?? null, seen({ taskArn: 'other' }))).toThrow(
      'taskArn: other is not',
    );
  });
});

describe('the phases of a task', () => {
  const names = (times: Partial<TaskTimestamps>): [string, number, number | null, boolean][] =>
    taskPhases({ ...NONE, ...times }).map((p) => [p.phase, p.entry, p.dwellMs, p.failed]);

  it('follow the timestamps of a Fargate task from creation to removal', () => {
    const times = {
      createdAt: 21_600,
      connectivityAt: 24_900,
      pullStartedAt: 39_600,
      pullStoppedAt: 46_400,
      startedAt: 50_000,
      stoppingAt: 90_000,
      executionStoppedAt: 95_000,
      stoppedAt: 99_000,
    };
    expect(names(times)).toEqual([
      ['provision', 21_600, 3300, false],
      ['prepare', 24_900, 14_700, false],
      ['pull', 39_600, 6800, false],
      ['start', 46_400, 3600, false],
      ['run', 50_000, 40_000, false],
      ['stop', 90_000, 5000, false],
      ['deprovision', 95_000, 4000, false],
    ]);
    expect(startupMs({ ...NONE, ...times })).toBe(28_400);
  });

  it('have no provision for an EC2 bridge task, which never connects', () => {
    expect(names({ createdAt: 0, pullStartedAt: 5, pullStoppedAt: 9, startedAt: 10 })).toEqual([
      ['prepare', 0, 5, false],
      ['pull', 5, 4, false],
      ['start', 9, 1, false],
      ['run', 10, null, false],
    ]);
  });

  it('end in the phase where a start failed', () => {
    expect(
      names({ createdAt: 0, connectivityAt: 3, pullStartedAt: 5, stoppingAt: 30, stoppedAt: 40 }),
    ).toEqual([
      ['provision', 0, 3, false],
      ['prepare', 3, 2, false],
      ['pull', 5, 25, true],
      ['stop', 30, 10, false],
    ]);
  });

  it('end the run when an essential container exits before the task begins to stop', () => {
    expect(
      names({ createdAt: 0, startedAt: 10, executionStoppedAt: 50, stoppingAt: 60, stoppedAt: 80 }),
    ).toEqual([
      ['start', 0, 10, false],
      ['run', 10, 40, false],
      ['stop', 50, 10, false],
      ['deprovision', 60, 20, false],
    ]);
  });

  it('take a stop without intermediate moments as the end of the run', () => {
    expect(names({ createdAt: 0, startedAt: 10, stoppedAt: 80 })).toEqual([
      ['start', 0, 10, false],
      ['run', 10, 70, false],
    ]);
  });

  it('leave out a reconnect after the start', () => {
    expect(names({ createdAt: 0, connectivityAt: 500, startedAt: 10 })).toEqual([
      ['start', 0, 10, false],
      ['run', 10, null, false],
    ]);
  });

  it('are contiguous, in order of life and never negative, whatever the timestamps', () => {
    fc.assert(
      fc.property(anyTimes, (times) => {
        const phases = taskPhases(times);
        if (times.createdAt === null) expect(phases).toEqual([]);
        else expect(phases[0]?.entry).toBe(times.createdAt);
        phases.forEach((phase, i) => {
          const next = phases[i + 1];
          if (phase.dwellMs !== null) expect(phase.dwellMs).toBeGreaterThanOrEqual(0);
          else expect(next).toBeUndefined();
          if (next) {
            expect(next.entry).toBe(phase.end);
            expect(PHASES.indexOf(next.phase)).toBeGreaterThan(PHASES.indexOf(phase.phase));
          }
        });
      }),
      { numRuns: 500 },
    );
  });

  it('are the same without an object for each', () => {
    const spans = newPhaseSpans();
    fc.assert(
      fc.property(anyTimes, (times) => {
        const byObject = new Map(taskPhases(times).map(({ phase, dwellMs }) => [phase, dwellMs ?? Infinity]));
        expect([...phaseSpans(momentsOf(times), spans)]).toEqual(
          PHASES.map((name) => byObject.get(name) ?? NaN),
        );
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the moment when a task became healthy', () => {
  const look = (healthStatus: string, observedAt: number): TaskObservation =>
    seen({ healthStatus, observedAt });
  const told = (...looks: TaskObservation[]): number | null => {
    const run = foldTaskRun(looks);
    return run ? firstHealthyAt(run.healthSeen) : null;
  };

  it('is the first look that saw it so after one that did not, whatever the order', () => {
    const looks = [look('UNKNOWN', 10), look('HEALTHY', 40), look('HEALTHY', 70), look('UNHEALTHY', 100)];
    expect(told(...looks)).toBe(40);
    expect(told(...looks.toReversed())).toBe(40);
  });

  it('is not known of a task that was healthy when it was first seen, or has no health check', () => {
    expect(told(look('HEALTHY', 40), look('UNHEALTHY', 70))).toBeNull();
    expect(told(look('UNKNOWN', 10), look('UNKNOWN', 40))).toBeNull();
  });
});

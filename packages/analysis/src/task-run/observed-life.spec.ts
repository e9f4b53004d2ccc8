import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  foldTaskRun,
  hasStopped,
  mergeRuns,
  mergeTaskRun,
  restartsSeen,
  statusRank,
  withGone,
} from './fold.js';
import { taskMoments } from './moments.js';
import { TIMESTAMPS, type TaskObservation, type TaskTimestamps } from './observation.js';
import { taskPhases } from './phases.js';

const SECOND = 1000;

/** A life as it really was: when each status began, and the timestamps that AWS gives of it. */
interface TrueLife {
  times: TaskTimestamps;
  drainedAt: number;
  changes: { at: number; status: string }[];
}

const stretch = fc.integer({ min: SECOND, max: 90 * SECOND });
const anyLife: fc.Arbitrary<TrueLife> = fc.array(stretch, { minLength: 9, maxLength: 9 }).map((stretches) => {
  let at = 1_000_000;
  const [created, connected, pull, pulled, started, stopping, drained, ended, stopped] = stretches.map(
    (ms) => {
      at += ms;
      return at;
    },
  ) as [number, number, number, number, number, number, number, number, number];
  return {
    times: {
      createdAt: created,
      connectivityAt: connected,
      pullStartedAt: pull,
      pullStoppedAt: pulled,
      startedAt: started,
      stoppingAt: stopping,
      executionStoppedAt: ended,
      stoppedAt: stopped,
    },
    drainedAt: drained,
    changes: [
      { at: created, status: 'PROVISIONING' },
      { at: connected, status: 'PENDING' },
      { at: pull, status: 'ACTIVATING' },
      { at: pulled, status: 'ACTIVATING' },
      { at: started, status: 'RUNNING' },
      { at: stopping, status: 'DEACTIVATING' },
      { at: drained, status: 'STOPPING' },
      { at: ended, status: 'DEPROVISIONING' },
      { at: stopped, status: 'STOPPED' },
    ],
  };
});

/** What AWS would say of the life at an instant, of which only the timestamps that lie in the past are known. */
function lookAt(life: TrueLife, at: number): TaskObservation | null {
  const past = life.changes.filter((change) => change.at <= at);
  const last = past.at(-1);
  if (!last) return null;
  const times = {} as Record<keyof TaskTimestamps, number | null>;
  for (const name of TIMESTAMPS) {
    const moment = life.times[name];
    times[name] = moment !== null && moment <= at ? moment : null;
  }
  const stopped = times.stoppingAt !== null;
  return {
    ...times,
    taskArn: 'arn:aws:ecs:ap-northeast-2:111122223333:task/prod/0123456789abcdef0123456789abcdef',
    source: 'sweep',
    lastStatus: last.status,
    desiredStatus: stopped ? 'STOPPED' : 'RUNNING',
    version: past.length,
    stopCode: stopped ? 'ServiceSchedulerInitiated' : null,
    stoppedReason: null,
    containers: [],
    askedAt: at,
    observedAt: at,
    changedAt: null,
  };
}

const sweepsOf = (life: TrueLife, every: number, shift: number): TaskObservation[] => {
  const looks: TaskObservation[] = [];
  const end = (life.times.stoppedAt ?? 0) + every;
  for (let at = (life.times.createdAt ?? 0) - shift; at <= end; at += every) {
    const look = lookAt(life, at);
    if (look) looks.push({ ...look, askedAt: at - 200, observedAt: at + 300 });
  }
  return looks;
};
const eventsOf = (life: TrueLife): TaskObservation[] =>
  life.changes.map(({ at }) => ({
    ...(lookAt(life, at) as TaskObservation),
    source: 'event',
    changedAt: at,
  }));

/** The same looks in another order, each at least once and some several times. */
const disordered = (looks: readonly TaskObservation[]): fc.Arbitrary<TaskObservation[]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...looks], { minLength: looks.length }),
      fc.array(fc.constantFrom(...looks), { maxLength: 12 }),
    )
    .chain(([all, again]) => {
      const both = [...all, ...again];
      return fc.shuffledSubarray(both, { minLength: both.length });
    });

const watched = fc
  .tuple(anyLife, fc.integer({ min: 5 * SECOND, max: 60 * SECOND }), fc.integer({ min: 0, max: 30 * SECOND }))
  .chain(([life, every, shift]) => {
    const sweeps = sweepsOf(life, every, shift);
    return fc.record({
      life: fc.constant(life),
      every: fc.constant(every),
      sweeps: fc.subarray(sweeps, { minLength: 1 }),
    });
  });

describe('a life seen by sweeps and events', () => {
  it('gives the same run in any order, however often a look is repeated, from both sources', () => {
    fc.assert(
      fc.property(
        watched
          .map(({ life, sweeps }) => [...sweeps, ...eventsOf(life)])
          .chain((looks) => fc.tuple(fc.constant(looks), disordered(looks))),
        ([looks, shuffled]) => {
          expect(foldTaskRun(shuffled)).toEqual(foldTaskRun(looks));
        },
      ),
    );
  });

  it('gives the same run when it was stored as JSON at any moment and went on from there', () => {
    fc.assert(
      fc.property(
        watched
          .map(({ life, sweeps }) => [...sweeps, ...eventsOf(life)])
          .chain((looks) => fc.tuple(disordered(looks), fc.nat({ max: looks.length - 1 }))),
        ([looks, cut]) => {
          let run = foldTaskRun(looks.slice(0, cut));
          if (run) run = JSON.parse(JSON.stringify(run)) as typeof run;
          for (const late of looks.slice(cut)) run = mergeTaskRun(run, late);
          expect(run).toEqual(foldTaskRun(looks));
        },
      ),
    );
  });

  it('gives the same run when sweeps and events were folded apart and joined', () => {
    fc.assert(
      fc.property(watched, ({ life, sweeps }) => {
        const [bySweeps, byEvents] = [foldTaskRun(sweeps), foldTaskRun(eventsOf(life))];
        if (!bySweeps || !byEvents) throw new Error('both sources saw the task');
        const joined = mergeRuns(bySweeps, byEvents);
        expect(joined).toEqual(mergeRuns(byEvents, bySweeps));
        expect(joined).toEqual(foldTaskRun([...sweeps, ...eventsOf(life)]));
      }),
    );
  });

  it('is exact to the millisecond when every event arrived, whatever their order', () => {
    fc.assert(
      fc.property(
        anyLife.chain((life) => fc.tuple(fc.constant(life), disordered(eventsOf(life)))),
        ([life, events]) => {
          const run = foldTaskRun(events);
          if (!run) throw new Error('nothing was folded');
          const { moments, bounds } = taskMoments(run);
          expect(bounds).toEqual({});
          expect(moments).toEqual({ ...life.times, drainedAt: life.drainedAt });
          expect(taskPhases(moments, bounds).every(({ exact }) => exact)).toBe(true);
        },
      ),
    );
  });

  it('encloses the truth with its bounds when only some sweeps were made', () => {
    fc.assert(
      fc.property(watched, ({ life, sweeps }) => {
        const run = foldTaskRun(sweeps);
        if (!run) throw new Error('nothing was folded');
        const { moments, bounds } = taskMoments(run);
        for (const [name, [after, before]] of Object.entries(bounds)) {
          const truth = name === 'drainedAt' ? life.drainedAt : life.times[name as keyof TaskTimestamps];
          expect(after).toBeLessThanOrEqual(truth as number);
          expect(before).toBeGreaterThanOrEqual(truth as number);
        }
        if (!hasStopped(run)) return;
        for (const name of TIMESTAMPS) expect(moments[name]).toBe(life.times[name]);
      }),
    );
  });

  it('does not call a change exact when the event before it was lost', () => {
    const life = fc.sample(anyLife, { numRuns: 1, seed: 7 })[0] as TrueLife;
    const events = eventsOf(life).filter(({ lastStatus }) => lastStatus !== 'STOPPING');
    const run = foldTaskRun(events);
    const { bounds } = taskMoments(run as NonNullable<typeof run>);
    expect(bounds.drainedAt).toEqual([life.times.stoppingAt, life.times.executionStoppedAt]);
  });
});

describe('a stop that nobody saw', () => {
  const life = fc.sample(anyLife, { numRuns: 1, seed: 11 })[0] as TrueLife;
  const running = lookAt(life, (life.times.startedAt ?? 0) + 10) as TaskObservation;
  const after = running.observedAt + 60_000;
  const gone = withGone(mergeTaskRun(null, running), { after, before: after + 30_000 });

  it('lies between the last listing that had the task and the first that had not', () => {
    const { moments, bounds } = taskMoments(gone);
    expect(hasStopped(gone)).toBe(true);
    expect(moments.stoppedAt).toBe(after);
    expect(taskPhases(moments, bounds).at(-1)).toMatchObject({ phase: 'run', exact: false });
    expect(bounds.stoppedAt).toEqual([after, after + 30_000]);
  });

  it('gives way to the stop that a late event tells', () => {
    const event = eventsOf(life).at(-1) as TaskObservation;
    const told = mergeTaskRun(gone, event);
    expect(taskMoments(told)).toMatchObject({ moments: { stoppedAt: life.times.stoppedAt }, bounds: {} });
    expect(told.stopCode).toBe('ServiceSchedulerInitiated');
  });

  it('is taken back when the task is listed again', () => {
    const back = mergeTaskRun(gone, { ...running, askedAt: after + 40_000, observedAt: after + 40_000 });
    expect(hasStopped(back)).toBe(false);
    expect(taskMoments(back).moments.stoppedAt).toBeNull();
  });
});

describe('restarts of a container', () => {
  const at = (observedAt: number, name: string, runtimeId: string): TaskObservation => ({
    ...(lookAt(fc.sample(anyLife, { numRuns: 1, seed: 3 })[0] as TrueLife, 9_000_000) as TaskObservation),
    observedAt,
    containers: [{ name, exitCode: null, reason: null, lastStatus: null, healthStatus: null, runtimeId }],
  });

  it('are the runtime ids beyond the first, and unknown where there is no second', () => {
    const run = foldTaskRun([at(3, '__proto__', 'b'), at(1, '__proto__', 'a'), at(2, 'app', 'c')]);
    if (!run) throw new Error('nothing was folded');
    expect(restartsSeen(run, '__proto__')).toBe(1);
    expect(restartsSeen(run, 'app')).toBeNull();
    expect(statusRank(run.lastStatus)).toBe(statusRank('STOPPED'));
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countsWithin, minutesHeld } from './minute-facts.js';

const MINUTE = 60_000;

describe('counts within a window', () => {
  it('hold what happened after the start of the window, up to and with its end', () => {
    const stops = [0, 1, 1, 3].map((minute) => minute * MINUTE);
    expect([...countsWithin(stops, { from: 0, count: 6 }, 2 * MINUTE)]).toEqual([1, 3, 2, 1, 1, 0]);
  });

  it('are those of counting each window by itself, in whatever order instants come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -20 * MINUTE, max: 40 * MINUTE })),
        fc.integer({ min: 1, max: 15 }),
        (instants, minutes) => {
          const counts = countsWithin(instants, { from: 0, count: 30 }, minutes * MINUTE);
          counts.forEach((count, i) => {
            const end = i * MINUTE;
            expect(count).toBe(instants.filter((at) => at > end - minutes * MINUTE && at <= end).length);
          });
        },
      ),
    );
  });
});

describe('minutes that a state has lasted', () => {
  it('grow while it holds and are 0 before and after', () => {
    const spans = [
      { from: MINUTE, to: 3 * MINUTE },
      { from: 4.5 * MINUTE, to: null },
    ];
    expect([...minutesHeld(spans, { from: 0, count: 7 })]).toEqual([0, 0, 1, 0, 0, 0.5, 1.5]);
  });

  it('go on from before the first minute', () => {
    expect([...minutesHeld([{ from: -5 * MINUTE, to: null }], { from: 0, count: 2 })]).toEqual([5, 6]);
  });
});

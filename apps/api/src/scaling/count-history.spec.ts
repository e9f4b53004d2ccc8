import { describe, expect, it } from '@jest/globals';
import { clip, countSteps, desiredBefore } from './count-history.js';

describe('the desired count before the first look', () => {
  it('is what each activity set, and before the first one what it began from', () => {
    const changes = [
      { at: 100, from: 2, to: 4 },
      { at: 200, from: 4, to: null },
      { at: 300, from: 4, to: 3 },
      { at: 900, from: 3, to: 9 },
    ];
    expect(desiredBefore(500, 50, changes, [])).toEqual([
      { at: 50, value: 2 },
      { at: 100, value: 4 },
      { at: 300, value: 3 },
    ]);
  });

  it('begins with the first activity where nobody knows what it began from', () => {
    expect(desiredBefore(500, 50, [{ at: 100, from: null, to: 4 }], [])).toEqual([{ at: 100, value: 4 }]);
  });

  it('is that of the rollouts where no activity is known', () => {
    const rollouts = [
      { at: 10, value: 3 },
      { at: 600, value: 5 },
    ];
    expect(desiredBefore(500, 50, [], rollouts)).toEqual([{ at: 10, value: 3 }]);
  });
});

describe('steps of a count', () => {
  it('are its changes; a minute without a value ends nothing', () => {
    expect(countSteps([1, 2, 3, 4, 5], [2, 2, NaN, 2, 3])).toEqual([
      { at: 1, value: 2 },
      { at: 5, value: 3 },
    ]);
  });

  it('begin at the range with what held then, and leave repeats out', () => {
    const steps = [
      { at: 1, value: 2 },
      { at: 4, value: 3 },
      { at: 6, value: 3 },
      { at: 8, value: 5 },
      { at: 20, value: 6 },
    ];
    expect(clip(steps, 5, 20)).toEqual([
      { at: 5, value: 3 },
      { at: 8, value: 5 },
    ]);
    expect(clip(steps, 0, 5)).toEqual(steps.slice(0, 2));
  });
});

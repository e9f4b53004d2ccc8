import { describe, expect, it } from '@jest/globals';
import { prepareBars } from './prepare-bars';
import { prepareSteps } from './prepare-steps';

const iso = (ms: number): string => new Date(ms).toISOString();

describe('values that hold until they change', () => {
  const model = prepareSteps(1000, 5000, [
    {
      id: 'desired',
      label: 'desired',
      colour: 'muted',
      look: 'dashed',
      points: [
        { at: iso(0), value: 10 },
        { at: iso(3000), value: 12 },
      ],
    },
    { id: 'running', label: 'running', colour: 1, look: 'line', points: [{ at: iso(3500), value: 11 }] },
  ]);

  it('stand on every change of any of them, carried to both ends', () => {
    expect(model.grid).toEqual([1000, 3000, 3500, 5000]);
    expect(model.series[0]?.values).toEqual([10, 12, 12, 12]);
  });

  it('know nothing before the first', () => {
    expect(model.series[1]?.values).toEqual([null, null, 11, 11]);
    expect(prepareSteps(1000, 5000, []).empty).toBe('no_data');
  });
});

describe('stacked bars', () => {
  it('scale to the sum of what comes above and what goes below', () => {
    const model = prepareBars([iso(0), iso(60_000)], 60, { from: 0, to: 120_000 }, [
      { id: 'a', label: 'a', colour: 1, values: [3, 2] },
      { id: 'b', label: 'b', colour: 2, values: [4, null] },
      { id: 'c', label: 'c', colour: 'critical', values: [1, 9], down: true },
    ]);
    expect(model.yDomain).toEqual([-10, 10]);
    expect(model.series[1]?.values).toEqual([4, null]);
  });

  it('hatch the buckets that nobody observed', () => {
    const model = prepareBars([iso(0), iso(60_000), iso(120_000)], 60, { from: 0, to: 180_000 }, [
      { id: 'a', label: 'a', colour: 1, values: [null, null, 3] },
    ]);
    expect(model.gaps).toEqual([[0, 120_000]]);
  });

  it('are empty when no bucket was observed, not when all were zero', () => {
    const bars = (values: (number | null)[]) =>
      prepareBars([iso(0)], 60, { from: 0, to: 60_000 }, [{ id: 'a', label: 'a', colour: 1, values }]).empty;
    expect(bars([null])).toBe('no_data');
    expect(bars([0])).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NEVER_DAYS, NEVER_HOURS, daysToEmpty, hoursToEmpty, hoursToEmptyByHour } from './time-to-empty.js';

const falling = (start: number, perHour: number, minutes: number): Float64Array =>
  Float64Array.from({ length: minutes }, (_, i) => start - (perHour * i) / 60);

describe('the time until something is empty', () => {
  it('is what is left over its speed, whichever the speed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), (perHour) => {
        const values = falling(1000, perHour, 200);
        const left = hoursToEmpty(values, 180);
        expect(left).toHaveLength(20);
        expect(left[0]).toBeCloseTo((values[180] as number) / perHour, 6);
        expect(hoursToEmptyByHour(values, 180)[5]).toBeCloseTo((values[185] as number) / perHour, 6);
      }),
    );
  });

  it('is out of sight while it does not fall, or fell only just now', () => {
    expect(hoursToEmpty(new Float64Array(200).fill(7), 180)[3]).toBe(NEVER_HOURS);
    const lately = Float64Array.from({ length: 200 }, (_, i) => (i < 170 ? 1000 : 1000 - (i - 170) * 10));
    expect(hoursToEmpty(lately, 180)[19]).toBe(NEVER_HOURS);
  });

  it('is none while it is empty, also when it can fall no further; not once it rises', () => {
    const spent = Float64Array.from({ length: 400 }, (_, i) => Math.max(0, 200 - i));
    expect([...hoursToEmptyByHour(spent, 180)].slice(20)).toEqual(Array.from({ length: 200 }, () => 0));
    expect(hoursToEmpty(spent, 180)[210]).toBe(0);
    expect(
      hoursToEmpty(
        spent.map((value) => value + 3),
        180,
        5,
      )[210],
    ).toBe(0);
    const filling = Float64Array.from({ length: 400 }, (_, i) => (i < 300 ? 0 : i - 300));
    expect(hoursToEmptyByHour(filling, 180)[215]).toBe(NEVER_HOURS);
  });

  it('is not known where a value is missing at either end', () => {
    const values = falling(1000, 10, 200);
    values[190 - 30] = NaN;
    expect(hoursToEmpty(values, 180)[10]).toBeNaN();
    expect(hoursToEmpty(falling(1000, 10, 100), 60)[0]).toBeNaN();
  });

  it('is said in days by the slope of weeks, and not before there is a week', () => {
    const hourly = Array.from({ length: 20 * 24 }, (_, hour) => 5000 - hour);
    expect(daysToEmpty(hourly)).toBeCloseTo((5000 - hourly.length + 1) / 24, 0);
    expect(daysToEmpty(hourly.slice(0, 100))).toBeNaN();
    expect(daysToEmpty(hourly.map((_, hour) => hour))).toBe(NEVER_DAYS);
  });
});

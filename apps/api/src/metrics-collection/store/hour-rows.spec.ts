import { describe, expect, it } from '@jest/globals';
import { HOUR_MS, HourRows, MINUTE_MS } from './hour-rows.js';

const HOUR = Date.UTC(2026, 10, 23, 5);
const FAST = { id: 1, period: 60 };

describe('metric hours on their way', () => {
  it('puts each point into the slot of its timestamp, NaN elsewhere', () => {
    const rows = new HourRows();
    rows.add(FAST, [HOUR + 59 * MINUTE_MS, HOUR + HOUR_MS], [1.5, 2.5]);
    expect(rows.hours).toEqual([HOUR, HOUR + HOUR_MS]);
    expect(rows.slotsOf(0)[59]).toBe(1.5);
    expect(rows.slotsOf(1)[0]).toBe(2.5);
    expect([...rows.slotsOf(0)].filter(Number.isNaN)).toHaveLength(59);
    expect(rows.newest.get(1)).toBe(HOUR + HOUR_MS);
  });

  it('merges the parts of a split answer, the last of a slot counting', () => {
    const rows = new HourRows();
    rows.add(FAST, [HOUR, HOUR + MINUTE_MS], [1, 2]);
    rows.add({ id: 2, period: 60 }, [HOUR], [9]);
    rows.add(FAST, [HOUR + MINUTE_MS, HOUR + 2 * MINUTE_MS], [3, 4]);
    expect(rows.seriesIds).toEqual([1, 2]);
    expect([...rows.slotsOf(0)].slice(0, 4)).toEqual([1, 3, 4, NaN]);
  });

  it('keeps rows apart when they are more than fit at first', () => {
    const rows = new HourRows();
    for (let n = 0; n < 1000; n += 1) rows.add(FAST, [HOUR + n * HOUR_MS], [n]);
    expect(rows.length).toBe(1000);
    expect(rows.parts().map((slots) => slots[0])).toEqual(Array.from({ length: 1000 }, (_r, n) => n));
  });

  it('refuses what float32 cannot hold, and counts it', () => {
    const rows = new HourRows();
    rows.add(FAST, [HOUR, HOUR + MINUTE_MS, HOUR + 2 * MINUTE_MS], [1e39, -Infinity, 3.4e38]);
    expect(rows.refused.get(1)).toBe(2);
    expect(rows.points).toBe(1);
  });

  it('leaves out what is known', () => {
    const rows = new HourRows();
    rows.add(FAST, [HOUR, HOUR + MINUTE_MS], [0.1, 0.2], (_minute, value) => value === Math.fround(0.1));
    expect(rows.points).toBe(1);
    expect(rows.slotsOf(0)[0]).toBeNaN();
  });

  it('keeps points an hour apart for the days', () => {
    const rows = new HourRows();
    rows.add({ id: 3, period: 3600 }, [HOUR], [0.1]);
    expect(rows.length).toBe(0);
    expect(rows.hourly).toEqual([{ seriesId: 3, hour: HOUR, value: 0.1 }]);
  });
});

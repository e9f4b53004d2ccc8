import { describe, expect, it } from '@jest/globals';
import { METRIC_CATALOGUE } from '@danji/shared';
import { hoursToSettle, SETTLE_AGE_MS, settledUntil } from './settle-age.js';

const at = (hour: number, minute: number): number => Date.UTC(2026, 10, 23, hour, minute);

describe('when an hour is settled', () => {
  it('is old enough for the slowest metric that is collected by default', () => {
    const always = METRIC_CATALOGUE.filter(({ optional }) => optional !== true);
    const slowest = Math.max(...always.map(({ delaySeconds }) => delaySeconds));
    expect(SETTLE_AGE_MS).toBeGreaterThanOrEqual(2 * slowest * 1000);
  });

  it('settles with a write from half an hour after its end on', () => {
    expect(settledUntil(at(5, 30))).toBe(at(5, 0));
  });

  it('visits each hour once it is behind every write that was begun while it was open', () => {
    expect(hoursToSettle(at(3, 0), at(5, 34))).toEqual([at(3, 0)]);
    expect(hoursToSettle(at(3, 0), at(5, 35))).toEqual([at(3, 0), at(4, 0)]);
    expect(hoursToSettle(at(5, 0), at(5, 35))).toEqual([]);
  });
});

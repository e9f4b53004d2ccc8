import { describe, expect, it } from '@jest/globals';
import { METRIC_CATALOGUE } from '@danji/shared';
import { hoursToSettle, SETTLE_AGE_MS, settledUntil } from './settle-age.js';

const at = (hour: number, minute: number): number => Date.UTC(2026, 10, 23, hour, minute);

describe('when an hour is settled', () => {
  it('is old enough for the slowest metric of the catalogue', () => {
    const slowest = Math.max(...METRIC_CATALOGUE.map(({ delaySeconds }) => delaySeconds));
    expect(SETTLE_AGE_MS).toBeGreaterThanOrEqual(2 * slowest * 1000);
  });

  it('settles with a write from twenty minutes after its end on', () => {
    expect(settledUntil(at(5, 20))).toBe(at(5, 0));
  });

  it('visits each hour once it is behind every write that was begun while it was open', () => {
    expect(hoursToSettle(at(3, 0), at(5, 24))).toEqual([at(3, 0)]);
    expect(hoursToSettle(at(3, 0), at(5, 25))).toEqual([at(3, 0), at(4, 0)]);
    expect(hoursToSettle(at(5, 0), at(5, 25))).toEqual([]);
  });
});

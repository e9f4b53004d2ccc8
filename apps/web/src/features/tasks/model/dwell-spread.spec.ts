import { describe, expect, it } from '@jest/globals';
import { dwellSpread } from './dwell-spread';

describe('dwellSpread', () => {
  it('keeps the order and stays inside the scale', () => {
    const spread = dwellSpread({ p50: 6, p90: 300, p99: 9e9 });
    expect(spread?.p50).toBeCloseTo(13.4, 1);
    expect(spread?.p90).toBeGreaterThan(spread?.p50 ?? 0);
    expect(spread?.p99).toBe(100);
  });
  it('draws nothing of a phase that no task has left', () => {
    expect(dwellSpread({ p50: null, p90: null, p99: null })).toBeNull();
  });
});

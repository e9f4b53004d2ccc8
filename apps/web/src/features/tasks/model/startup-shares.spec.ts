import { describe, expect, it } from '@jest/globals';
import { startupShares } from './startup-shares';

const row = (part: 'provision' | 'pull' | 'start' | 'total' | 'healthy', p50: number) => ({
  part,
  count: 1,
  p50,
  p90: p50,
  p99: p50,
  previous: null,
});

describe('startupShares', () => {
  it('shares out the medians of the parts, without their total', () => {
    const shares = startupShares([
      row('provision', 10),
      row('pull', 30),
      row('total', 40),
      row('healthy', 90),
    ]);
    expect(shares).toEqual([
      { part: 'provision', percent: 25 },
      { part: 'pull', percent: 75 },
    ]);
  });
  it('has no share where nothing took time', () => {
    expect(startupShares([row('pull', 0)])).toEqual([]);
    expect(startupShares([])).toEqual([]);
  });
});

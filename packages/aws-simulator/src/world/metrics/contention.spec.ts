import { describe, expect, it } from '@jest/globals';
import { Rng } from '../random.js';
import { fairLevel, slowdown, type Claim } from './contention.js';

function drawn(seed: number): { claims: Claim[]; capacity: number } {
  const rng = new Rng(seed, 'contention');
  const claims = Array.from({ length: rng.int(1, 12) }, () => ({
    wanted: rng.int(0, 3000),
    weight: rng.int(1, 8) * 128,
  }));
  return { claims, capacity: rng.int(1, 6000) };
}

describe('the division of an instance', () => {
  it('gives everything away where more is asked, nobody more than it wants, and by weight among the rest', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const { claims, capacity } = drawn(seed);
      const level = fairLevel(claims, capacity);
      const got = claims.map(({ wanted, weight }) => Math.min(wanted, level * weight));
      const [asked, given] = [claims.map(({ wanted }) => wanted), got].map((all) =>
        all.reduce((sum, one) => sum + one, 0),
      );
      expect(given).toBeCloseTo(Math.min(asked ?? 0, capacity), 6);
    }
  });

  it('slows nobody down before something is short, and more the shorter it is', () => {
    expect(slowdown({ cpu: 0.8, memory: 0.7, network: 0.5 })).toBe(1);
    let last = 1;
    for (let cpu = 0.9; cpu < 2; cpu += 0.1) {
      const now = slowdown({ cpu, memory: 0.3, network: 0 });
      expect(now).toBeGreaterThan(last);
      last = now;
    }
  });
});

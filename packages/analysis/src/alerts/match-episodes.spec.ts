import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AlertEpisode } from './evaluate-alert.js';
import { matchEpisodes } from './match-episodes.js';

function episode(beganAt: number, resolvedAt: number | null = null): AlertEpisode {
  return { beganAt, firedAt: beganAt, resolvedAt, value: 1, peak: 1, flapped: false };
}

describe('stored episodes after a correction', () => {
  it('stay those that began at the same instant, and those that overlap', () => {
    const [first, second, third] = [episode(10, 20), episode(30, 40), episode(60)];
    const moved = [episode(31, 41), episode(10, 22), episode(80, 90)];
    const matched = matchEpisodes([first, second, third], moved);
    expect(matched.same).toEqual([
      [first, moved[1]],
      [second, moved[0]],
      [third, moved[2]],
    ]);
    expect(matched.gone).toEqual([]);
  });

  it('are gone where nothing is left of them, and new ones are added', () => {
    const gone = episode(10, 20);
    const added = episode(30);
    expect(matchEpisodes([gone], [added])).toEqual({ same: [], gone: [gone], added: [added] });
  });

  it('are each told exactly once', () => {
    const episodes = fc
      .uniqueArray(fc.nat(100), { maxLength: 8 })
      .map((starts) =>
        starts.toSorted((a, b) => a - b).map((at, i, all) => episode(at, i < all.length - 1 ? at + 1 : null)),
      );
    fc.assert(
      fc.property(episodes, episodes, (known, found) => {
        const { same, gone, added } = matchEpisodes(known, found);
        expect(same.length + gone.length).toBe(known.length);
        expect(same.length + added.length).toBe(found.length);
        expect(new Set([...same.map(([one]) => one), ...gone]).size).toBe(known.length);
      }),
    );
  });
});

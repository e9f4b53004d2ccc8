import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countDecreases, linkReplacements, type ReplaceableTask } from './replacement.js';

const task = (
  id: string,
  createdAt: number,
  lostAt: number | null = null,
  deployment = 'd',
): ReplaceableTask => ({
  id,
  createdAt,
  lostAt,
  deployment,
});
const links = (...given: Parameters<typeof linkReplacements>): [string, string][] => [
  ...linkReplacements(...given),
];

describe('the replacement of a lost task', () => {
  it('is the next task of its deployment', () => {
    expect(links([task('a', 0, 10), task('b', 0), task('c', 13)], [])).toEqual([['c', 'a']]);
  });

  it('fills the place that has been open the longest', () => {
    expect(links([task('a', 0, 10), task('b', 0, 12), task('c', 20), task('d', 30)], [])).toEqual([
      ['c', 'a'],
      ['d', 'b'],
    ]);
  });

  it('is itself replaced when it fails', () => {
    expect(links([task('a', 0, 10), task('b', 13, 20), task('c', 23)], [])).toEqual([
      ['b', 'a'],
      ['c', 'b'],
    ]);
  });

  it('is none for a task that was stopped on purpose, and for one of an older deployment', () => {
    expect(links([task('a', 0), task('b', 13)], [])).toEqual([]);
    expect(links([task('a', 0, 10, 'old'), task('b', 13, null, 'new')], [])).toEqual([]);
  });

  it('is none where the desired count was lowered before it started', () => {
    expect(links([task('a', 0, 10), task('b', 0, 11), task('c', 20)], [{ at: 15, by: 1 }])).toEqual([
      ['c', 'b'],
    ]);
    expect(links([task('a', 0, 10), task('c', 20)], [{ at: 25, by: 1 }])).toEqual([['c', 'a']]);
  });

  it('is one to one, never older than the loss, and the same in any order of the list', () => {
    const anyTask = fc.record({
      createdAt: fc.integer({ min: 0, max: 40 }),
      life: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
      deployment: fc.constantFrom('d', 'e'),
    });
    const anyTasks = fc
      .array(anyTask, { maxLength: 30 })
      .map((list) =>
        list.map(({ createdAt, life, deployment }, i) =>
          task(`t${i}`, createdAt, life === null ? null : createdAt + life, deployment),
        ),
      );
    const decreases = fc.array(
      fc.record({ at: fc.integer({ min: 0, max: 60 }), by: fc.integer({ min: 1, max: 3 }) }),
      {
        maxLength: 3,
      },
    );
    fc.assert(
      fc.property(
        anyTasks.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        decreases,
        ([list, shuffled], lowered) => {
          const found = linkReplacements(list, lowered);
          expect(linkReplacements(shuffled, lowered)).toEqual(found);
          expect(new Set(found.values()).size).toBe(found.size);
          const byId = new Map(list.map((one) => [one.id, one]));
          for (const [fresh, lost] of found) {
            const [a, b] = [byId.get(fresh), byId.get(lost)];
            expect(a?.createdAt).toBeGreaterThanOrEqual(b?.lostAt ?? Infinity);
            expect(a?.deployment).toBe(b?.deployment);
          }
        },
      ),
    );
  });
});

describe('decreases of the desired count', () => {
  it('are told once where two sources tell of them', () => {
    const changes = [
      { at: 5, from: 5, to: 4 },
      { at: 3, from: 5, to: 4 },
      { at: 20, from: 4, to: 6 },
      { at: 30, from: 6, to: 3 },
    ];
    expect(countDecreases(changes)).toEqual([
      { at: 3, by: 1 },
      { at: 30, by: 3 },
    ]);
  });

  it('are placed at the later of two sweeps that enclose them', () => {
    expect(countDecreases([{ at: 3, until: 8, from: 5, to: 4 }])).toEqual([{ at: 8, by: 1 }]);
  });

  it('are none of a count that was not known before', () => {
    expect(countDecreases([{ at: 1, from: null, to: 2 }])).toEqual([]);
  });
});

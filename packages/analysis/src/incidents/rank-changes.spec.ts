import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rankChanges, type RecentChange } from './rank-changes.js';

const MINUTE = 60_000;
const BEGAN = 100 * MINUTE;

function change(id: string, before: number, more: Partial<RecentChange> = {}): RecentChange {
  return { id, kind: 'deployment', at: BEGAN - before * MINUTE, relation: 'same', ...more };
}

const order = (...changes: RecentChange[]): string[] => rankChanges(BEGAN, changes).map(({ id }) => id);

describe('what changed before an alert', () => {
  it('is ranked by how shortly before it was', () => {
    expect(order(change('early', 25), change('late', 2))).toEqual(['late', 'early']);
    // Half an hour makes a deployment less likely than a scaling of just now.
    expect(order(change('early', 29), change('scaling', 0, { kind: 'scaling' }))).toEqual([
      'scaling',
      'early',
    ]);
  });

  it('puts what people did to the service before what the fleet did by itself', () => {
    expect(order(change('stops', 1, { kind: 'task_stops' }), change('deploy', 10))).toEqual([
      'deploy',
      'stops',
    ]);
  });

  it('puts a change of the service itself before one elsewhere in its cluster', () => {
    expect(order(change('elsewhere', 1, { relation: 'cluster' }), change('own', 15))).toEqual([
      'own',
      'elsewhere',
    ]);
  });

  it('leaves out what is older than half an hour, and what came well after', () => {
    expect(order(change('old', 31), change('after', -6), change('just after', -3))).toEqual(['just after']);
  });

  it('has scores of 0 to 1 that fall, and does not depend on the order', () => {
    const changes = fc.uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1 }),
        kind: fc.constantFrom('deployment', 'configuration', 'scaling', 'task_stops', 'log_lines'),
        at: fc.integer({ min: BEGAN - 40 * MINUTE, max: BEGAN + 10 * MINUTE }),
        relation: fc.constantFrom('same', 'related', 'host', 'cluster', 'account'),
      }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(changes, (drawn) => {
        const ranked = rankChanges(BEGAN, drawn);
        ranked.forEach(({ score }, i) => {
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(Math.min(1, ranked[i - 1]?.score ?? 1));
        });
        expect(rankChanges(BEGAN, drawn.toReversed())).toEqual(ranked);
      }),
    );
  });
});

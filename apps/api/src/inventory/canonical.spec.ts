import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalHash, changesBetween } from './canonical.js';

function reversed(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, held]) => [name, reversed(held)]),
  );
}

describe('canonicalHash', () => {
  it('does not depend on the order of members', () => {
    fc.assert(
      fc.property(fc.object({ maxDepth: 3 }), (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as unknown;
        expect(canonicalHash(reversed(plain))).toBe(canonicalHash(plain));
      }),
    );
  });

  it('tells lists of another order apart', () => {
    expect(canonicalHash({ a: [1, 2] })).not.toBe(canonicalHash({ a: [2, 1] }));
  });
});

describe('changesBetween', () => {
  it('names the paths that differ, lists whole', () => {
    const before = { cpu: 256, network: { subnets: ['a'], ip: null }, gone: 1 };
    const after = { cpu: 512, network: { subnets: ['a', 'b'], ip: null }, added: true };
    expect(changesBetween(before, after)).toEqual([
      { path: 'added', before: null, after: true },
      { path: 'cpu', before: 256, after: 512 },
      { path: 'gone', before: 1, after: null },
      { path: 'network.subnets', before: ['a'], after: ['a', 'b'] },
    ]);
  });

  it('is empty for equal values', () => {
    expect(changesBetween({ a: { b: [1] } }, { a: { b: [1] } })).toEqual([]);
  });
});

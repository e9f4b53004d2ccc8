import { describe, expect, it } from '@jest/globals';
import { dueInRotation } from './rotation.js';

const NOW = Date.UTC(2026, 10, 23, 5, 30);
const MINUTE = 60_000;

describe('what a sweep reads of what AWS offers one at a time', () => {
  const options = { now: NOW, sweepSeconds: 15, unknownPerSweep: 2 };

  it('takes unknown ones first, a few a sweep', () => {
    expect(dueInRotation(['a', 'b', 'c'], () => undefined, options)).toEqual(['a', 'b']);
  });

  it('leaves alone what was read a little while ago', () => {
    expect(dueInRotation(['a', 'b'], () => NOW - 7 * MINUTE, options)).toEqual([]);
  });

  it('takes the oldest, as many as come round in half a rotation', () => {
    const ages = new Map(Array.from({ length: 120 }, (_, i) => [`k${i}`, NOW - (8 + i) * MINUTE]));
    expect(dueInRotation(ages.keys(), (key) => ages.get(key), options)).toEqual([
      'k119',
      'k118',
      'k117',
      'k116',
    ]);
  });

  it('comes round within a quarter of an hour', () => {
    const readAt = new Map(Array.from({ length: 100 }, (_, i) => [`k${i}`, NOW]));
    let oldest = 0;
    for (let now = NOW; now < NOW + 60 * MINUTE; now += 15_000) {
      const due = dueInRotation(readAt.keys(), (key) => readAt.get(key), { ...options, now });
      for (const key of due) readAt.set(key, now);
      oldest = Math.max(oldest, now - Math.min(...readAt.values()));
    }
    expect(oldest).toBeLessThanOrEqual(15 * MINUTE + 30_000);
  });
});

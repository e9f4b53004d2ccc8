import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { linear, niceCeil, yAxis } from './scale';

describe('the y axis', () => {
  it.each([
    [3, 'percent', [0, 100]],
    [100, 'percent', [0, 100]],
    [127, 'percent', [0, 150]],
    [310, 'percent', [0, 400]],
    [0, 'count', [0, 2]],
    [3, 'count', [0, 3]],
    [412, 'count', [0, 500]],
    [14, 'count', [0, 16]],
    [41 * 2 ** 30, 'bytes', [0, 64 * 2 ** 30]],
    [0.352, 's', [0, 0.4]],
  ] as const)('of %d %s reaches %j', (max, unit, domain) => {
    expect(yAxis(max, unit).domain).toEqual(domain);
  });

  it('follows a percentage that is normally tiny', () => {
    expect(yAxis(7.8, 'percent', true).domain).toEqual([0, 8]);
  });

  it('always holds the data, begins at zero and has its ends as ticks', () => {
    const unit = fc.constantFrom('percent' as const, 'bytes' as const, 'count' as const, 's' as const);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e15, noNaN: true }), unit, (max, kind) => {
        const { domain, ticks } = yAxis(max, kind);
        expect(domain[0]).toBe(0);
        expect(domain[1]).toBeGreaterThanOrEqual(max * (1 - 1e-9));
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBe(domain[1]);
        expect(ticks).toEqual([...ticks].sort((a, b) => a - b));
      }),
    );
  });

  it('rounds up to a number that reads well', () => {
    expect(niceCeil(1001, false)).toBe(1200);
    expect(niceCeil(3 * 1024, true)).toBe(4 * 1024);
  });

  it('maps linearly', () => {
    expect(linear([0, 10], [100, 0])(2.5)).toBe(75);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseFreeText } from './free-text';
import {
  absolute,
  formatRange,
  parseRange,
  resolveRange,
  shiftRange,
  zoomOut,
  type RangeText,
} from './range';

const NOW = Date.UTC(2026, 10, 23, 5, 14);
const SEOUL = 'Asia/Seoul';
const ok = (range: RangeText | { error: string }): RangeText => {
  if ('error' in range) throw new Error(range.error);
  return range;
};
const span = (input: string): [string, string] => {
  const { from, to } = resolveRange(ok(parseFreeText(input, NOW, SEOUL)), NOW, SEOUL);
  return [new Date(from).toISOString(), new Date(to).toISOString()];
};

describe('the range in the URL', () => {
  it.each(['now-6h..now', 'now-1d/d..now/d', '2026-11-20T09:00..2026-11-20T12:00'])(
    '%s comes back as it was',
    (text) => {
      expect(formatRange(ok(parseRange(text)))).toBe(text);
    },
  );

  it('round-trips any absolute range to the minute', () => {
    const minute = fc.integer({ min: 0, max: 40_000_000 });
    fc.assert(
      fc.property(minute, fc.integer({ min: 1, max: 500_000 }), (start, length) => {
        const range = absolute({ from: start * 60_000, to: (start + length) * 60_000 });
        expect(ok(parseRange(formatRange(range)))).toEqual({
          from: range.from.replace(':00.000Z', 'Z'),
          to: range.to.replace(':00.000Z', 'Z'),
        });
      }),
    );
  });

  it.each(['', 'now-6h', 'now-6x..now', '..', 'yesterday..now', '2026-13-01T00:00..now'])(
    'refuses %j and says how',
    (text) => {
      const parsed = parseRange(text);
      expect('error' in parsed && parsed.error).toMatch(/range ".*": .*(now-6h|ISO)/i);
    },
  );

  it('turns a backwards range into the hour before its end', () => {
    expect(resolveRange({ from: 'now', to: 'now-1h' }, NOW, 'UTC')).toEqual({
      from: NOW - 7_200_000,
      to: NOW - 3_600_000,
    });
  });

  it('begins "today" at midnight of the zone', () => {
    const { from } = resolveRange(ok(parseRange('now/d..now')), NOW, SEOUL);
    expect(new Date(from).toISOString()).toBe('2026-11-22T15:00:00.000Z');
  });
});

describe('moving and widening', () => {
  it('moves by half and stops at now', () => {
    const range = { from: NOW - 7_200_000, to: NOW - 3_600_000 };
    expect(shiftRange(range, -1, NOW)).toEqual(
      absolute({ from: range.from - 1_800_000, to: range.to - 1_800_000 }),
    );
    expect(shiftRange({ from: NOW - 3_600_000, to: NOW }, 1, NOW).to).toBe(new Date(NOW).toISOString());
  });

  it('keeps a live range live when it widens', () => {
    const range = { from: 'now-3h', to: 'now' };
    expect(zoomOut(range, resolveRange(range, NOW, 'UTC'), NOW)).toEqual({ from: 'now-6h', to: 'now' });
  });
});

describe('what people type', () => {
  it.each([
    ['3h', '2026-11-23T02:14:00.000Z', '2026-11-23T05:14:00.000Z'],
    ['최근 2일', '2026-11-21T05:14:00.000Z', '2026-11-23T05:14:00.000Z'],
    ['어제', '2026-11-21T15:00:00.000Z', '2026-11-22T15:00:00.000Z'],
    ['지난주', '2026-11-15T15:00:00.000Z', '2026-11-22T15:00:00.000Z'],
    ['11/20 09:00 - 10:30', '2026-11-20T00:00:00.000Z', '2026-11-20T01:30:00.000Z'],
    ['2026-11-20 09:00 - 2026-11-21 09:00', '2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z'],
    ['12/24', '2025-12-23T15:00:00.000Z', '2025-12-24T15:00:00.000Z'],
    ['09:00 - 10:00', '2026-11-23T00:00:00.000Z', '2026-11-23T01:00:00.000Z'],
  ])('%s in Seoul', (input, from, to) => {
    expect(span(input)).toEqual([from, to]);
  });

  it.each(['soon', '25:99', '13/45', '10:00 - 11:00 - 12:00', ''])('does not guess at %j', (input) => {
    expect(parseFreeText(input, NOW, SEOUL)).toHaveProperty('error');
  });
});

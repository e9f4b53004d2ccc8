import { describe, expect, it } from '@jest/globals';
import { parseTimePoint, resolveTimePoint, zonedInstant, zoneOffset, type TimePoint } from './time-range.js';

const NOW = Date.parse('2026-11-23T05:17:42.123Z');

function resolve(text: string, zone = 'UTC', now = NOW): string {
  const point = parseTimePoint(text);
  if ('error' in point) throw new Error(point.error);
  return new Date(resolveTimePoint(point, now, zone)).toISOString();
}

describe('parseTimePoint', () => {
  it.each([
    '',
    'yesterday',
    'now-',
    'now-6',
    'now-6x',
    'now/q',
    '2026-11-23',
    '2026-11-23T09:00:00',
    '2026-13-45T09:00:00Z',
    '2026-02-30T09:00:00Z',
    '2026-11-31T00:00:00+09:00',
    'now-6h; drop',
  ])('refuses %j with a sentence that says what to write', (text) => {
    const parsed = parseTimePoint(text);
    expect('error' in parsed && parsed.error).toContain('now-6h');
  });

  it('keeps an absolute instant with an offset', () => {
    expect(parseTimePoint('2026-11-23T09:00:00+09:00')).toEqual({
      kind: 'absolute',
      at: Date.parse('2026-11-23T00:00:00Z'),
    });
  });
});

describe('resolveTimePoint', () => {
  it.each(['now+999999y', 'now-999999y', 'now+999999y/d', 'now-999999M/w', 'now+273750y'])(
    'is not a number where %s lies beyond all dates',
    (text) => {
      const point = parseTimePoint(text) as TimePoint;
      for (const zone of ['UTC', 'Asia/Seoul', 'America/New_York'])
        expect(Number.isFinite(resolveTimePoint(point, NOW, zone))).toBe(false);
    },
  );

  it.each([
    ['now', 'UTC', '2026-11-23T05:17:42.123Z'],
    ['now-6h', 'UTC', '2026-11-22T23:17:42.123Z'],
    ['now-7d', 'UTC', '2026-11-16T05:17:42.123Z'],
    ['now/d', 'UTC', '2026-11-23T00:00:00.000Z'],
    ['now/d', 'Asia/Seoul', '2026-11-22T15:00:00.000Z'],
    ['now-1d/d', 'Asia/Seoul', '2026-11-21T15:00:00.000Z'],
    ['now/w', 'Asia/Seoul', '2026-11-22T15:00:00.000Z'],
    ['now/M', 'UTC', '2026-11-01T00:00:00.000Z'],
    ['now/y', 'UTC', '2026-01-01T00:00:00.000Z'],
  ])('reads %s in %s as %s', (text, zone, expected) => {
    expect(resolve(text, zone)).toBe(expected);
  });

  it('keeps the wall-clock time when a day back crosses a change to winter time', () => {
    const now = Date.parse('2026-11-02T12:00:00Z'); // 07:00 in New York, one day after clocks went back
    expect(resolve('now-2d', 'America/New_York', now)).toBe('2026-10-31T11:00:00.000Z');
  });

  it('starts a 25-hour day at its own midnight', () => {
    const midday = Date.parse('2026-11-01T17:00:00Z');
    const point = parseTimePoint('now/d') as TimePoint;
    const start = resolveTimePoint(point, midday, 'America/New_York');
    const next = zonedInstant('America/New_York', 2026, 11, 2);
    expect(next - start).toBe(25 * 3_600_000);
  });
});

describe('zoneOffset', () => {
  it('is nine hours in Seoul and zero in UTC', () => {
    expect(zoneOffset(NOW, 'Asia/Seoul')).toBe(9 * 3_600_000);
    expect(zoneOffset(NOW, 'UTC')).toBe(0);
  });
});

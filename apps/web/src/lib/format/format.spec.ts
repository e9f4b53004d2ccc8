import { describe, expect, it } from '@jest/globals';
import { safeHref, shortId } from './ids';
import { ago, clock, dateTime, duration, offsetName, timeTicks, whenShort } from './time';
import { exactUsd, formatValue, mib, usd, vcpu } from './value';

const AT = Date.UTC(2026, 10, 23, 5, 5, 9);

describe('prices', () => {
  it('are rounded to cents, except where a cent is far too much', () => {
    expect(usd(12.345, 'en')).toBe('$12.35');
    expect(exactUsd(0.00001, 'en')).toBe('$0.00001');
    expect(exactUsd(0, 'ko')).toBe('$0');
  });
});

describe('times', () => {
  it('are written in the zone asked for', () => {
    expect(clock(AT, 'Asia/Seoul')).toBe('14:05');
    expect(clock(AT, 'UTC', true)).toBe('05:05:09');
    expect(offsetName(AT, 'Asia/Seoul')).toBe('UTC+09:00');
    expect(dateTime(AT, 'Asia/Seoul', 'ko')).toBe('11월 23일 (월) 14:05');
    expect(dateTime(AT, 'UTC', 'en')).toBe('Mon 23 Nov 05:05');
  });

  it('name the day only when it is another', () => {
    expect(whenShort(AT, AT + 3_600_000, 'UTC', 'en')).toBe('05:05');
    expect(whenShort(AT, AT + 86_400_000, 'UTC', 'en')).toBe('23 Nov 05:05');
  });

  it.each([
    [0, '0 s', '0초'],
    [52, '52 s', '52초'],
    [192, '3 min 12 s', '3분 12초'],
    [2_700, '45 min', '45분'],
    [90_000, '1 d 1 h', '1일 1시간'],
    [1_209_600, '14 d', '14일'],
  ])('%d s last %s', (seconds, en, ko) => {
    expect(duration(seconds, 'en')).toBe(en);
    expect(duration(seconds, 'ko')).toBe(ko);
  });

  it('age in one unit', () => {
    expect(ago(AT, AT + 185_000, 'en')).toBe('3 min ago');
    expect(ago(AT, AT + 185_000, 'ko')).toBe('3분 전');
    expect(ago(AT + 5_000, AT, 'en')).toBe('0 s ago');
  });
});

describe('ticks of the time axis', () => {
  it('stand on the round clock of the zone', () => {
    const from = Date.UTC(2026, 10, 22, 20, 10);
    const ticks = timeTicks(from, from + 86_400_000, 'Asia/Kolkata', 5);
    expect(ticks.map((tick) => clock(tick, 'Asia/Kolkata'))).toEqual(['06:00', '12:00', '18:00', '00:00']);
  });

  it('are never more than asked for by more than one', () => {
    for (const hours of [0.25, 1, 3, 24, 168, 336, 2160]) {
      const ticks = timeTicks(AT - hours * 3_600_000, AT, 'Asia/Seoul', 5);
      expect(ticks.length).toBeGreaterThan(0);
      expect(ticks.length).toBeLessThanOrEqual(6);
    }
  });
});

describe('values', () => {
  it.each([
    [41 * 2 ** 30, 'bytes', '41 GiB'],
    [7.84, 'percent', '7.84 %'],
    [0.352, 's', '352 ms'],
    [12, 's', '12 s'],
    [1_234_567, 'count', '1.23 M'],
    [9_876, 'count', '9,876'],
    [0, 'bytes', '0 B'],
    [null, 'percent', '–'],
  ] as const)('%p %s reads %s', (value, unit, text) => {
    expect(formatValue(value, unit)).toBe(text);
  });

  it('name CPU and memory as AWS sells them', () => {
    expect([vcpu(256), vcpu(4096), vcpu(null)]).toEqual(['0.25 vCPU', '4 vCPU', '–']);
    expect([mib(512), mib(1024), mib(7680)]).toEqual(['512 MiB', '1 GiB', '7.5 GiB']);
  });
});

describe('what comes from outside', () => {
  it('becomes a link only as http or https', () => {
    expect(safeHref('javascript:alert(1)')).toBeNull();
    expect(safeHref(' JavaScript:alert(1)')).toBeNull();
    expect(safeHref('data:text/html,x')).toBeNull();
    expect(safeHref('//evil')).toBeNull();
    expect(safeHref('https://console.aws.amazon.com/x')).toBe('https://console.aws.amazon.com/x');
  });

  it('is shortened from the front of its last part', () => {
    expect(shortId('arn:aws:ecs:x:1:task/c/9f2c0d1171be04c03dae12ab34cd56ef')).toBe('9f2c0d11');
  });
});

import { describe, expect, it } from '@jest/globals';
import { nextMorning } from './next-morning';

describe('the next morning', () => {
  it('is nine o’clock of today before it, and of tomorrow after it, in the zone of the reader', () => {
    const night = Date.UTC(2026, 10, 25, 18, 0);
    expect(new Date(nextMorning(night, 'Asia/Seoul')).toISOString()).toBe('2026-11-26T00:00:00.000Z');
    expect(new Date(nextMorning(night, 'UTC')).toISOString()).toBe('2026-11-26T09:00:00.000Z');
  });
});

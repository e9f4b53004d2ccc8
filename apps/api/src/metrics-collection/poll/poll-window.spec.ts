import { describe, expect, it } from '@jest/globals';
import { lookbackMs, pollWindow } from './poll-window.js';

const NOW = Date.UTC(2026, 10, 23, 5, 33, 20);

describe('the window of a poll', () => {
  it('is half an hour, or twice the publication delay or the period where that is more', () => {
    expect(lookbackMs({ delaySeconds: 180, period: 300 })).toBe(30 * 60_000);
    expect(lookbackMs({ delaySeconds: 7800, period: 60 })).toBe(15_600_000);
    expect(lookbackMs({ delaySeconds: 180, period: 3600 })).toBe(7_200_000);
  });

  it.each([
    [60, '2026-11-23T05:03:00.000Z', '2026-11-23T05:33:00.000Z'],
    [300, '2026-11-23T05:00:00.000Z', '2026-11-23T05:30:00.000Z'],
    [3600, '2026-11-23T05:00:00.000Z', '2026-11-23T05:00:00.000Z'],
  ])('is aligned to %d s and ends with the last whole period', (period, from, to) => {
    const window = pollWindow(NOW, period, 30 * 60_000);
    expect(new Date(window.from).toISOString()).toBe(from);
    expect(new Date(window.to).toISOString()).toBe(to);
  });
});

import { describe, expect, it } from '@jest/globals';
import { nextUtcWindow } from './utc-window';

/** A Wednesday. */
const NOW = Date.parse('2026-11-25T14:00:00Z');
const at = (text: string): number => Date.parse(text);

describe('the windows of RDS', () => {
  it.each([
    ['13:10-13:40', '2026-11-26T13:10:00Z', '2026-11-26T13:40:00Z', false],
    ['23:45-00:15', '2026-11-25T23:45:00Z', '2026-11-26T00:15:00Z', false],
    ['13:50-14:20', '2026-11-25T13:50:00Z', '2026-11-25T14:20:00Z', false],
    ['sun:18:00-sun:18:30', '2026-11-29T18:00:00Z', '2026-11-29T18:30:00Z', true],
    ['wed:13:00-wed:13:30', '2026-12-02T13:00:00Z', '2026-12-02T13:30:00Z', true],
    ['sat:23:30-sun:00:30', '2026-11-28T23:30:00Z', '2026-11-29T00:30:00Z', true],
  ])('%s comes next at %s', (text, from, to, weekly) => {
    expect(nextUtcWindow(text, NOW)).toEqual({ from: at(from), to: at(to), weekly });
  });

  it.each(['', 'soon', 'xyz:18:00-xyz:18:30'])('"%s" is no window', (text) => {
    expect(nextUtcWindow(text, NOW)).toBeNull();
  });
});

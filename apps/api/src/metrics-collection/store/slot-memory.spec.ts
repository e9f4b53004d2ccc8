import { describe, expect, it } from '@jest/globals';
import { HourRows, MINUTE_MS } from './hour-rows.js';
import { SlotMemory } from './slot-memory.js';

const HOUR = Date.UTC(2026, 10, 23, 5);
const SERIES = { id: 1, period: 60 };
const minute = (n: number): number => HOUR / MINUTE_MS + n;

function committed(memory: SlotMemory, minutes: readonly number[], value: number): void {
  const rows = new HourRows();
  rows.add(
    SERIES,
    minutes.map((n) => HOUR + n * MINUTE_MS),
    minutes.map(() => value),
  );
  memory.remember(rows, [SERIES], HOUR + 60 * MINUTE_MS);
}

describe('the memory of the last sixty slots', () => {
  it('knows what was committed, and a revised value from the same', () => {
    const memory = new SlotMemory();
    committed(memory, [3], 0.1);
    expect(memory.isKnown(1, minute(3), Math.fround(0.1))).toBe(true);
    expect(memory.isKnown(1, minute(3), Math.fround(0.2))).toBe(false);
    expect(memory.isKnown(1, minute(4), Math.fround(0.1))).toBe(false);
    expect(memory.isKnown(2, minute(3), Math.fround(0.1))).toBe(false);
  });

  it('does not take the same slot of another hour for it', () => {
    const memory = new SlotMemory();
    committed(memory, [3, 63], 1);
    expect(memory.isKnown(1, minute(63), 1)).toBe(true);
    expect(memory.isKnown(1, minute(3), 1)).toBe(false);
    committed(memory, [3], 1);
    expect(memory.isKnown(1, minute(63), 1)).toBe(true);
  });

  it('says until when a series was asked, and forgets what is not polled any more', () => {
    const memory = new SlotMemory();
    expect(memory.askedUntil(1)).toBeNull();
    committed(memory, [3], 1);
    expect(memory.askedUntil(1)).toBe(HOUR + 60 * MINUTE_MS);
    expect(memory.holds(1, minute(3))).toBe(true);
    memory.keepOnly(new Set());
    expect(memory.askedUntil(1)).toBeNull();
  });
});

import type { Unit } from '@danji/shared';

export interface Axis {
  domain: [number, number];
  ticks: number[];
}

const NICE = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
/** Below this a value is zero to any reader, and its logarithm to any axis. */
const SMALLEST = 1e-12;
const NICE_BINARY = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

/** The smallest round number that is at least `value`; powers of two for bytes. */
export function niceCeil(value: number, binary: boolean): number {
  if (value < SMALLEST) return 1;
  if (binary) {
    const base = 1024 ** Math.max(0, Math.floor(Math.log2(value) / 10));
    const scaled = value / base;
    return (NICE_BINARY.find((n) => n >= scaled) ?? 1024) * base;
  }
  const base = 10 ** Math.floor(Math.log10(value));
  const scaled = value / base;
  return (NICE.find((n) => n >= scaled - 1e-9) ?? 10) * base;
}

/**
 * The y axis. A percentage of a whole reaches from 0 to 100, and further only when the data does; everything else
 * starts at zero and ends at a round number. `share` is a percentage that is normally tiny (an error rate).
 */
export function yAxis(max: number, unit: Unit, share = false): Axis {
  if (unit === 'percent' && !share) {
    if (max <= 100) return { domain: [0, 100], ticks: [0, 50, 100] };
    const top = niceCeil(max, false);
    return { domain: [0, top], ticks: top >= 300 ? [0, 100, top] : [0, 50, 100, top].filter(apart(top)) };
  }
  const whole = unit === 'count' && max <= 5;
  const nice = whole ? Math.max(2, Math.ceil(max)) : niceCeil(max, unit.startsWith('bytes'));
  // Half of a task is no task: the middle of a count is a whole number.
  const top = unit === 'count' && !whole && nice % 2 === 1 ? nice + 1 : nice;
  const middle = top / 2;
  return { domain: [0, top], ticks: whole && middle % 1 !== 0 ? [0, top] : [0, middle, top] };
}

/** Drops a tick that would touch the one above it. */
function apart(top: number): (tick: number, index: number, all: number[]) => boolean {
  return (tick, index, all) => index === all.length - 1 || (all[index + 1]! - tick) / top > 0.12;
}

/** Maps a domain to pixels, linearly. */
export function linear(domain: [number, number], range: [number, number]): (value: number) => number {
  const span = domain[1] - domain[0] || 1;
  return (value) => range[0] + ((value - domain[0]) / span) * (range[1] - range[0]);
}

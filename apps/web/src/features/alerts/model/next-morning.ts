import { resolveRange } from '@/lib/range/range';

const HOUR_MS = 3_600_000;

/** The next nine o'clock in a zone (epoch ms); an hour off on the day on which clocks are changed. */
export function nextMorning(at: number, zone: string): number {
  const nine = resolveRange({ from: 'now/d', to: 'now' }, at, zone).from + 9 * HOUR_MS;
  return nine > at ? nine : nine + 24 * HOUR_MS;
}

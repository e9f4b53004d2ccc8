import { MINUTE_MS } from '../store/hour-rows.js';

const SHORTEST_MS = 30 * MINUTE_MS;

/**
 * How far back each poll reads, in ms: half an hour, or twice the publication delay or the period where that is more.
 * Reading again costs nothing (the price is per metric), and late or revised points are found.
 */
export function lookbackMs({ delaySeconds, period }: { delaySeconds: number; period: number }): number {
  return Math.max(SHORTEST_MS, 2 * delaySeconds * 1000, 2 * period * 1000);
}

/**
 * The window [from, to) of a poll in epoch ms, aligned to the period (seconds). It ends with the last whole period: a
 * younger datapoint cannot be complete.
 */
export function pollWindow(now: number, period: number, lookback: number): { from: number; to: number } {
  const step = period * 1000;
  return { from: Math.floor((now - lookback) / step) * step, to: Math.floor(now / step) * step };
}

import type { FlowAnswer } from '@danji/shared';

/** 2^21 s is 24 days: the right end of the scale. */
const LONGEST_LOG2 = 21;

/** Where p50, p90 and p99 lie on a logarithmic scale from 1 s, in percent; null without percentiles. */
export function dwellSpread(
  row: Pick<FlowAnswer['dwell'][number], 'p50' | 'p90' | 'p99'>,
): { p50: number; p90: number; p99: number } | null {
  if (row.p50 === null || row.p90 === null || row.p99 === null) return null;
  const at = (seconds: number): number =>
    Math.min(100, (Math.log2(1 + Math.max(0, seconds)) / LONGEST_LOG2) * 100);
  return { p50: at(row.p50), p90: at(row.p90), p99: at(row.p99) };
}

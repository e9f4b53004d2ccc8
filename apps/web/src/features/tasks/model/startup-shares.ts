import type { FlowAnswer } from '@danji/shared';

type Part = FlowAnswer['startup'][number]['part'];

/** Share of each part's median in the sum of the medians until RUNNING, percent; empty where nothing took time. */
export function startupShares(
  startup: readonly FlowAnswer['startup'][number][],
): { part: Part; percent: number }[] {
  const parts = startup.filter(({ part }) => part !== 'total' && part !== 'healthy');
  const sum = parts.reduce((total, { p50 }) => total + (p50 ?? 0), 0);
  if (sum <= 0) return [];
  return parts.map(({ part, p50 }) => ({ part, percent: ((p50 ?? 0) / sum) * 100 }));
}

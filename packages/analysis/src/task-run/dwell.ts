import { quantileOfSorted } from '../statistics/quantile.js';
import { PHASES, type PhaseName, type TaskPhase } from './phases.js';

/** Seconds spent in a phase over many tasks. */
export interface DwellRow {
  phase: PhaseName;
  /** Tasks that left the phase. */
  count: number;
  p50: number;
  p90: number;
  p99: number;
}

/** Percentiles of the time that tasks spent in each phase, finished stays only, in order of life; seconds. */
export function dwellRows(tasks: Iterable<readonly TaskPhase[]>): DwellRow[] {
  const stays = new Map<PhaseName, number[]>();
  for (const phases of tasks) {
    for (const { phase, dwellMs } of phases) {
      if (dwellMs === null) continue;
      const list = stays.get(phase) ?? [];
      list.push(dwellMs / 1000);
      stays.set(phase, list);
    }
  }
  return PHASES.flatMap((phase) => {
    const seconds = stays.get(phase)?.sort((a, b) => a - b);
    if (!seconds) return [];
    const at = (q: number): number => quantileOfSorted(seconds, q);
    return [{ phase, count: seconds.length, p50: at(0.5), p90: at(0.9), p99: at(0.99) }];
  });
}

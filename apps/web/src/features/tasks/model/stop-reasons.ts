import type { FlowAnswer, Localised, StopCause } from '@danji/shared';

export interface StopReasonRow {
  cause: StopCause;
  label: Localised;
  abnormal: boolean;
  count: number;
  previous: number;
  /** More (positive) or fewer stops than in the period before of the same length. */
  change: number;
  /** The change against the period before, 0.5 is half more; null when there was nothing before. */
  ratio: number | null;
  /** Share of all stops, 0 to 1. */
  share: number;
  example: string;
  exampleTaskId: string;
}

/** Abnormal causes first, then by count: what deserves a look stands on top even where deployments stop more tasks. */
export function stopReasonRows(reasons: FlowAnswer['stopReasons']): StopReasonRow[] {
  const total = reasons.reduce((sum, reason) => sum + reason.count, 0);
  return reasons
    .filter((reason) => reason.count > 0 || reason.previousCount > 0)
    .map((reason) => ({
      cause: reason.class,
      label: reason.label,
      abnormal: reason.abnormal,
      count: reason.count,
      previous: reason.previousCount,
      change: reason.count - reason.previousCount,
      ratio: reason.previousCount > 0 ? reason.count / reason.previousCount - 1 : null,
      share: total > 0 ? reason.count / total : 0,
      example: reason.example,
      exampleTaskId: reason.exampleTaskId,
    }))
    .sort((a, b) => Number(b.abnormal) - Number(a.abnormal) || b.count - a.count || b.previous - a.previous);
}

export interface TasksSentence {
  key: 'none' | 'calm' | 'abnormal';
  /** Tasks that were alive in the range, and the stops among them. */
  tasks: number;
  stops: number;
  abnormal: number;
  previousAbnormal: number;
  top: StopReasonRow | null;
}

/** What the page opens with: how many tasks, how many of them ended badly, and why most often. */
export function tasksSentence(answer: Pick<FlowAnswer, 'tasks' | 'stopReasons'>): TasksSentence {
  const rows = stopReasonRows(answer.stopReasons);
  const bad = rows.filter((row) => row.abnormal && row.count > 0);
  const abnormal = bad.reduce((sum, row) => sum + row.count, 0);
  return {
    key: answer.tasks === 0 ? 'none' : abnormal === 0 ? 'calm' : 'abnormal',
    tasks: answer.tasks,
    stops: rows.reduce((sum, row) => sum + row.count, 0),
    abnormal,
    previousAbnormal: rows.reduce((sum, row) => sum + (row.abnormal ? row.previous : 0), 0),
    top: bad[0] ?? null,
  };
}

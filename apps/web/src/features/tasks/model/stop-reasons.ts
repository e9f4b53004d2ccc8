import type { FlowAnswer, Localised, StopCause } from '@danji/shared';

export interface StopReasonRow {
  cause: StopCause;
  label: Localised;
  abnormal: boolean;
  count: number;
  /** Stops in the period before of the same length; null when Danji was not watching all of it. */
  previous: number | null;
  /** More (positive) or fewer stops than then; null when that is not known. */
  change: number | null;
  /** Share of all stops, 0 to 1. */
  share: number;
  example: string;
  exampleTaskId: string;
}

type Stops = Pick<FlowAnswer, 'stopReasons' | 'previousKnown'>;

/** Abnormal causes first, then by count: what deserves a look stands on top even where deployments stop more tasks. */
export function stopReasonRows({ stopReasons: reasons, previousKnown }: Stops): StopReasonRow[] {
  const total = reasons.reduce((sum, reason) => sum + reason.count, 0);
  return reasons
    .filter((reason) => reason.count > 0 || (previousKnown && reason.previousCount > 0))
    .map((reason) => ({
      cause: reason.class,
      label: reason.label,
      abnormal: reason.abnormal,
      count: reason.count,
      previous: previousKnown ? reason.previousCount : null,
      change: previousKnown ? reason.count - reason.previousCount : null,
      share: total > 0 ? reason.count / total : 0,
      example: reason.example,
      exampleTaskId: reason.exampleTaskId,
    }))
    .sort(
      (a, b) =>
        Number(b.abnormal) - Number(a.abnormal) || b.count - a.count || (b.previous ?? 0) - (a.previous ?? 0),
    );
}

export interface TasksSentence {
  key: 'none' | 'calm' | 'abnormal' | 'abnormalOnly';
  /** Tasks that were alive in the range, and the stops among them. */
  tasks: number;
  stops: number;
  abnormal: number;
  /** Null when Danji was not watching all of the time before. */
  previousAbnormal: number | null;
  top: StopReasonRow | null;
}

/** What the page opens with: how many tasks, how many of them ended badly, and why most often. */
export function tasksSentence(answer: Stops & Pick<FlowAnswer, 'tasks'>): TasksSentence {
  const rows = stopReasonRows(answer);
  const bad = rows.filter((row) => row.abnormal && row.count > 0);
  const abnormal = bad.reduce((sum, row) => sum + row.count, 0);
  return {
    key:
      answer.tasks === 0
        ? 'none'
        : abnormal === 0
          ? 'calm'
          : answer.previousKnown
            ? 'abnormal'
            : 'abnormalOnly',
    tasks: answer.tasks,
    stops: rows.reduce((sum, row) => sum + row.count, 0),
    abnormal,
    previousAbnormal: answer.previousKnown
      ? rows.reduce((sum, row) => sum + (row.abnormal ? (row.previous ?? 0) : 0), 0)
      : null,
    top: bad[0] ?? null,
  };
}

/** The answer with the stops of the chosen causes only; of all where none is chosen. */
export function ofCauses(answer: FlowAnswer, causes: readonly string[]): FlowAnswer {
  if (causes.length === 0) return answer;
  return { ...answer, stopReasons: answer.stopReasons.filter((reason) => causes.includes(reason.class)) };
}

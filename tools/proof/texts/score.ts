/** Scores the readers of stop reasons and service events on labelled texts. */
import { classifyStop, parseServiceEvent } from '../../../packages/analysis/dist/index.js';
import type { LabelledText } from './corpus.ts';

export interface Score {
  total: number;
  right: number;
  /** Answered "I do not know" where the label says more. */
  other: number;
  wrong: number;
}

export interface Answer {
  row: LabelledText;
  answer: string;
  verdict: 'right' | 'other' | 'wrong';
}

/** `Scaling activity initiated by` does not tell a deployment from a scale-in. */
const SCALING: readonly string[] = ['deploy', 'scale_in'];

export function answerOf(row: LabelledText): Answer {
  const answer = row.kind === 'serviceEvent' ? parseServiceEvent(row.text).type : causeOf(row);
  const right = row.label === 'scaling' ? SCALING.includes(answer) : answer === row.label;
  const verdict = right ? 'right' : answer === 'other' || answer === 'unknown' ? 'other' : 'wrong';
  return { row, answer, verdict };
}

function causeOf({ kind, text, stopCode, exitCode }: LabelledText): string {
  const ofContainer = kind === 'containerReason';
  return classifyStop({
    stopCode: stopCode ?? null,
    stoppedReason: ofContainer ? null : text,
    containers: [{ name: 'app', exitCode: exitCode ?? null, reason: ofContainer ? text : null }],
    started: false,
    group: 'service:checkout',
    startedBy: null,
  }).class;
}

export function scoreOf(answers: readonly Answer[]): Score {
  const count = (verdict: Answer['verdict']): number => answers.filter((a) => a.verdict === verdict).length;
  return { total: answers.length, right: count('right'), other: count('other'), wrong: count('wrong') };
}

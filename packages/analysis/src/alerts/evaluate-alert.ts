import { flaps, withCheck } from './flapping.js';

/** The numbers of a rule, in the unit of what it observes. */
export interface AlertCondition {
  /** Which side of the threshold is bad. */
  worse: 'above' | 'below';
  threshold: number;
  /** Where it is good again; between the two an alert stays what it is. */
  clear: number;
  /** For how long it must be bad before it fires, and good before it is resolved. */
  forSeconds: number;
  keepFiringSeconds: number;
  /** What it means that AWS has no datapoint: a state of its own, nothing (as before), or good. */
  missing: 'no_data' | 'keep' | 'ok';
}

/** What was observed at an instant (epoch ms). */
export interface AlertObservation {
  at: number;
  /** Null: Danji looked and there was nothing. */
  value: number | null;
  /** False: Danji could not look (denied, throttled, down). */
  seen: boolean;
}

/** From the first bad value to the end; times in epoch ms. */
export interface AlertEpisode {
  beganAt: number;
  /** Null while it is pending. */
  firedAt: number | null;
  /** Null while it is open. */
  resolvedAt: number | null;
  /** The newest value and the worst one. */
  value: number;
  peak: number;
  /** Whether it flapped at any time. */
  flapped: boolean;
}

export type AlertPhase = 'inactive' | 'pending' | 'firing' | 'recovering' | 'no_data' | 'unknown';

/** Where the evaluation of one rule at one resource stands: plain JSON, so that it outlives the process. */
export interface AlertEvaluation {
  phase: AlertPhase;
  /** Since when (epoch ms); null before the first observation. */
  since: number | null;
  episode: AlertEpisode | null;
  /** Since when it is good again, and since when there are no data. */
  clearSince: number | null;
  missingSince: number | null;
  checks: string;
  flapping: boolean;
}

export const NOT_EVALUATED: AlertEvaluation = {
  phase: 'inactive',
  since: null,
  episode: null,
  clearSince: null,
  missingSince: null,
  // Nothing was bad before: the first bad value is a turn, whether or not good ones were seen before it.
  checks: '0',
  flapping: false,
};

export interface AlertStep {
  evaluation: AlertEvaluation;
  /** The episode that this observation resolved; a pending one that came to nothing is none. */
  resolved: AlertEpisode | null;
}

/**
 * Takes one observation further. Observations come in the order of their time.
 * Where Danji cannot see, the phase is `unknown` and an open episode stays open, whatever the rule says of missing data.
 * @throws RangeError where the clearing threshold is on the bad side
 */
export function stepAlert(
  condition: AlertCondition,
  before: AlertEvaluation,
  observation: AlertObservation,
): AlertStep {
  if (isWorse(condition, condition.clear, condition.threshold)) {
    throw new RangeError(`clear ${condition.clear} is worse than threshold ${condition.threshold}`);
  }
  const { at, value, seen } = observation;
  if (!seen) return open(at, before, 'unknown');
  if (value !== null) return stepValue(condition, before, at, value);
  if (condition.missing === 'ok') return stepClear(condition, before, at);
  if (condition.missing === 'keep') return open(at, before, phaseOf(before));
  const missingSince = before.missingSince ?? at;
  const held = at - missingSince >= condition.forSeconds * 1000;
  return open(at, { ...before, missingSince }, held ? 'no_data' : phaseOf(before));
}

/** Takes many observations, oldest first: what the live evaluation would have done with each, point for point. */
export function evaluateAlert(
  condition: AlertCondition,
  observations: Iterable<AlertObservation>,
  from: AlertEvaluation = NOT_EVALUATED,
): { evaluation: AlertEvaluation; resolved: AlertEpisode[] } {
  let evaluation = from;
  const resolved: AlertEpisode[] = [];
  for (const observation of observations) {
    const step = stepAlert(condition, evaluation, observation);
    evaluation = step.evaluation;
    if (step.resolved) resolved.push(step.resolved);
  }
  return { evaluation, resolved };
}

function stepValue(condition: AlertCondition, before: AlertEvaluation, at: number, value: number): AlertStep {
  const bad = isWorse(condition, value, condition.threshold);
  const checks = withCheck(before.checks, bad);
  const now = { ...before, missingSince: null, checks, flapping: flaps(checks, before.flapping) };
  if (bad) return stepBad(condition, now, at, value);
  const fired = now.episode !== null && now.episode.firedAt !== null;
  const between = isWorse(condition, value, condition.clear);
  if (fired && between) return open(at, withValue(condition, { ...now, clearSince: null }, value), 'firing');
  return stepClear(condition, withValue(condition, now, value), at);
}

function stepBad(condition: AlertCondition, before: AlertEvaluation, at: number, value: number): AlertStep {
  const begun: AlertEpisode = {
    beganAt: at,
    firedAt: null,
    resolvedAt: null,
    value,
    peak: value,
    flapped: false,
  };
  const now = withValue(condition, { ...before, clearSince: null, episode: before.episode ?? begun }, value);
  const episode = now.episode ?? begun;
  if (episode.firedAt !== null) return open(at, now, 'firing');
  if (at - episode.beganAt < condition.forSeconds * 1000) return open(at, now, 'pending');
  return open(at, { ...now, episode: { ...episode, firedAt: at } }, 'firing');
}

function stepClear(condition: AlertCondition, before: AlertEvaluation, at: number): AlertStep {
  const { episode, flapping } = before;
  if (episode === null || episode.firedAt === null) {
    return open(at, { ...before, episode: null, clearSince: null }, 'inactive');
  }
  const clearSince = before.clearSince ?? at;
  // One that flaps is one alert: it is not resolved between two turns.
  if (flapping || at - clearSince < condition.keepFiringSeconds * 1000) {
    return open(at, { ...before, clearSince }, 'recovering');
  }
  const step = open(at, { ...before, episode: null, clearSince: null }, 'inactive');
  return { ...step, resolved: { ...episode, resolvedAt: at } };
}

/** The phase that an evaluation has by its episode alone, when data were last there. */
function phaseOf({ episode, clearSince }: AlertEvaluation): AlertPhase {
  if (episode === null) return 'inactive';
  if (episode.firedAt === null) return 'pending';
  return clearSince === null ? 'firing' : 'recovering';
}

function open(at: number, evaluation: AlertEvaluation, phase: AlertPhase): AlertStep {
  const changed = evaluation.phase !== phase || evaluation.since === null;
  return {
    evaluation: { ...evaluation, phase, since: changed ? at : evaluation.since },
    resolved: null,
  };
}

function withValue(condition: AlertCondition, now: AlertEvaluation, value: number): AlertEvaluation {
  if (now.episode === null) return now;
  const peak = isWorse(condition, value, now.episode.peak) ? value : now.episode.peak;
  return {
    ...now,
    episode: { ...now.episode, value, peak, flapped: now.episode.flapped || now.flapping },
  };
}

/** Whether a value lies on the bad side of another; equal is not worse. */
export function isWorse({ worse }: Pick<AlertCondition, 'worse'>, value: number, than: number): boolean {
  return worse === 'above' ? value > than : value < than;
}

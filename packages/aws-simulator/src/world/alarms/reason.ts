import type { Millis } from '../types.js';
import { breaches, type AlarmPlan } from './alarm-plan.js';
import type { AlarmState } from './alarms-view.js';

/** One slot that an evaluation looked at. */
export interface Evaluated {
  at: Millis;
  value: number | undefined;
  sampleCount: number;
}

const PHRASE: Record<AlarmPlan['comparison'], string> = {
  GreaterThanThreshold: 'greater than',
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

/** CloudWatch prints doubles as Java does: 70 is `70.0`. */
function double(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/** `25/11/26 13:02:00`. */
function shortTime(at: Millis): string {
  const iso = new Date(at).toISOString();
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(2, 4)} ${iso.slice(11, 19)}`;
}

export function awsTime(at: Millis): string {
  return new Date(at).toISOString().replace('Z', '+0000');
}

/** Slots oldest first. */
export function stateReason(plan: AlarmPlan, state: AlarmState, slots: readonly Evaluated[]): string {
  const real = slots.filter(({ value }) => value !== undefined).slice(-plan.evaluationPeriods);
  const wanted = real.filter(({ value }) => breaches(plan, value ?? NaN) === (state === 'ALARM'));
  if (state === 'INSUFFICIENT_DATA') {
    return `Insufficient Data: ${plural(plan.evaluationPeriods - real.length, 'datapoint')} ${
      plan.evaluationPeriods - real.length === 1 ? 'was' : 'were'
    } unknown.`;
  }
  if (real.length === 0) {
    const n = plan.evaluationPeriods;
    const treated = plan.treatMissing === 'breaching' ? 'Breaching' : 'NonBreaching';
    return `Threshold Crossed: no datapoints were received for ${plural(n, 'period')} and ${plural(n, 'missing datapoint')} ${n === 1 ? 'was' : 'were'} treated as [${treated}].`;
  }
  const shown = [...wanted].reverse().map(({ at, value }) => `${double(value ?? NaN)} (${shortTime(at)})`);
  const verb = wanted.length === 1 ? 'was' : 'were';
  const not = state === 'ALARM' ? '' : 'not ';
  const sentence = `[${shown.join(', ')}] ${verb} ${not}${PHRASE[plan.comparison]} the threshold (${double(plan.threshold)})`;
  const all = wanted.length === plan.evaluationPeriods;
  if (all) return `Threshold Crossed: ${plural(wanted.length, 'datapoint')} ${sentence}.`;
  const least =
    state === 'ALARM' ? plan.datapointsToAlarm : plan.evaluationPeriods - plan.datapointsToAlarm + 1;
  const change = state === 'ALARM' ? 'OK -> ALARM' : 'ALARM -> OK';
  return `Threshold Crossed: ${wanted.length} out of the last ${plan.evaluationPeriods} datapoints ${sentence} (minimum ${plural(least, 'datapoint')} for ${change} transition).`;
}

function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}

/** The JSON of StateReasonData. `at`: when it was evaluated. */
export function reasonData(
  plan: AlarmPlan,
  slots: readonly Evaluated[],
  at: Millis,
): Record<string, unknown> {
  const real = slots.filter(({ value }) => value !== undefined).slice(-plan.evaluationPeriods);
  return {
    version: '1.0',
    queryDate: awsTime(at),
    ...(real[0] && { startDate: awsTime(real[0].at) }),
    statistic: plan.statistic,
    period: plan.periodSeconds,
    recentDatapoints: real.map(({ value }) => value),
    threshold: plan.threshold,
    evaluatedDatapoints: [...real].reverse().map((slot) => ({
      timestamp: awsTime(slot.at),
      sampleCount: slot.sampleCount,
      value: slot.value,
    })),
  };
}

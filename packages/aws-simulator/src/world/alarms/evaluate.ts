import type { AlarmState } from './alarms-view.js';
import { breaches, type AlarmPlan } from './alarm-plan.js';

/** CloudWatch looks a little further back than the evaluation periods, for the case that some are missing. */
export const RANGE_EXTRA = 2;

/**
 * What an alarm says about the slots of its evaluation range, oldest first, undefined where there is no datapoint.
 * CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data": the newest real datapoints count; only
 * where they are too few, missing ones are filled in. With `missing`, an alarm whose oldest datapoint breaches and is
 * at least as old as DatapointsToAlarm goes into ALARM when all later ones breach or are missing.
 */
export function evaluate(plan: AlarmPlan, slots: readonly (number | undefined)[]): AlarmState {
  const { evaluationPeriods, datapointsToAlarm, treatMissing } = plan;
  let real = 0;
  let breaching = 0;
  let oldestAge = 0;
  for (let i = slots.length - 1; i >= 0 && real < evaluationPeriods; i--) {
    const value = slots[i];
    if (value === undefined) continue;
    real += 1;
    oldestAge = slots.length - i;
    if (breaches(plan, value)) breaching += 1;
  }
  const missing = evaluationPeriods - real;
  if (missing === 0) return breaching >= datapointsToAlarm ? 'ALARM' : 'OK';
  if (treatMissing === 'breaching') return breaching + missing >= datapointsToAlarm ? 'ALARM' : 'OK';
  if (treatMissing === 'notBreaching') return breaching >= datapointsToAlarm ? 'ALARM' : 'OK';
  if (breaching >= datapointsToAlarm) return 'ALARM';
  if (real > breaching) return 'OK';
  return real > 0 && oldestAge >= datapointsToAlarm ? 'ALARM' : 'INSUFFICIENT_DATA';
}

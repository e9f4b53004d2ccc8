import { reason } from './reason.js';
import { evaluateChecks, type StatusReason, type StatusResult } from './status.js';

/** Facts of a CloudWatch alarm; times are epoch ms. */
export interface AlarmStatusFacts {
  /** OK, ALARM or INSUFFICIENT_DATA. */
  state: string;
  since: number | null;
  /** It belongs to a scaling policy: its being in ALARM is how scaling works. */
  scaling: boolean;
  actionsEnabled: boolean;
  /** Null for composite alarms and metric maths. */
  metric: string | null;
  comparison: string | null;
  threshold: number | null;
}

/** CloudWatch's comparison operators as signs; those of anomaly bands have none. */
const SIGNS: Readonly<Record<string, string>> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '≥',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '≤',
};

/** How an alarm does: ALARM is critical, unless scaling lives by it; without data it is unknown. */
export function alarmStatus(facts: AlarmStatusFacts): StatusResult {
  return evaluateChecks(facts, [raised, withoutData, silenced]);
}

function raised({
  state,
  since,
  scaling,
  metric,
  comparison,
  threshold,
}: AlarmStatusFacts): StatusReason | null {
  if (state !== 'ALARM') return null;
  const status = scaling ? 'info' : 'critical';
  const sign = SIGNS[comparison ?? ''];
  if (metric === null || sign === undefined || threshold === null)
    return reason(scaling ? 'alarm_scaling' : 'alarm_raised', status, since);
  const condition = `${metric} ${sign} ${threshold}`;
  return reason(scaling ? 'alarm_scaling_on' : 'alarm_raised_on', status, since, { condition });
}

function withoutData({ state, since }: AlarmStatusFacts): StatusReason | null {
  return state === 'INSUFFICIENT_DATA' ? reason('alarm_without_data', 'unknown', since) : null;
}

function silenced({ actionsEnabled }: AlarmStatusFacts): StatusReason | null {
  return actionsEnabled ? null : reason('alarm_actions_off', 'info', null);
}

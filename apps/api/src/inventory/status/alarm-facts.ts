import type { AlarmStatusFacts } from '@danji/analysis';
import type { Observed } from '../observed.js';

export function alarmFacts({ state, attributes }: Observed<'alarm'>): AlarmStatusFacts {
  const { stateSince, scaling, actionsEnabled, metric, comparison, threshold } = attributes;
  const since = stateSince === null ? null : Date.parse(stateSince);
  return { state, since, scaling, actionsEnabled, metric, comparison, threshold };
}

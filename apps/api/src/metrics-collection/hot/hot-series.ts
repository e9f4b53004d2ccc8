import { ALERT_RULES, SLOW_FACTS, SYMPTOM_METRICS } from '@danji/shared';
import type { HotResources } from '../../hot-resources/index.js';
import type { PlannedSeries } from '../plan/join-series.js';

/** Rules that tell of days: their alerts make nothing hot. */
export const SLOW_RULES = ALERT_RULES.filter(({ fact }) => SLOW_FACTS.includes(fact)).map(({ id }) => id);

const SYMPTOMS: ReadonlySet<string> = new Set(SYMPTOM_METRICS);

/** Series that are worth a poll each minute. One that AWS has each five minutes or more is not: it would bring nothing. */
export function hotSeries(
  plan: readonly PlannedSeries[],
  { hot, symptomatic }: HotResources,
): PlannedSeries[] {
  return plan.filter(
    ({ resourceId, metric, period }) =>
      period <= 60 && (hot.has(resourceId) || (symptomatic.has(resourceId) && SYMPTOMS.has(metric))),
  );
}

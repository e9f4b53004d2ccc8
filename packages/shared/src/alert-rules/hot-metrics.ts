import type { AlertFact } from './alert-rule.js';

/** These facts change over days: polling each minute for their sake would be paid for nothing. */
export const SLOW_FACTS: readonly AlertFact[] = ['storage_days_left', 'transaction_ids'];

/**
 * Metrics of production that are polled each minute whatever the interval of the rest: by them users notice first, and
 * they jump without warning. All statistics that are stored of a metric: they bill together.
 */
export const SYMPTOM_METRICS = ['RequestCount', 'HTTPCode_Target_5XX_Count', 'TargetResponseTime'] as const;

/** How long (ms) a resource stays hot after the reason is gone. */
export const HOT_AFTER_MS = 10 * 60_000;

/** How near to its threshold a value is hot: a tenth of the threshold. */
export const NEAR_SHARE = 0.1;

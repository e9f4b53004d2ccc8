import { reason } from './reason.js';
import { evaluateChecks, type StatusReason, type StatusResult } from './status.js';

export interface ImageStatusFacts {
  now: number;
  missing: boolean;
  /** Epoch ms from which the image counts as deprecated; null: never, or not said. */
  deprecatedAt: number | null;
}

/** Whether an image can still be launched from: an Auto Scaling group that names a missing one cannot grow. */
export function imageStatus(facts: ImageStatusFacts): StatusResult {
  return evaluateChecks(facts, [gone]);
}

function gone({ now, missing, deprecatedAt }: ImageStatusFacts): StatusReason | null {
  if (missing) return reason('image_missing', 'info', null);
  return deprecatedAt !== null && deprecatedAt <= now
    ? reason('image_deprecated', 'info', deprecatedAt)
    : null;
}

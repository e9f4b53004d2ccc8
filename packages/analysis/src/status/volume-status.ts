import { reason } from './reason.js';
import { evaluateChecks, type StatusResult } from './status.js';

/** Whether a volume works. `state` is AWS's word: creating, available, in-use, deleting, error. */
export function volumeStatus(facts: { state: string }): StatusResult {
  return evaluateChecks(facts, [
    ({ state }) => (state === 'error' ? reason('volume_failed', 'critical', null) : null),
  ]);
}

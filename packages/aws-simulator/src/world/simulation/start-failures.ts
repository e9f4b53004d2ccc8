import { SECOND } from '../calendar.js';
import type { Rng } from '../random.js';
import type { Millis } from '../types.js';
import type { StopCause, TaskRun } from './task-run.js';

/** How and when a task of a faulty deployment fails before it runs. */
export function startFailure(run: TaskRun, rng: Rng): { at: Millis; pulls: boolean; cause: StopCause } {
  const fault = run.deployment?.fault;
  if (fault?.kind === 'image-pull') {
    const reason =
      fault.reason ??
      `CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref ${run.revision.image}: ${run.revision.image}: not found`;
    const begins = run.pullStartedAt ?? run.createdAt;
    return {
      at: begins + rng.int(58, 95) * SECOND,
      pulls: true,
      cause: { stopCode: 'TaskFailedToStart', stoppedReason: reason, reason, by: 'image-pull' },
    };
  }
  const reason =
    fault?.reason ??
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: AccessDeniedException';
  const connected = run.connectivityAt ?? run.createdAt;
  return {
    at: connected + rng.int(6, 25) * SECOND,
    pulls: false,
    cause: { stopCode: 'TaskFailedToStart', stoppedReason: reason, by: 'start-error' },
  };
}

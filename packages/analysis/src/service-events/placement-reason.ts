import type { ServiceEventType } from './service-event.js';

/** Errors of the agent and of Fargate: the task had a place, but its image or a resource could not be had. */
const START_ERROR = /^(?:TaskFailedToStart: )?\w{1,60}(?:Error|Exception)\b/i;
const NO_CAPACITY = /\bcapacity is unavailable\b/i;
/** "You've reached the limit on the number of vCPUs", "The requested MEMORY configuration is above your limit". */
const QUOTA = /\b(?:reached the limit|above your limit|quota)\b/i;

/** What kept a task from being placed, from what AWS gives as reason; null where it gives none. */
export function placementType(reason: string | null): ServiceEventType {
  if (reason === null) return 'placement_failed';
  if (START_ERROR.test(reason)) return 'task_start_failed';
  if (NO_CAPACITY.test(reason)) return 'fargate_capacity';
  if (QUOTA.test(reason)) return 'quota';
  return 'placement_failed';
}

import type { Message } from '../message/message.js';

/** Why a task stopped, in the fewest words that an operator acts on differently. */
export const CAUSE_CLASSES = [
  'deploy',
  'scale_in',
  'oom',
  'health_check',
  'essential_exit',
  'image_pull',
  'resource_init',
  'placement',
  'spot',
  'host_lost',
  'user',
  'failed_to_start',
  'job_finished',
  'maintenance',
  'unknown',
] as const;
export type CauseClass = (typeof CAUSE_CLASSES)[number];

export interface StoppedContainer {
  name: string;
  exitCode: number | null;
  reason: string | null;
}

/** What DescribeTasks says about a stopped task, and what else is known of its service. */
export interface StopFacts {
  stopCode: string | null;
  stoppedReason: string | null;
  containers: readonly StoppedContainer[];
  /** Whether the task reached RUNNING. */
  started: boolean;
  /** `service:NAME` for tasks of a service, `family:NAME` otherwise. */
  group: string | null;
  /** Deployment id `ecs-svc/N` for tasks of a service. */
  startedBy: string | null;
  context?: {
    /** Deployment id of the service's PRIMARY deployment when the task was stopped. */
    primaryDeploymentId?: string | null;
    /** Whether the service's desired count was being lowered; null or absent where not known. */
    scaleIn?: boolean | null;
  };
}

export interface StopCause {
  class: CauseClass;
  /** The rule of the catalogue that decided, stable for filters and statistics. */
  rule: string;
  /** Whether a person should look; reclaims by Spot, deploys, scale-ins, users and finished jobs are expected. */
  abnormal: boolean;
  /** False where the texts allow more than one reading. */
  certain: boolean;
  /** The text that decided, unshortened; null where only codes did. */
  evidence: string | null;
  /** Name and exit code of the container that explains the stop. */
  container: string | null;
  exitCode: number | null;
  explanation: Message;
  remedy: Message | null;
}

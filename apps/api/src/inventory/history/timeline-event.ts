import type { ChangeActor, EventItem } from '@danji/shared';
import type { Labels } from '../observed.js';

/** One line of the timeline, as stored. */
export interface TimelineEvent {
  /** What it happened to: a service, an instance, a database; a standalone task's cluster. */
  resourceId: string;
  /** Unique with the resource; AWS's own id where it has one, so that a repeated look adds nothing. */
  id: string;
  at: number;
  kind: EventItem['kind'];
  type: string;
  severity: EventItem['severity'];
  labels: Labels;
  parentId: string | null;
  message: string;
  params: Record<string, unknown>;
  /** Where it is known from the beginning; else it is joined when CloudTrail tells of it. */
  actor?: ChangeActor;
}

/** Where something happened, and whose it is. */
export interface TimelineLabels {
  accountId: string;
  region: string;
  labelsOf: (resourceId: string) => Labels | undefined;
}

export const UNLABELLED: Labels = { environment: 'other', team: null, tier: null };

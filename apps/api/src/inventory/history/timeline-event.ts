import type { EventItem } from '@danji/shared';
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
}

import { createHash } from 'node:crypto';
import { classifyRdsEvent } from '@danji/analysis';
import type { AwsPlace, RdsEvent } from '../../../aws/index.js';
import type { TimelineEvent } from '../../history/timeline-event.js';
import { resourceId } from '../../resource-id.js';
import { InventoryPart, type PartEventContext, type ReadOptions } from '../part.js';

/** RDS forgets after 14 days; a little less, for its clock is not ours. */
const KEPT_MS = 14 * 86_400_000 - 300_000;
/** Events come late now and then: what was read is read again for so long. */
const OVERLAP_MS = 30 * 60_000;

const KIND_OF_SOURCE = { 'db-instance': 'rds_instance', 'db-cluster': 'rds_cluster' } as const;

/** What RDS says of databases and clusters: at first all that it remembers, then what is new. */
export class RdsEventsPart extends InventoryPart<RdsEvent[]> {
  readonly name = 'database events';
  readonly everyMs = 60_000;
  readonly kinds = [];
  private readUntil: number | null = null;

  async read(place: AwsPlace, { now }: ReadOptions): Promise<RdsEvent[]> {
    const oldest = now - KEPT_MS;
    const from = this.readUntil === null ? oldest : Math.max(oldest, this.readUntil - OVERLAP_MS);
    const events = await place.rds.events(from, now);
    this.readUntil = now;
    return events;
  }

  override events(events: RdsEvent[], { labelsOf }: PartEventContext): TimelineEvent[] {
    return events.flatMap((event): TimelineEvent[] => {
      const { SourceArn: arn, SourceType: source, EventCategories: categories } = event;
      if (arn === null || (source !== 'db-instance' && source !== 'db-cluster')) return [];
      const id = resourceId(KIND_OF_SOURCE[source], arn);
      const labels = labelsOf(id);
      if (!labels) return [];
      const message = event.Message ?? '';
      const { type, severity } = classifyRdsEvent(categories, message);
      const at = event.Date.getTime();
      return [
        {
          resourceId: id,
          id: rdsEventId(at, message),
          at,
          kind: 'rds',
          type,
          severity,
          labels,
          parentId: null,
          message,
          params: { categories },
        },
      ];
    });
  }
}

/** RDS gives its events no id: an instant and a text of one source are one event. */
export function rdsEventId(at: number, message: string): string {
  return `rds-${at}-${createHash('sha256').update(message).digest('hex').slice(0, 12)}`;
}

import type { PendingMaintenance } from '@danji/shared';
import type { AwsPlace, RdsMaintenance } from '../../../aws/index.js';
import { iso } from '../../describe/iso.js';
import { InventoryPart } from '../part.js';

/** What AWS means to do to databases and clusters, with its dates. */
export class MaintenancePart extends InventoryPart<RdsMaintenance[]> {
  readonly name = 'pending maintenance';
  readonly everyMs = 120_000;
  readonly kinds = [];

  read(place: AwsPlace): Promise<RdsMaintenance[]> {
    return place.rds.pendingMaintenance();
  }

  /** Null where it could not be read; none is an empty list. */
  actionsOn(arn: string): PendingMaintenance[] | null {
    if (this.latest === null) return null;
    return this.latest
      .filter(({ ResourceIdentifier }) => ResourceIdentifier === arn)
      .flatMap(({ PendingMaintenanceActionDetails }) => PendingMaintenanceActionDetails)
      .map((detail) => ({
        action: detail.Action,
        description: detail.Description,
        autoAppliedAfter: iso(detail.AutoAppliedAfterDate),
        forcedApply: iso(detail.ForcedApplyDate),
        currentApply: iso(detail.CurrentApplyDate),
        optIn: detail.OptInStatus,
      }));
  }
}

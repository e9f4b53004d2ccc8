import type { AwsPlace, GroupPolicy } from '../../aws/index.js';
import { InventoryPart } from './part.js';

/** Scaling policies of Auto Scaling groups, which the groups show as theirs. */
export class AutoScalingPoliciesPart extends InventoryPart<GroupPolicy[]> {
  readonly name = 'Auto Scaling policies';
  readonly everyMs = 60_000;
  readonly kinds = [] as const;

  read(place: AwsPlace): Promise<GroupPolicy[]> {
    return place.autoScaling.policies();
  }
}

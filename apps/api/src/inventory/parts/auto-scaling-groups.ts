import type { AutoScalingGroup, AwsPlace } from '../../aws/index.js';
import { describeAutoScalingGroup } from '../describe/auto-scaling-group.js';
import type { Observed } from '../observed.js';
import { InventoryPart, type PartContext } from './part.js';

export class AutoScalingGroupsPart extends InventoryPart<AutoScalingGroup[]> {
  readonly name = 'Auto Scaling groups';
  readonly everyMs = 25_000;
  readonly kinds = ['auto_scaling_group'] as const;

  read(place: AwsPlace): Promise<AutoScalingGroup[]> {
    return place.autoScaling.groups();
  }

  override observe(groups: AutoScalingGroup[], { accountId }: PartContext): Observed[] {
    return groups.map((group) => describeAutoScalingGroup(group, accountId));
  }
}

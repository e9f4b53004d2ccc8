import type { AutoScalingGroup, AwsPlace } from '../../aws/index.js';
import { describeAutoScalingGroup } from '../describe/auto-scaling-group.js';
import type { Observed } from '../observed.js';
import type { AutoScalingPoliciesPart } from './auto-scaling-policies.js';
import { InventoryPart, type PartContext } from './part.js';

export class AutoScalingGroupsPart extends InventoryPart<AutoScalingGroup[]> {
  readonly name = 'Auto Scaling groups';
  readonly everyMs = 25_000;
  readonly kinds = ['auto_scaling_group'] as const;

  override readonly after: readonly InventoryPart[];

  constructor(private readonly policies: AutoScalingPoliciesPart) {
    super();
    this.after = [policies];
  }

  read(place: AwsPlace): Promise<AutoScalingGroup[]> {
    return place.autoScaling.groups();
  }

  override observe(groups: AutoScalingGroup[], { accountId, region }: PartContext): Observed[] {
    const context = { accountId, region, policies: this.policies.latest };
    return groups.map((group) => describeAutoScalingGroup(group, context));
  }
}

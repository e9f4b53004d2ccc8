import { AutoScalingActivitiesPart } from './auto-scaling-activities.js';
import { AutoScalingGroupsPart } from './auto-scaling-groups.js';
import { AutoScalingPoliciesPart } from './auto-scaling-policies.js';
import { CapacityProvidersPart } from './capacity-providers.js';
import { Ec2InstancesPart } from './ec2-instances.js';
import type { InventoryPart } from './part.js';
import { createRdsParts } from './rds/index.js';

export { InventoryPart, type PartContext, type PartEventContext } from './part.js';

/** Every part of one place's inventory beside ECS, in the order in which they are observed. */
export function createParts(): InventoryPart[] {
  const policies = new AutoScalingPoliciesPart();
  const groups = new AutoScalingGroupsPart(policies);
  return [
    policies,
    groups,
    new AutoScalingActivitiesPart(groups),
    new CapacityProvidersPart(),
    new Ec2InstancesPart(groups),
    ...createRdsParts(),
  ];
}

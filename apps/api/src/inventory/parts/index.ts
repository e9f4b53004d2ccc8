import { AutoScalingGroupsPart } from './auto-scaling-groups.js';
import { Ec2InstancesPart } from './ec2-instances.js';
import type { InventoryPart } from './part.js';
import { createRdsParts } from './rds/index.js';

export { InventoryPart, type PartContext, type PartEventContext } from './part.js';

/** Every part of one place's inventory beside ECS, in the order in which they are observed. */
export function createParts(): InventoryPart[] {
  const groups = new AutoScalingGroupsPart();
  return [groups, new Ec2InstancesPart(groups), ...createRdsParts()];
}

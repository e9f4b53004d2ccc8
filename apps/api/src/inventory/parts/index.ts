import { AutoScalingActivitiesPart } from './auto-scaling-activities.js';
import { AutoScalingGroupsPart } from './auto-scaling-groups.js';
import { AutoScalingPoliciesPart } from './auto-scaling-policies.js';
import { CapacityProvidersPart } from './capacity-providers.js';
import { createCanaryParts } from './canaries.js';
import { createEc2Parts } from './ec2/index.js';
import { createLoadBalancingParts } from './load-balancing/index.js';
import { AlarmsPart } from './monitoring/alarms.js';
import { OpenedPortsPart } from './monitoring/opened-ports.js';
import { TrailPart } from './monitoring/trail.js';
import { createNetworkParts } from './network/index.js';
import type { InventoryPart } from './part.js';
import { createRdsParts } from './rds/index.js';

export { InventoryPart, type PartContext, type PartEventContext } from './part.js';

/** Every part of one place's inventory beside ECS, in the order in which they are observed. */
export function createParts(): InventoryPart[] {
  const policies = new AutoScalingPoliciesPart();
  const groups = new AutoScalingGroupsPart(policies);
  const network = createNetworkParts();
  return [
    policies,
    groups,
    new AutoScalingActivitiesPart(groups),
    new CapacityProvidersPart(),
    ...createEc2Parts(groups, network.subnets),
    ...createRdsParts(),
    ...createLoadBalancingParts(),
    ...createCanaryParts(),
    ...network.parts,
    new AlarmsPart(groups),
    new TrailPart(groups),
    new OpenedPortsPart(),
  ];
}

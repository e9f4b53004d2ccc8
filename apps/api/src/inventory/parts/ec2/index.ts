import type { InstanceKnowledge } from '../../describe/ec2-instance.js';
import type { AutoScalingGroupsPart } from '../auto-scaling-groups.js';
import type { InventoryPart } from '../part.js';
import { ImagesPart } from './images.js';
import { InstanceStatusPart } from './instance-status.js';
import { InstanceTypesPart } from './instance-types.js';
import { Ec2InstancesPart } from './instances.js';
import { KeyPairsPart } from './key-pairs.js';
import { SpotPricesPart } from './spot-prices.js';
import { VolumesPart } from './volumes.js';

/** Instances and what they are made of. Where they stand is told by the network's parts. */
export function createEc2Parts(
  groups: AutoScalingGroupsPart,
  subnets: Pick<InstanceKnowledge, 'subnetOf'>,
): InventoryPart[] {
  const instances = new Ec2InstancesPart(groups);
  const statuses = new InstanceStatusPart();
  const types = new InstanceTypesPart(instances);
  const images = new ImagesPart(instances);
  const keyPairs = new KeyPairsPart();
  const volumes = new VolumesPart();
  const spot = new SpotPricesPart(instances);
  instances.describedBy({
    statusOf: (id) => statuses.of(id),
    typeOf: (name) => types.latest?.get(name) ?? null,
    imageOf: (id) => images.latest?.get(id),
    hasKeyPair: (name) => keyPairs.latest?.has(name) ?? null,
    volumesOn: (id) => volumes.on(id),
    spotPrice: (type, zone) => spot.of(type, zone),
    subnetOf: (id) => subnets.subnetOf(id),
  });
  return [instances, statuses, types, images, keyPairs, volumes, spot];
}

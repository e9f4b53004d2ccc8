import type { InventoryPart } from '../part.js';
import { InterfacesPart } from './interfaces.js';
import { NetworkUse } from './network-use.js';
import { SecurityGroupsPart } from './security-groups.js';
import { SubnetsPart } from './subnets.js';
import { RouteTablesPart, VpcsPart } from './vpcs.js';

/** Networks, subnets and security groups. They are observed last: they say who uses them. */
export function createNetworkParts(): { subnets: SubnetsPart; parts: InventoryPart[] } {
  const vpcs = new VpcsPart();
  const routes = new RouteTablesPart();
  const interfaces = new InterfacesPart();
  const use = new NetworkUse();
  const subnets = new SubnetsPart({ vpcs, routes, interfaces, use });
  const groups = new SecurityGroupsPart(interfaces, use);
  return { subnets, parts: [vpcs, routes, interfaces, subnets, groups] };
}

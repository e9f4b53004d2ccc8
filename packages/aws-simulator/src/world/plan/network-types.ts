import type { Tag } from './tag.js';

export interface SubnetPlan {
  id: string;
  az: string;
  azId: string;
  /** First address and size: `10.20.16.0`, 4096. */
  base: number;
  size: number;
  public: boolean;
  name?: string;
}

/** A security group rule: who may come in (ingress), on which ports. One source: an address range or another group. */
export interface RulePlan {
  protocol: 'tcp' | '-1';
  from?: number;
  to?: number;
  cidr?: string;
  cidr6?: string;
  groupId?: string;
  description?: string;
  /** Since when it is there, where it came while the history ran; it was always there otherwise. */
  since?: number;
}

export interface SecurityGroupPlan {
  id: string;
  name: string;
  description: string;
  ingress: RulePlan[];
  tags: Tag[];
}

export interface RouteTablePlan {
  id: string;
  name?: string;
  /** The table of every subnet that is associated with none by hand. */
  main: boolean;
  subnetIds: string[];
  gatewayId?: string;
  natGatewayId?: string;
}

/** An interface that a managed service keeps in a subnet (NAT gateway, database): it takes an address for ever. */
export interface ServiceInterfacePlan {
  id: string;
  subnet: SubnetPlan;
  ip: number;
  kind: 'natGateway' | 'interface' | 'network_load_balancer';
  description: string;
  requester: string;
  groupIds: string[];
  publicIp?: string;
}

export interface NetworkPlan {
  vpcId: string;
  name: string;
  /** First address of its /16. */
  base: number;
  internetGatewayId: string;
  subnets: SubnetPlan[];
  routeTables: RouteTablePlan[];
  serviceInterfaces: ServiceInterfacePlan[];
  securityGroups: SecurityGroupPlan[];
  /** Ids of the groups that several kinds of resources share. */
  groups: { default: string; loadBalancer: string; internalLoadBalancer: string; instance: string };
}

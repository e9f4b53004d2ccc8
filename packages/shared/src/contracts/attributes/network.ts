import { z } from 'zod';
import { int, nflag, nint, ntext, text } from './fields.js';

export const SubnetAttributes = z.object({
  vpcId: text,
  vpcName: ntext,
  vpcCidr: ntext,
  cidr: text,
  availabilityZone: text,
  zoneId: ntext,
  freeAddresses: int,
  totalAddresses: int.describe('Without the five that AWS keeps in each subnet'),
  public: nflag.describe(
    'Whether its default route leads to an internet gateway; null when routes could not be read',
  ),
  defaultRoute: ntext.describe('The gateway that 0.0.0.0/0 leads to: igw-…, nat-…, or null for none'),
  assignsPublicIp: nflag,
  interfaces: nint.describe('Network interfaces in it; null when they could not be read'),
  usedBy: z
    .array(text)
    .describe('Ids of the services, standalone tasks, instances, databases and load balancers in it'),
});

export const SecurityGroupRule = z.object({
  protocol: text.describe('tcp, udp, icmp, or all'),
  fromPort: nint.describe('Null: every port'),
  toPort: nint,
  kind: z.enum(['cidr', 'group', 'prefix_list']),
  peer: text.describe('An address range, a group id or a prefix list id'),
  peerResourceId: ntext,
  description: ntext,
  open: z.boolean().describe('Whether the peer is the whole internet: 0.0.0.0/0 or ::/0'),
});
export const SecurityGroupAttributes = z.object({
  vpcId: ntext,
  description: ntext,
  inbound: z.array(SecurityGroupRule),
  outbound: z.array(SecurityGroupRule),
  usedBy: z
    .array(text)
    .describe('Ids of the services, standalone tasks, instances, databases and load balancers that carry it'),
  interfaces: nint.describe('Network interfaces that carry it; null when they could not be read'),
});

export type SubnetAttributes = z.infer<typeof SubnetAttributes>;
export type SecurityGroupRule = z.infer<typeof SecurityGroupRule>;
export type SecurityGroupAttributes = z.infer<typeof SecurityGroupAttributes>;

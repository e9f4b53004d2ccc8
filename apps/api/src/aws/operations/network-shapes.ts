import { z } from 'zod';
import { flag, integer, list, text, upperTags } from '../answer.js';

export const PermissionShape = z.object({
  IpProtocol: text,
  FromPort: integer,
  ToPort: integer,
  IpRanges: list(z.object({ CidrIp: text, Description: text })),
  Ipv6Ranges: list(z.object({ CidrIpv6: text, Description: text })),
  PrefixListIds: list(z.object({ PrefixListId: text, Description: text })),
  UserIdGroupPairs: list(z.object({ GroupId: text, Description: text })),
});
export type IpPermission = z.output<typeof PermissionShape>;

export const SecurityGroupShape = z.object({
  GroupId: z.string(),
  GroupName: text,
  Description: text,
  VpcId: text,
  OwnerId: text,
  IpPermissions: list(PermissionShape),
  IpPermissionsEgress: list(PermissionShape),
  Tags: upperTags,
});
export type SecurityGroup = z.output<typeof SecurityGroupShape>;

export const SubnetShape = z.object({
  SubnetId: z.string(),
  VpcId: z.string(),
  CidrBlock: text,
  Ipv6CidrBlockAssociationSet: list(z.object({ Ipv6CidrBlock: text })),
  AvailabilityZone: z.string(),
  AvailabilityZoneId: text,
  AvailableIpAddressCount: integer,
  MapPublicIpOnLaunch: flag,
  State: text,
  OwnerId: text,
  Tags: upperTags,
});
export type Subnet = z.output<typeof SubnetShape>;

export const VpcShape = z.object({ VpcId: z.string(), CidrBlock: text, Tags: upperTags });
export type Vpc = z.output<typeof VpcShape>;

export const RouteTableShape = z.object({
  RouteTableId: z.string(),
  VpcId: text,
  Associations: list(z.object({ Main: flag, SubnetId: text })),
  Routes: list(
    z.object({
      DestinationCidrBlock: text,
      GatewayId: text,
      NatGatewayId: text,
      TransitGatewayId: text,
      NetworkInterfaceId: text,
      VpcPeeringConnectionId: text,
      CoreNetworkArn: text,
      LocalGatewayId: text,
      State: text,
    }),
  ),
});
export type RouteTable = z.output<typeof RouteTableShape>;

export const InterfaceShape = z.object({
  NetworkInterfaceId: z.string(),
  Description: text,
  InterfaceType: text,
  RequesterId: text,
  SubnetId: text,
  Groups: list(z.object({ GroupId: z.string() })),
  Attachment: z.object({ InstanceId: text }).nullish(),
});
export type NetworkInterface = z.output<typeof InterfaceShape>;

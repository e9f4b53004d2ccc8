import type { XmlNames } from './xml.js';

/** Auto Scaling, CloudWatch (query) and STS: members as modelled, list items `member`. */
export const plainNames: XmlNames = { member: (name) => name, item: () => 'member' };

/** RDS names the items of most lists by their type. From the botocore model of RDS, shapes under DescribeDBInstances. */
const RDS_ITEMS: Record<string, string> = {
  AssociatedRoles: 'DBInstanceRole',
  DBInstanceAutomatedBackupsReplications: 'DBInstanceAutomatedBackupsReplication',
  DBInstances: 'DBInstance',
  DBParameterGroups: 'DBParameterGroup',
  DBSecurityGroups: 'DBSecurityGroup',
  DomainMemberships: 'DomainMembership',
  OptionGroupMemberships: 'OptionGroupMembership',
  ProcessorFeatures: 'ProcessorFeature',
  ReadReplicaDBClusterIdentifiers: 'ReadReplicaDBClusterIdentifier',
  ReadReplicaDBInstanceIdentifiers: 'ReadReplicaDBInstanceIdentifier',
  StatusInfos: 'DBInstanceStatusInfo',
  Subnets: 'Subnet',
  TagList: 'Tag',
  VpcSecurityGroups: 'VpcSecurityGroupMembership',
};

export const rdsNames: XmlNames = { member: (name) => name, item: (name) => RDS_ITEMS[name] ?? 'member' };

/**
 * EC2 writes members in lower camel case, with these exceptions. From the botocore model of EC2, shapes under
 * DescribeInstances.
 */
const EC2_MEMBERS: Record<string, string> = {
  BlockDeviceMappings: 'blockDeviceMapping',
  ElasticGpuAssociations: 'elasticGpuAssociationSet',
  ElasticInferenceAcceleratorAssociations: 'elasticInferenceAcceleratorAssociationSet',
  Groups: 'groupSet',
  Instances: 'instancesSet',
  Ipv4Prefixes: 'ipv4PrefixSet',
  Ipv6Addresses: 'ipv6AddressesSet',
  Ipv6Prefixes: 'ipv6PrefixSet',
  Licenses: 'licenseSet',
  MetricCategoryIds: 'metricCategoryIdSet',
  NetworkInterfaces: 'networkInterfaceSet',
  PrivateIpAddresses: 'privateIpAddressesSet',
  ProductCodeId: 'productCode',
  ProductCodeType: 'type',
  PublicIpAddress: 'ipAddress',
  Reservations: 'reservationSet',
  SecondaryInterfaces: 'secondaryInterfaceSet',
  SecurityGroups: 'groupSet',
  StateTransitionReason: 'reason',
  Tags: 'tagSet',
};

/** Names which only an instance itself spells differently; elsewhere they follow the rule. */
const EC2_INSTANCE_MEMBERS: Record<string, string> = { State: 'instanceState', PublicDnsName: 'dnsName' };

export const ec2Names: XmlNames = {
  member: (name, owner) =>
    (owner === 'Instances' ? EC2_INSTANCE_MEMBERS[name] : undefined) ??
    EC2_MEMBERS[name] ??
    name.charAt(0).toLowerCase() + name.slice(1),
  item: () => 'item',
};

import type { XmlNames } from './xml.js';

/** Auto Scaling, CloudWatch (query) and STS: members as modelled, list items `member`. */
export const plainNames: XmlNames = { member: (name) => name, item: () => 'member' };

/** RDS names the items of most lists by their type. From the botocore model of RDS. */
const RDS_ITEMS: Record<string, string> = {
  AssociatedRoles: 'DBInstanceRole',
  AvailabilityZones: 'AvailabilityZone',
  Certificates: 'Certificate',
  DBClusterMembers: 'DBClusterMember',
  DBClusters: 'DBCluster',
  DBEngineVersions: 'DBEngineVersion',
  DBInstanceAutomatedBackupsReplications: 'DBInstanceAutomatedBackupsReplication',
  DBInstances: 'DBInstance',
  DBMajorEngineVersions: 'DBMajorEngineVersion',
  DBParameterGroups: 'DBParameterGroup',
  DBSecurityGroups: 'DBSecurityGroup',
  DomainMemberships: 'DomainMembership',
  EventCategories: 'EventCategory',
  Events: 'Event',
  OptionGroupMemberships: 'OptionGroupMembership',
  Parameters: 'Parameter',
  PendingMaintenanceActionDetails: 'PendingMaintenanceAction',
  PendingMaintenanceActions: 'ResourcePendingMaintenanceActions',
  ProcessorFeatures: 'ProcessorFeature',
  ReadReplicaDBClusterIdentifiers: 'ReadReplicaDBClusterIdentifier',
  ReadReplicaDBInstanceIdentifiers: 'ReadReplicaDBInstanceIdentifier',
  ReadReplicaIdentifiers: 'ReadReplicaIdentifier',
  StatusInfos: 'DBInstanceStatusInfo',
  Subnets: 'Subnet',
  SupportedEngineLifecycles: 'SupportedEngineLifecycle',
  TagList: 'Tag',
  ValidUpgradeTarget: 'UpgradeTarget',
  VpcSecurityGroups: 'VpcSecurityGroupMembership',
};

export const rdsNames: XmlNames = { member: (name) => name, item: (name) => RDS_ITEMS[name] ?? 'member' };

/** EC2 writes members in lower camel case, with these exceptions (from the botocore model of EC2). */
const EC2_MEMBERS: Record<string, string> = {
  AssociatedSubnets: 'associatedSubnetSet',
  Associations: 'associationSet',
  Attachments: 'attachmentSet',
  BlockDeviceMappings: 'blockDeviceMapping',
  EbsCards: 'ebsCardSet',
  ElasticGpuAssociations: 'elasticGpuAssociationSet',
  ElasticInferenceAcceleratorAssociations: 'elasticInferenceAcceleratorAssociationSet',
  Events: 'eventsSet',
  Groups: 'groupSet',
  Images: 'imagesSet',
  InstanceStatuses: 'instanceStatusSet',
  InstanceTypes: 'instanceTypeSet',
  Instances: 'instancesSet',
  Ipv4Prefixes: 'ipv4PrefixSet',
  Ipv6Addresses: 'ipv6AddressesSet',
  Ipv6Prefixes: 'ipv6PrefixSet',
  KeyPairs: 'keySet',
  Licenses: 'licenseSet',
  MetricCategoryIds: 'metricCategoryIdSet',
  NetworkInterfaces: 'networkInterfaceSet',
  PrivateIpAddresses: 'privateIpAddressesSet',
  ProductCodeId: 'productCode',
  ProductCodeType: 'type',
  PropagatingVgws: 'propagatingVgwSet',
  Public: 'isPublic',
  PublicIpAddress: 'ipAddress',
  Reservations: 'reservationSet',
  RouteTables: 'routeTableSet',
  Routes: 'routeSet',
  SecondaryInterfaces: 'secondaryInterfaceSet',
  SecurityGroups: 'groupSet',
  SpotPriceHistory: 'spotPriceHistorySet',
  StateTransitionReason: 'reason',
  Subnets: 'subnetSet',
  Tags: 'tagSet',
  UserIdGroupPairs: 'groups',
  Volumes: 'volumeSet',
  Vpcs: 'vpcSet',
};

/** Names which one owner (the member or operation that holds them) spells differently; elsewhere they follow the rule. */
const EC2_OWNED: Record<string, Record<string, string>> = {
  Attachments: { State: 'status' },
  DescribeSecurityGroups: { SecurityGroups: 'securityGroupInfo' },
  Images: { OwnerId: 'imageOwnerId', State: 'imageState' },
  Instances: { PublicDnsName: 'dnsName', State: 'instanceState' },
  SecurityGroups: { Description: 'groupDescription' },
  Volumes: { State: 'status' },
};

export const ec2Names: XmlNames = {
  member: (name, owner) =>
    EC2_OWNED[owner]?.[name] ?? EC2_MEMBERS[name] ?? name.charAt(0).toLowerCase() + name.slice(1),
  item: () => 'item',
};

import type { Tag } from './tag.js';

/** A volume that every instance of its kind is started with. */
export interface VolumePlan {
  device: string;
  sizeGiB: number;
  type: 'gp2' | 'gp3';
  encrypted: boolean;
  deleteOnTermination: boolean;
  name?: string;
  /** Part of the instance's operations that go to it; those of one instance add up to 1. */
  share: number;
  /** Where it is mounted, and how full: percent when the instance came up, and percent more each day. */
  path: string;
  fstype: 'xfs' | 'ext4';
  usedPercent: number;
  growthPerDay: number;
}

/** A volume that hangs on nothing. */
export interface SpareVolumePlan {
  id: string;
  name: string;
  sizeGiB: number;
  type: 'gp2' | 'gp3';
  az: string;
  azId: string;
  createdAt: number;
}

export interface ImagePlan {
  id: string;
  name: string;
  description: string;
  ownerId: string;
  ownerAlias?: string;
  createdAt: number;
  /** From then on it is shown only to those who ask by id or for deprecated ones. */
  deprecatesAt?: number;
  sizeGiB: number;
  bootMode?: string;
  /** Deregistered: instances still run from it, but nobody can describe it. */
  gone: boolean;
  tags: Tag[];
}

export interface KeyPairPlan {
  name: string;
  type: 'rsa' | 'ed25519';
  createdAt: number;
}

/** Something EC2 is going to do, or did, to one instance. */
export interface ScheduledEventPlan {
  code: 'instance-retirement' | 'system-reboot';
  description: string;
  notBefore: number;
  notAfter?: number;
}

export interface GroupPlan {
  name: string;
  arn: string;
  clusterName?: string;
  capacityProvider?: string;
  instanceType: string;
  spot: boolean;
  min: number;
  max: number;
  desired: number;
  amiId: string;
  launchTemplateId: string;
  launchTemplateName: string;
  launchTemplateVersion: number;
  securityGroupIds: string[];
  keyName?: string;
  volumes: VolumePlan[];
  /** Whether the CloudWatch agent runs on its instances. */
  agent: boolean;
  /** ECS_ENABLE_SPOT_INSTANCE_DRAINING of its ECS agents. */
  drainsOnSpotWarning: boolean;
  detailedMonitoring: boolean;
  /** Whether group metrics are enabled. */
  groupMetrics: boolean;
  environment: 'prod' | 'stage';
  createdAt: number;
  tags: Tag[];
}

export interface StandalonePlan {
  name: string;
  instanceType: string;
  amiId: string;
  environment: 'prod' | 'stage';
  /** Mean CPU percent; an idle one stays under 3 and moves almost no bytes. */
  cpu: number;
  idle: boolean;
  detailedMonitoring: boolean;
  launchedAt: number;
  publicIp: boolean;
  securityGroupIds: string[];
  keyName?: string;
  volumes: VolumePlan[];
  agent: boolean;
  event?: ScheduledEventPlan;
  tags: Tag[];
}

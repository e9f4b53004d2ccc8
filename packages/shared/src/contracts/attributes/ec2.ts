import { z } from 'zod';
import { ScalingPolicyAttributes } from './ecs.js';
import { int, nflag, nint, ntext, ntime, reference, text } from './fields.js';

const usd = z.number().nullable();
/** A status check as DescribeInstanceStatus words it: ok, impaired, insufficient-data, initializing, not-applicable. */
const check = ntext;

export const Ec2InstanceAttributes = z.object({
  instanceType: text,
  architecture: ntext,
  lifecycle: text.describe('on-demand, spot'),
  launchTime: ntime,
  imageId: ntext,
  keyName: ntext,
  vpcId: ntext,
  subnetId: ntext,
  availabilityZone: ntext,
  privateIp: ntext,
  publicIp: ntext,
  securityGroups: z.array(z.object({ id: text, name: ntext, resourceId: ntext.default(null) })),
  iamInstanceProfile: ntext,
  monitoring: ntext.describe('basic or detailed'),
  metadataTokens: ntext.describe('optional or required (IMDSv2)'),
  autoScalingGroup: ntext,
  containerInstanceId: ntext,
  stateReason: ntext,
  hourlyUsd: usd.describe('List price of Linux on demand where known'),
  // What other reads add. Null: not read yet, not allowed, or not said; rows of an earlier version lack them.
  platform: ntext.default(null).describe('Linux/UNIX, Windows, …'),
  vcpus: nint.default(null),
  memoryMiB: nint.default(null),
  image: reference
    .extend({ name: ntext, owner: ntext, createdAt: ntime, deprecatedAt: ntime, missing: z.boolean() })
    .nullable()
    .default(null)
    .describe('owner: amazon, aws-marketplace, self or an account'),
  keyPresent: nflag.default(null).describe('Whether the account still has the key pair; null also for none'),
  subnet: reference.extend({ name: ntext, public: nflag }).nullable().default(null),
  checks: z
    .object({ system: check, instance: check, ebs: check, impairedSince: ntime })
    .nullable()
    .default(null),
  scheduledEvents: z
    .array(z.object({ id: ntext, code: text, description: ntext, notBefore: ntime, notAfter: ntime }))
    .nullable()
    .default(null)
    .describe('What AWS will do to it: instance-retirement, system-reboot, …; completed ones left out'),
  spotUsd: usd.default(null).describe('Spot price per hour now, in its zone; null also on demand'),
  volumes: z
    .array(reference.extend({ device: ntext, type: ntext, sizeGiB: nint, iops: nint }))
    .nullable()
    .default(null),
});

export const GroupPolicyAttributes = ScalingPolicyAttributes.extend({
  enabled: z.boolean(),
  adjustment: z.number().nullable().describe('Of simple scaling'),
  warmupSeconds: nint,
});

export const AutoScalingGroupAttributes = z.object({
  minimum: int,
  maximum: int,
  desired: int,
  instances: z.array(
    z.object({
      instanceId: text,
      resourceId: ntext.default(null),
      type: ntext.default(null),
      state: text,
      health: text,
      zone: text,
      protected: z.boolean(),
    }),
  ),
  zones: z.array(text),
  capacityRebalance: z.boolean(),
  suspended: z.array(text),
  healthCheckType: text,
  metrics: z
    .array(text)
    .nullable()
    .default(null)
    .describe('Group metrics that somebody enabled; null: AWS did not say'),
  protectsNewInstances: nflag.default(null).describe('Whether new instances are protected from scale-in'),
  purchase: z
    .object({
      onDemandBase: int,
      onDemandPercentAbove: int,
      spotStrategy: ntext,
    })
    .nullable()
    .default(null)
    .describe('Of a mixed instances policy: on-demand base and share above it'),
  policies: z
    .array(GroupPolicyAttributes)
    .nullable()
    .default(null)
    .describe('Null: not read yet, or not allowed'),
});

export const EbsVolumeAttributes = z.object({
  volumeType: text,
  sizeGiB: int,
  iops: nint,
  throughput: nint.describe('MiB/s'),
  encrypted: z.boolean(),
  availabilityZone: ntext,
  attachments: z.array(
    z.object({ instance: reference, device: ntext, state: ntext, deleteOnTermination: nflag }),
  ),
  snapshotId: ntext,
  createdAt: ntime,
});

export const ImageAttributes = z.object({
  owner: ntext,
  ownerAlias: ntext.describe('amazon, aws-marketplace, self'),
  architecture: ntext,
  platform: ntext,
  description: ntext,
  public: nflag,
  createdAt: ntime,
  deprecatedAt: ntime,
  missing: z.boolean().describe('Instances run it, but AWS no longer knows it: deregistered or made private'),
  usedBy: z.array(text).describe('Ids of the instances that run it'),
});

export type Ec2InstanceAttributes = z.infer<typeof Ec2InstanceAttributes>;
export type GroupPolicyAttributes = z.infer<typeof GroupPolicyAttributes>;
export type AutoScalingGroupAttributes = z.infer<typeof AutoScalingGroupAttributes>;
export type EbsVolumeAttributes = z.infer<typeof EbsVolumeAttributes>;
export type ImageAttributes = z.infer<typeof ImageAttributes>;

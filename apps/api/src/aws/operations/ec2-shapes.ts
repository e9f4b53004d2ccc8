import { z } from 'zod';
import { flag, integer, list, moment, text, upperTags } from '../answer.js';

/** User data is not a member of DescribeInstances, and nothing beyond these members leaves the answer. */
export const InstanceShape = z.object({
  InstanceId: z.string(),
  InstanceType: text,
  Architecture: text,
  InstanceLifecycle: text,
  LaunchTime: moment,
  ImageId: text,
  KeyName: text,
  PlatformDetails: text,
  VpcId: text,
  SubnetId: text,
  Placement: z.object({ AvailabilityZone: text }).nullish(),
  PrivateIpAddress: text,
  PublicIpAddress: text,
  SecurityGroups: list(z.object({ GroupId: z.string(), GroupName: text })),
  IamInstanceProfile: z.object({ Arn: text }).nullish(),
  Monitoring: z.object({ State: text }).nullish(),
  MetadataOptions: z.object({ HttpTokens: text }).nullish(),
  State: z.object({ Name: z.string() }),
  StateReason: z.object({ Code: text, Message: text }).nullish(),
  StateTransitionReason: text,
  Hypervisor: text,
  Tags: upperTags,
});
export type Ec2Instance = z.output<typeof InstanceShape> & { ownerId: string };

const check = z
  .object({ Status: text, Details: list(z.object({ Status: text, ImpairedSince: moment })) })
  .nullish();
export const InstanceStatusShape = z.object({
  InstanceId: z.string(),
  SystemStatus: check,
  InstanceStatus: check,
  AttachedEbsStatus: check,
  Events: list(
    z.object({
      InstanceEventId: text,
      Code: text,
      Description: text,
      NotBefore: moment,
      NotAfter: moment,
      NotBeforeDeadline: moment,
    }),
  ),
});
export type Ec2InstanceStatus = z.output<typeof InstanceStatusShape>;

export const InstanceTypeShape = z.object({
  InstanceType: z.string(),
  CurrentGeneration: flag,
  VCpuInfo: z.object({ DefaultVCpus: integer }).nullish(),
  MemoryInfo: z.object({ SizeInMiB: integer }).nullish(),
});
export type Ec2InstanceType = z.output<typeof InstanceTypeShape>;

/** AWS sends an image's times as text. */
const writtenMoment = text.transform((value) => {
  const at = value === null ? NaN : Date.parse(value);
  return Number.isNaN(at) ? null : at;
});
export const ImageShape = z.object({
  ImageId: z.string(),
  Name: text,
  Description: text,
  OwnerId: text,
  ImageOwnerAlias: text,
  Architecture: text,
  PlatformDetails: text,
  Public: flag,
  State: text,
  CreationDate: writtenMoment,
  DeprecationTime: writtenMoment,
  Tags: upperTags,
});
export type Ec2Image = z.output<typeof ImageShape>;

export const VolumeShape = z.object({
  VolumeId: z.string(),
  VolumeType: text,
  Size: integer,
  Iops: integer,
  Throughput: integer,
  Encrypted: flag,
  State: text,
  AvailabilityZone: text,
  SnapshotId: text,
  CreateTime: moment,
  Attachments: list(z.object({ InstanceId: text, Device: text, State: text, DeleteOnTermination: flag })),
  Tags: upperTags,
});
export type Ec2Volume = z.output<typeof VolumeShape>;

/** US dollars as AWS writes them, `0.031200`. */
function usd(value: string | null): number | null {
  const amount = value === null ? NaN : Number(value);
  return Number.isFinite(amount) ? amount : null;
}

export const SpotPriceShape = z.object({
  InstanceType: text,
  AvailabilityZone: text,
  SpotPrice: text.transform(usd),
  Timestamp: moment,
});
export type SpotPrice = z.output<typeof SpotPriceShape>;

import { DescribeInstancesCommand, type EC2Client } from '@aws-sdk/client-ec2';
import { z } from 'zod';
import { checkAnswer, list, moment, text, upperTags } from '../answer.js';
import type { AwsCaller } from '../caller.js';
import { allPages } from './pages.js';

/** User data is not a member of DescribeInstances, and nothing beyond these members leaves the answer. */
const InstanceShape = z.object({
  InstanceId: z.string(),
  InstanceType: text,
  Architecture: text,
  InstanceLifecycle: text,
  LaunchTime: moment,
  ImageId: text,
  KeyName: text,
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

const AnswerShape = z.object({
  Reservations: list(z.object({ OwnerId: z.string(), Instances: list(InstanceShape) })),
  NextToken: text,
});

/** Reads of Amazon EC2. */
export class Ec2Operations {
  constructor(
    private readonly client: EC2Client,
    private readonly caller: AwsCaller,
  ) {}

  /** Every instance of the region, terminated ones included while EC2 remembers them. Always paged: see limits.ts. */
  instances(): Promise<Ec2Instance[]> {
    return allPages(async (NextToken) => {
      const answer = await this.caller.call('ec2:DescribeInstances', { lane: 'fresh' }, () =>
        this.client.send(new DescribeInstancesCommand({ NextToken, MaxResults: 500 })),
      );
      const page = checkAnswer('ec2:DescribeInstances', AnswerShape, answer);
      const items = page.Reservations.flatMap(({ OwnerId, Instances }) =>
        Instances.map((instance) => ({ ...instance, ownerId: OwnerId })),
      );
      return { items, next: page.NextToken };
    });
  }
}

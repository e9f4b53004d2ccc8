import { DescribeAutoScalingGroupsCommand, type AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { z } from 'zod';
import { checkAnswer, count, flag, list, text } from '../answer.js';
import type { AwsCaller } from '../caller.js';
import { allPages } from './pages.js';

const GroupShape = z.object({
  AutoScalingGroupName: z.string(),
  AutoScalingGroupARN: z.string(),
  MinSize: count,
  MaxSize: count,
  DesiredCapacity: count,
  Status: text,
  AvailabilityZones: list(z.string()),
  HealthCheckType: text,
  CapacityRebalance: flag,
  SuspendedProcesses: list(z.object({ ProcessName: text })),
  Instances: list(
    z.object({
      InstanceId: z.string(),
      LifecycleState: text,
      HealthStatus: text,
      AvailabilityZone: text,
      ProtectedFromScaleIn: flag,
    }),
  ),
  Tags: list(z.object({ Key: z.string(), Value: text })).transform((tags) =>
    Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value ?? ''])),
  ),
});
export type AutoScalingGroup = z.output<typeof GroupShape>;

/** Reads of EC2 Auto Scaling. */
export class AutoScalingOperations {
  constructor(
    private readonly client: AutoScalingClient,
    private readonly caller: AwsCaller,
  ) {}

  groups(): Promise<AutoScalingGroup[]> {
    return allPages(async (NextToken) => {
      const answer = await this.caller.call('autoscaling:DescribeAutoScalingGroups', { lane: 'fresh' }, () =>
        this.client.send(new DescribeAutoScalingGroupsCommand({ NextToken, MaxRecords: 100 })),
      );
      const shape = z.object({ AutoScalingGroups: list(GroupShape), NextToken: text });
      const page = checkAnswer('autoscaling:DescribeAutoScalingGroups', shape, answer);
      return { items: page.AutoScalingGroups, next: page.NextToken };
    });
  }
}

import type { AttributesOf } from '@danji/shared';
import type { AwsPlace, Ec2Instance } from '../../aws/index.js';
import { describeEc2Instance } from '../describe/ec2-instance.js';
import type { Observed } from '../observed.js';
import { resourceId } from '../resource-id.js';
import type { AutoScalingGroupsPart } from './auto-scaling-groups.js';
import { InventoryPart, type PartContext } from './part.js';

export class Ec2InstancesPart extends InventoryPart<Ec2Instance[]> {
  readonly name = 'instances';
  readonly everyMs = 25_000;
  readonly kinds = ['ec2_instance'] as const;

  constructor(private readonly groups: AutoScalingGroupsPart) {
    super();
  }

  read(place: AwsPlace): Promise<Ec2Instance[]> {
    return place.ec2.instances();
  }

  override observe(instances: Ec2Instance[], { region, seen }: PartContext): Observed[] {
    const groupOf = this.groupOfInstance();
    const hostOf = containerInstances(seen);
    return instances.map((instance) =>
      describeEc2Instance(instance, {
        region,
        autoScalingGroup: groupOf.get(instance.InstanceId) ?? null,
        containerInstanceId: hostOf.get(instance.InstanceId) ?? null,
      }),
    );
  }

  private groupOfInstance(): Map<string, { id: string; name: string }> {
    const groupOf = new Map<string, { id: string; name: string }>();
    for (const { AutoScalingGroupARN, AutoScalingGroupName, Instances } of this.groups.latest ?? []) {
      const group = { id: resourceId('auto_scaling_group', AutoScalingGroupARN), name: AutoScalingGroupName };
      for (const { InstanceId } of Instances) groupOf.set(InstanceId, group);
    }
    return groupOf;
  }
}

/** EC2 instance id -> resource id of the container instance on it. */
function containerInstances(seen: readonly Observed[]): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { kind, id, attributes } of seen) {
    if (kind !== 'ecs_container_instance') continue;
    ids.set((attributes as AttributesOf<'ecs_container_instance'>).ec2InstanceId, id);
  }
  return ids;
}

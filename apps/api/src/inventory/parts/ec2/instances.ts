import type { AttributesOf } from '@danji/shared';
import type { AwsPlace, Ec2Instance } from '../../../aws/index.js';
import { describeEc2Instance, type InstanceKnowledge } from '../../describe/ec2-instance.js';
import { interruptionOf } from '../../describe/spot-interruption.js';
import type { TimelineEvent } from '../../history/timeline-event.js';
import type { Observed } from '../../observed.js';
import { ec2InstanceArn, resourceId } from '../../resource-id.js';
import type { AutoScalingGroupsPart } from '../auto-scaling-groups.js';
import { InventoryPart, type PartContext, type PartEventContext } from '../part.js';
import { ec2Event } from './ec2-event.js';

export class Ec2InstancesPart extends InventoryPart<Ec2Instance[]> {
  readonly name = 'instances';
  readonly everyMs = 25_000;
  readonly kinds = ['ec2_instance'] as const;
  private knowledge: InstanceKnowledge | null = null;

  constructor(private readonly groups: AutoScalingGroupsPart) {
    super();
  }

  /** The parts that know more of an instance; they read what the list of instances names, so they come after it. */
  describedBy(knowledge: InstanceKnowledge): void {
    this.knowledge = knowledge;
  }

  /** Those of the newest answer; none before the first. */
  get list(): readonly Ec2Instance[] {
    return this.latest ?? [];
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
        knowledge: this.knowledge,
      }),
    );
  }

  /** Instances that AWS took back; it lists them for about an hour after. */
  override events(instances: Ec2Instance[], context: PartEventContext): TimelineEvent[] {
    return instances.flatMap((instance) => {
      const interruption = interruptionOf(instance);
      if (!interruption) return [];
      const arn = ec2InstanceArn(context.region, instance.ownerId, instance.InstanceId);
      return [
        ec2Event(resourceId('ec2_instance', arn), context, {
          id: 'spot-interruption',
          at: interruption.at ?? context.now,
          type: 'spot_interrupted',
          severity: 'warning',
          message: interruption.message,
          params: {
            instanceType: instance.InstanceType,
            zone: instance.Placement?.AvailabilityZone ?? null,
            code: instance.StateReason?.Code ?? null,
          },
        }),
      ];
    });
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

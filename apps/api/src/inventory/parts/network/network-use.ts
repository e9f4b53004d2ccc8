import type { AttributesOf } from '@danji/shared';
import type { EcsTask, NetworkInterface } from '../../../aws/index.js';
import type { InventoryKind, Observed } from '../../observed.js';
import { resourceId } from '../../resource-id.js';
import type { PartContext } from '../part.js';

/** Which groups a resource carries and which subnets it is in, by AWS's own ids. */
interface Place {
  groups: readonly string[];
  subnets: readonly string[];
}

const NETWORKED = ['ecs_service', 'ec2_instance', 'rds_instance', 'rds_cluster', 'load_balancer'] as const;
type Networked = (typeof NETWORKED)[number];

/**
 * Who stands in which subnet and carries which security group. Kinds are read at different paces, so what each was
 * last seen to use is remembered until its whole list is read again.
 */
export class NetworkUse {
  private readonly places = new Map<InventoryKind, Map<string, Place>>();
  private tasks: ReadonlyMap<string, Place> = new Map();

  /** Takes in what a sweep saw. */
  note({ seen, complete, tasks }: PartContext, interfaces: readonly NetworkInterface[] | null): void {
    for (const kind of NETWORKED) {
      const placed = seen.filter((resource) => resource.kind === kind && !resource.ended);
      const before = complete.has(kind) ? [] : [...(this.places.get(kind) ?? [])];
      const now = placed.map(({ id, attributes }) => [id, placeOf(kind, attributes)] as const);
      this.places.set(kind, new Map([...before, ...now]));
    }
    if (interfaces) this.tasks = standaloneTasks(tasks, interfaces);
  }

  /** Ids of what carries each group, by group id. */
  ofGroups(): Map<string, string[]> {
    return this.invert(({ groups }) => groups);
  }

  /** Ids of what stands in each subnet, by subnet id. */
  ofSubnets(): Map<string, string[]> {
    return this.invert(({ subnets }) => subnets);
  }

  private invert(read: (place: Place) => readonly string[]): Map<string, string[]> {
    const users = new Map<string, string[]>();
    for (const places of [...this.places.values(), this.tasks]) {
      for (const [id, place] of places) {
        for (const native of new Set(read(place))) users.set(native, [...(users.get(native) ?? []), id]);
      }
    }
    for (const ids of users.values()) ids.sort();
    return users;
  }
}

function placeOf(kind: Networked, attributes: Observed['attributes']): Place {
  const ids = (references: readonly { id: string }[]): string[] => references.map(({ id }) => id);
  switch (kind) {
    case 'ecs_service': {
      const { securityGroups, subnets } = attributes as AttributesOf<'ecs_service'>;
      return { groups: securityGroups, subnets };
    }
    case 'ec2_instance': {
      const { securityGroups, subnetId } = attributes as AttributesOf<'ec2_instance'>;
      return { groups: ids(securityGroups), subnets: subnetId === null ? [] : [subnetId] };
    }
    case 'rds_instance': {
      const { securityGroups, subnets } = attributes as AttributesOf<'rds_instance'>;
      return { groups: ids(securityGroups), subnets: ids(subnets) };
    }
    case 'rds_cluster':
      return { groups: ids((attributes as AttributesOf<'rds_cluster'>).securityGroups), subnets: [] };
    case 'load_balancer': {
      const { securityGroups, zones } = attributes as AttributesOf<'load_balancer'>;
      return { groups: ids(securityGroups), subnets: zones.flatMap(({ subnetId }) => subnetId ?? []) };
    }
  }
}

/**
 * Tasks of no service, by their network interfaces: ECS writes the attachment's ARN, whose end is the id of the task's
 * attachment, into the description. What a service's tasks use stands at the service.
 */
function standaloneTasks(
  tasks: readonly EcsTask[],
  interfaces: readonly NetworkInterface[],
): Map<string, Place> {
  const byAttachment = new Map(interfaces.map((each) => [attachmentOf(each), each]));
  const places = new Map<string, Place>();
  for (const { taskArn, group, attachments, lastStatus } of tasks) {
    if (group?.startsWith('service:') || lastStatus === 'STOPPED') continue;
    const found = attachments.flatMap(({ id }) => (id === null ? [] : (byAttachment.get(id) ?? [])));
    if (found.length === 0) continue;
    places.set(resourceId('ecs_task', taskArn), {
      groups: found.flatMap(({ Groups }) => Groups.map(({ GroupId }) => GroupId)),
      subnets: found.flatMap(({ SubnetId }) => SubnetId ?? []),
    });
  }
  return places;
}

/** The UUID of `arn:aws:ecs:REGION:ACCOUNT:attachment/UUID`; '' for interfaces that are not a task's. */
function attachmentOf({ Description }: NetworkInterface): string {
  return /^arn:[^:]*:ecs:[^:]*:\d*:attachment\/([0-9a-f-]+)$/.exec(Description ?? '')?.[1] ?? '';
}

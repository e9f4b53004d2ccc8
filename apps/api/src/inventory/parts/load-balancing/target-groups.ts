import type { AttributesOf } from '@danji/shared';
import type { AwsPlace, TargetGroup } from '../../../aws/index.js';
import { describeTargetGroup, type ServiceBehind } from '../../describe/target-group.js';
import type { Observed } from '../../observed.js';
import { InventoryPart, type PartContext } from '../part.js';
import type { TargetBook } from './target-book.js';
import { TargetTasks } from './target-tasks.js';

/** Target groups, the services that register in them, and what is known of their targets. */
export class TargetGroupsPart extends InventoryPart<TargetGroup[]> {
  readonly name = 'target groups';
  readonly everyMs = 10_000;
  readonly kinds = ['target_group'] as const;
  private readonly tasks = new TargetTasks();
  private services: ReadonlyMap<string, ServiceBehind[]> = new Map();

  constructor(private readonly book: TargetBook) {
    super();
  }

  read(place: AwsPlace): Promise<TargetGroup[]> {
    return place.loadBalancing.targetGroups();
  }

  /** Id of the first service that registers in a group. */
  serviceOf(group: string): string | null {
    return this.services.get(group)?.[0]?.id ?? null;
  }

  override observe(groups: TargetGroup[], context: PartContext): Observed[] {
    this.tasks.note(context);
    if (context.complete.has('ecs_service')) this.services = servicesByGroup(context);
    this.book.urgent = new Set(
      [...this.services].flatMap(([group, services]) => (services.some(isMoving) ? [group] : [])),
    );
    return groups.map((group) =>
      describeTargetGroup(group, {
        accountId: context.accountId,
        services: this.services.get(group.TargetGroupArn) ?? [],
        health: this.book.healthOf(group.TargetGroupArn),
        readAt: this.book.readAt(group.TargetGroupArn) ?? null,
        sinceOf: (target) => this.book.sinceOf(group.TargetGroupArn, target),
        taskOf: (id, port) => this.tasks.of(id, port),
      }),
    );
  }
}

function isMoving({ service }: ServiceBehind): boolean {
  return service.rollout?.state === 'IN_PROGRESS' || service.running !== service.desired;
}

function servicesByGroup({ seen, definitionOf }: PartContext): Map<string, ServiceBehind[]> {
  const services = new Map<string, ServiceBehind[]>();
  for (const { kind, id, attributes, ended } of seen) {
    if (kind !== 'ecs_service' || ended) continue;
    const service = attributes as AttributesOf<'ecs_service'>;
    for (const { targetGroupArn, containerName, containerPort } of service.loadBalancers) {
      if (targetGroupArn === null) continue;
      const definition = definitionOf(service.taskDefinitionArn);
      const container = definition?.containers.find(({ name }) => name === containerName) ?? null;
      const behind = { id, service, containerPort, container };
      services.set(targetGroupArn, [...(services.get(targetGroupArn) ?? []), behind]);
    }
  }
  return services;
}

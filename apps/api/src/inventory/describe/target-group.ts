import { healthCheckMismatches } from '@danji/analysis';
import type { AttributesOf } from '@danji/shared';
import type { TargetGroup, TargetHealth } from '../../aws/index.js';
import type { Observed } from '../observed.js';
import { resourceId } from '../resource-id.js';
import { iso } from './iso.js';

type Attributes = AttributesOf<'target_group'>;
type ContainerDefinition = AttributesOf<'ecs_task_definition'>['containers'][number];

/** A service that registers its tasks in a group. */
export interface ServiceBehind {
  id: string;
  service: AttributesOf<'ecs_service'>;
  containerPort: number | null;
  /** The container whose port it registers; null while its task definition was not described. */
  container: ContainerDefinition | null;
}

export interface TargetGroupContext {
  accountId: string;
  services: readonly ServiceBehind[];
  /** Null: not read yet, or not allowed. */
  health: readonly TargetHealth[] | null;
  readAt: number | null;
  /** Since when (epoch ms) the target `address:port` is in its state. */
  sinceOf: (target: string) => number | null;
  taskOf: (targetId: string, port: number | null) => string | null;
}

export function describeTargetGroup(
  group: TargetGroup,
  context: TargetGroupContext,
): Observed<'target_group'> {
  const arn = group.TargetGroupArn;
  const loadBalancers = [...group.LoadBalancerArns].sort().map((balancer) => ({
    id: balancer,
    resourceId: resourceId('load_balancer', balancer),
  }));
  const [first] = context.services;
  return {
    id: resourceId('target_group', arn),
    kind: 'target_group',
    name: group.TargetGroupName,
    arn,
    nativeId: arn.slice(arn.lastIndexOf(':') + 1),
    accountId: context.accountId,
    parentId: loadBalancers[0]?.resourceId ?? null,
    state: 'active',
    tags: {},
    ended: false,
    attributes: {
      protocol: group.Protocol,
      port: group.Port,
      targetType: group.TargetType,
      vpcId: group.VpcId,
      loadBalancers,
      healthCheck: healthCheckOf(group),
      services: context.services.map(({ id }) => id).sort(),
      containerPort: first?.containerPort ?? null,
      mismatches: first ? mismatchesOf(group, first) : null,
      targets: context.health && context.health.map((one) => targetOf(one, context)),
      targetsReadAt: iso(context.readAt),
    },
  };
}

function healthCheckOf(group: TargetGroup): Attributes['healthCheck'] {
  return {
    enabled: group.HealthCheckEnabled,
    protocol: group.HealthCheckProtocol,
    port: group.HealthCheckPort,
    path: group.HealthCheckPath,
    matcher: group.Matcher?.HttpCode ?? group.Matcher?.GrpcCode ?? null,
    intervalSeconds: group.HealthCheckIntervalSeconds,
    timeoutSeconds: group.HealthCheckTimeoutSeconds,
    healthyThreshold: group.HealthyThresholdCount,
    unhealthyThreshold: group.UnhealthyThresholdCount,
  };
}

function mismatchesOf(
  group: TargetGroup,
  { containerPort, container }: ServiceBehind,
): Attributes['mismatches'] {
  const mapped = container?.ports.flatMap((port) => [port.containerPort, port.hostPort]) ?? null;
  return healthCheckMismatches(
    { protocol: group.HealthCheckProtocol, port: group.HealthCheckPort, path: group.HealthCheckPath },
    {
      port: containerPort,
      mappedPorts: mapped && mapped.filter((port): port is number => port !== null),
      command: container?.healthCheck?.command ?? null,
    },
  );
}

function targetOf(
  { Target, TargetHealth }: TargetHealth,
  { sinceOf, taskOf }: TargetGroupContext,
): NonNullable<Attributes['targets']>[number] {
  const { Id: id, Port: port } = Target;
  return {
    id,
    port,
    zone: Target.AvailabilityZone,
    state: TargetHealth?.State ?? 'unknown',
    reason: TargetHealth?.Reason ?? null,
    description: TargetHealth?.Description ?? null,
    taskId: taskOf(id, port),
    since: iso(sinceOf(port === null ? id : `${id}:${port}`)),
  };
}

import type { InventoryKind, Observed } from '../../observed.js';
import { ec2InstanceArn, logGroupArn, partitionOf, resourceId, volumeArn } from '../../resource-id.js';

interface Place {
  region: string;
  accountId: string;
}

type Dimensions = Readonly<Record<string, string>>;

interface Rule {
  /** The dimension that must be there; the most specific rules come first. */
  dimension: string;
  namespace: RegExp;
  kind: InventoryKind;
  arn: (value: string, dimensions: Dimensions, place: Place) => string | null;
}

function ecsArn(rest: string, { region, accountId }: Place): string {
  return `arn:${partitionOf(region)}:ecs:${region}:${accountId}:${rest}`;
}

function balancingArn(rest: string, { region, accountId }: Place): string {
  return `arn:${partitionOf(region)}:elasticloadbalancing:${region}:${accountId}:${rest}`;
}

const RULES: readonly Rule[] = [
  {
    dimension: 'ServiceName',
    namespace: /ECS/,
    kind: 'ecs_service',
    arn: (name, { ClusterName }, place) =>
      ClusterName === undefined ? null : ecsArn(`service/${ClusterName}/${name}`, place),
  },
  {
    dimension: 'CapacityProviderName',
    namespace: /ECS/,
    kind: 'capacity_provider',
    arn: (name, _all, place) => ecsArn(`capacity-provider/${name}`, place),
  },
  {
    dimension: 'ClusterName',
    namespace: /ECS/,
    kind: 'ecs_cluster',
    arn: (name, _all, place) => ecsArn(`cluster/${name}`, place),
  },
  {
    dimension: 'TargetGroup',
    namespace: /ELB$/,
    kind: 'target_group',
    arn: (name, _all, place) => balancingArn(name, place),
  },
  {
    dimension: 'LoadBalancer',
    namespace: /ELB$/,
    kind: 'load_balancer',
    arn: (name, _all, place) => balancingArn(`loadbalancer/${name}`, place),
  },
  {
    dimension: 'VolumeId',
    namespace: /EBS/,
    kind: 'ebs_volume',
    arn: (id, _all, { region, accountId }) => volumeArn(region, accountId, id),
  },
  {
    dimension: 'InstanceId',
    namespace: /EC2|CWAgent|EBS/,
    kind: 'ec2_instance',
    arn: (id, _all, { region, accountId }) => ec2InstanceArn(region, accountId, id),
  },
  {
    dimension: 'DBInstanceIdentifier',
    namespace: /RDS/,
    kind: 'rds_instance',
    arn: (id, _all, { region, accountId }) =>
      `arn:${partitionOf(region)}:rds:${region}:${accountId}:db:${id}`,
  },
  {
    dimension: 'LogGroupName',
    namespace: /Logs/,
    kind: 'log_group',
    arn: (name, _all, { region, accountId }) => logGroupArn(region, accountId, name),
  },
];

/**
 * Says which resource the dimensions of a metric name. Ids follow from ARNs; a resource of a kind whose whole list was
 * seen without it does not exist (an alarm may outlive what it watched).
 */
export class AlarmSubjects {
  /** Ids of the kinds whose whole list was seen, as of the last time. */
  private readonly existing = new Map<InventoryKind, Set<string>>();
  private groups: ReadonlyMap<string, string> = new Map();

  note(
    seen: readonly Observed[],
    complete: ReadonlySet<InventoryKind>,
    groups: ReadonlyMap<string, string>,
  ): void {
    this.groups = groups;
    for (const kind of complete) this.existing.set(kind, new Set());
    for (const { kind, id } of seen) if (complete.has(kind)) this.existing.get(kind)?.add(id);
  }

  subjectOf(namespace: string | null, dimensions: Dimensions, place: Place): string | null {
    const rule = RULES.find(
      (one) => namespace !== null && one.namespace.test(namespace) && dimensions[one.dimension] !== undefined,
    );
    const value = rule && dimensions[rule.dimension];
    const arn = rule && value !== undefined ? rule.arn(value, dimensions, place) : null;
    if (rule && arn !== null && arn !== undefined) return this.kept(rule.kind, resourceId(rule.kind, arn));
    const group = dimensions['AutoScalingGroupName'];
    const groupArn = group === undefined ? undefined : this.groups.get(group);
    return groupArn === undefined ? null : resourceId('auto_scaling_group', groupArn);
  }

  private kept(kind: InventoryKind, id: string): string | null {
    const known = this.existing.get(kind);
    return known === undefined || known.has(id) ? id : null;
  }
}

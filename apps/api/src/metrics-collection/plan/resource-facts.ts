import { ATTRIBUTES, type MetricCondition } from '@danji/shared';

/** Kinds of resources that the catalogue has metrics for. */
export const METRIC_KINDS = ['ecs_cluster', 'ecs_service', 'ec2_instance', 'rds_instance'] as const;
export type MetricKind = (typeof METRIC_KINDS)[number];

/** A resource as the inventory stored it, as far as metrics care. Times in epoch ms. */
export interface FleetResource {
  id: string;
  kind: MetricKind;
  name: string;
  nativeId: string;
  parentName: string | null;
  state: string;
  deletedAt: number | null;
  attributes: unknown;
}

export interface ResourceFacts {
  /** What decides which metrics it publishes at all. */
  conditions: ReadonlySet<MetricCondition>;
  /** Whether it publishes now. A stopped one keeps its history and is not polled. */
  live: boolean;
  /** Whether EC2 publishes each minute. */
  detailed: boolean;
  /** Epoch ms before which it cannot have published; null: unknown. */
  since: number | null;
}

const Cluster = ATTRIBUTES.ecs_cluster.pick({
  capacityProviders: true,
  launchTypes: true,
  registeredInstances: true,
});
const Service = ATTRIBUTES.ecs_service.pick({ desired: true, running: true, pending: true, createdAt: true });
const Instance = ATTRIBUTES.ec2_instance.pick({
  instanceType: true,
  monitoring: true,
  launchTime: true,
  autoScalingGroup: true,
});
const DatabaseInstance = ATTRIBUTES.rds_instance.pick({
  engine: true,
  instanceClass: true,
  storageType: true,
  performanceInsights: true,
  replicaOf: true,
  createdAt: true,
});

/** What the stored attributes say about a resource's metrics. @throws ZodError when they are not of its kind */
export function factsOf(resource: FleetResource): ResourceFacts {
  const facts = READERS[resource.kind](resource);
  return { ...facts, live: facts.live && resource.deletedAt === null };
}

const READERS: Record<MetricKind, (resource: FleetResource) => ResourceFacts> = {
  ecs_cluster: clusterFacts,
  ecs_service: serviceFacts,
  ec2_instance: instanceFacts,
  rds_instance: databaseFacts,
};

/** Reservation and utilisation are published for clusters with EC2 capacity, while it is there. */
function clusterFacts({ attributes }: FleetResource): ResourceFacts {
  const { capacityProviders, launchTypes, registeredInstances } = Cluster.parse(attributes);
  const ec2 =
    registeredInstances > 0 ||
    launchTypes.includes('EC2') ||
    capacityProviders.some((provider) => !provider.startsWith('FARGATE'));
  return {
    conditions: new Set(ec2 ? (['has_instances'] as const) : []),
    live: registeredInstances > 0,
    detailed: false,
    since: null,
  };
}

/** A service without tasks publishes nothing. */
function serviceFacts({ attributes }: FleetResource): ResourceFacts {
  const { desired, running, pending, createdAt } = Service.parse(attributes);
  return {
    conditions: new Set(),
    live: desired + running + pending > 0,
    detailed: false,
    since: instantOf(createdAt),
  };
}

/** Families before the Nitro system: they have no EBS metrics of the instance. */
const XEN = /^(t1|t2|m[1-4]|c1|c3|c4|r3|r4|x1e?|i2|d2|h1|g2|g3s?|p2|p3|f1|cc2|cr1|hs1)\./;

function instanceFacts({ attributes, state }: FleetResource): ResourceFacts {
  const { instanceType, monitoring, launchTime, autoScalingGroup } = Instance.parse(attributes);
  const conditions = new Set<MetricCondition>();
  if (!XEN.test(instanceType)) conditions.add('nitro');
  if (/^t\d/.test(instanceType)) conditions.add('burstable');
  return {
    conditions,
    live: state === 'running' || state === 'stopping' || state === 'shutting-down',
    detailed: monitoring === 'detailed',
    // The launch time moves with every start; only members of a group are never stopped and started again.
    since: autoScalingGroup === null ? null : instantOf(launchTime),
  };
}

function databaseFacts({ attributes, state }: FleetResource): ResourceFacts {
  const found = DatabaseInstance.parse(attributes);
  const conditions = new Set<MetricCondition>();
  if (/^db\.t\d/.test(found.instanceClass)) conditions.add('burstable');
  if (found.replicaOf !== null) conditions.add('replica');
  if (found.engine.includes('postgres')) conditions.add('postgres');
  if (found.storageType === 'gp2') conditions.add('gp2');
  if (found.performanceInsights) conditions.add('performance_insights');
  return { conditions, live: state !== 'stopped', detailed: false, since: instantOf(found.createdAt) };
}

function instantOf(iso: string | null): number | null {
  return iso === null ? null : Date.parse(iso);
}

import { ATTRIBUTES, type MetricCondition, type ResourceKind } from '@danji/shared';

/** A resource as the inventory stored it, as far as metrics care. Times in epoch ms. */
export interface FleetResource {
  id: string;
  kind: ResourceKind;
  name: string;
  nativeId: string;
  arn: string;
  parentName: string | null;
  parentNativeId: string | null;
  /** The setting of its cluster: enabled, enhanced or disabled; null: it has none, or it is unknown. */
  parentInsights: string | null;
  /** Names of the clusters that a capacity provider is associated with. */
  clusterNames: readonly string[];
  state: string;
  deletedAt: number | null;
  tags: Readonly<Record<string, string>>;
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
  containerInsights: true,
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

const Group = ATTRIBUTES.auto_scaling_group.pick({ metrics: true });
const Provider = ATTRIBUTES.capacity_provider.pick({ managedScaling: true });
const Volume = ATTRIBUTES.ebs_volume.pick({ volumeType: true });

/** What the stored attributes say about a resource's metrics. @throws ZodError when they are not of its kind */
export function factsOf(resource: FleetResource): ResourceFacts {
  const facts = (READERS[resource.kind] ?? plainFacts)(resource);
  return { ...facts, live: facts.live && resource.deletedAt === null };
}

const READERS: Partial<Record<ResourceKind, (resource: FleetResource) => ResourceFacts>> = {
  ecs_cluster: clusterFacts,
  ecs_service: serviceFacts,
  ec2_instance: instanceFacts,
  rds_instance: databaseFacts,
  load_balancer: ({ nativeId }) => balancerFacts(nativeId),
  target_group: ({ parentNativeId }) => balancerFacts(parentNativeId),
  ebs_volume: volumeFacts,
  auto_scaling_group: groupFacts,
  capacity_provider: providerFacts,
};

/** Nothing is known that keeps it from publishing. */
function plainFacts(): ResourceFacts {
  return { conditions: new Set(), live: true, detailed: false, since: null };
}

/** `app/NAME/HASH` or `net/NAME/HASH`; a group that no load balancer uses publishes nothing. */
function balancerFacts(balancer: string | null): ResourceFacts {
  const conditions = new Set<MetricCondition>();
  if (balancer?.startsWith('app/')) conditions.add('application');
  if (balancer?.startsWith('net/')) conditions.add('network');
  return { ...plainFacts(), conditions };
}

/** Group metrics are published where somebody enabled them; where AWS did not say, they are asked for. */
function groupFacts({ attributes }: FleetResource): ResourceFacts {
  const { metrics } = Group.parse(attributes);
  const silent = metrics !== null && metrics.length === 0;
  return { ...plainFacts(), conditions: new Set(silent ? [] : ['group_metrics']) };
}

/** Fargate and providers without managed scaling publish nothing. */
function providerFacts({ attributes }: FleetResource): ResourceFacts {
  const { managedScaling } = Provider.parse(attributes);
  return { ...plainFacts(), conditions: new Set(managedScaling?.enabled ? ['managed_scaling'] : []) };
}

/** A volume publishes while it hangs on an instance. */
function volumeFacts({ attributes, state }: FleetResource): ResourceFacts {
  const { volumeType } = Volume.parse(attributes);
  const burst = /^(gp2|st1|sc1)$/.test(volumeType);
  return { ...plainFacts(), conditions: new Set(burst ? ['burst_volume'] : []), live: state === 'in-use' };
}

function hasInsights(setting: string | null): boolean {
  return setting === 'enabled' || setting === 'enhanced';
}

/** Reservation and utilisation are published for clusters with EC2 capacity, while it is there. */
function clusterFacts({ attributes }: FleetResource): ResourceFacts {
  const { capacityProviders, launchTypes, registeredInstances, containerInsights } =
    Cluster.parse(attributes);
  const ec2 =
    registeredInstances > 0 ||
    launchTypes.includes('EC2') ||
    capacityProviders.some((provider) => !provider.startsWith('FARGATE'));
  const conditions = new Set<MetricCondition>();
  if (ec2) conditions.add('has_instances');
  const insights = hasInsights(containerInsights);
  if (insights) conditions.add('container_insights');
  return {
    conditions,
    live: registeredInstances > 0 || insights,
    detailed: false,
    since: null,
  };
}

/** A service without tasks publishes nothing. */
function serviceFacts({ attributes, parentInsights }: FleetResource): ResourceFacts {
  const { desired, running, pending, createdAt } = Service.parse(attributes);
  return {
    conditions: new Set(hasInsights(parentInsights) ? ['container_insights'] : []),
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
  conditions.add(found.engine.startsWith('aurora') ? 'aurora' : 'not_aurora');
  if (found.storageType === 'gp2') conditions.add('gp2');
  if (found.performanceInsights) conditions.add('performance_insights');
  return { conditions, live: state !== 'stopped', detailed: false, since: instantOf(found.createdAt) };
}

function instantOf(iso: string | null): number | null {
  return iso === null ? null : Date.parse(iso);
}

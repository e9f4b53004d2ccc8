import { HOUR, MINUTE } from '../calendar.js';
import type { Ids } from '../ids.js';
import type { LoadBalancerPlan, LoadBalancingPlan } from './load-balancer-plan.js';
import { address } from './network-plan.js';
import type { StandalonePlan } from './machine-types.js';
import type { RulePlan, SecurityGroupPlan } from './network-types.js';
import type { ClusterPlan, DatabasePlan, RegionPlan, ServicePlan } from './plan-types.js';

const WORLD = '0.0.0.0/0';
/** The office's outgoing address (a range that documentation may use). */
const OFFICE = '203.0.113.24/32';
/** A stage database was opened within the last working day; everything else before the history begins. */
const OPENED_AGO = 3 * HOUR + 17 * MINUTE;
const NAMED = (name: string) => [{ key: 'Name', value: name }];

/**
 * Who may reach whom: load balancers are open to the world, tasks take their container port from the load balancer,
 * databases their port from the tasks that use them. Two groups are open where they should not be (22 on the bastion,
 * a stage database since some hours), a few are left over and used by nobody. Every resource gets groups that exist.
 */
export function planSecurityGroups(
  region: RegionPlan,
  ids: Ids,
  balancing: LoadBalancingPlan,
  startedAt: number,
): void {
  const groups = new Groups(region, ids);
  sharedGroups(groups);
  for (const cluster of region.clusters) clusterGroups(groups, cluster);
  balancing.balancers.forEach((balancer, index) => openToBalancer(groups, balancer, index));
  for (const machine of region.standalone) machine.securityGroupIds = [standaloneGroup(groups, machine)];
  region.databases.forEach((database, index) => databaseGroup(groups, database, index, startedAt));
  groups.add('redis-sessions', 'ElastiCache of the old session store', [
    tcp(6379, { cidr: '10.0.0.0/8', description: 'internal' }),
  ]);
}

class Groups {
  private readonly known = new Map<string, SecurityGroupPlan>();

  constructor(
    readonly region: RegionPlan,
    readonly ids: Ids,
  ) {}

  get key(): string {
    return `${this.region.accountId}|${this.region.region}`;
  }

  /** The group of this name; the first caller decides what it allows, later ones may add rules. */
  add(name: string, description: string, ingress: RulePlan[], id?: string): SecurityGroupPlan {
    const found = this.known.get(name);
    if (found) return found;
    const group: SecurityGroupPlan = {
      id: id ?? this.ids.ec2('sg', `${this.key}|${name}`),
      name,
      description,
      ingress,
      tags: name === 'default' || name.startsWith('launch-wizard') ? [] : NAMED(name),
    };
    this.known.set(name, group);
    this.region.network.securityGroups.push(group);
    return group;
  }
}

function tcp(port: number, rule: Omit<RulePlan, 'protocol' | 'from' | 'to'>, to = port): RulePlan {
  return { protocol: 'tcp', from: port, to, ...rule };
}

function sharedGroups(groups: Groups): void {
  const { groups: shared } = groups.region.network;
  groups.add(
    'default',
    'default VPC security group',
    [{ protocol: '-1', groupId: shared.default }],
    shared.default,
  );
  groups.add(
    'alb-public',
    'Public load balancer',
    [tcp(80, { cidr: WORLD }), tcp(443, { cidr: WORLD, description: 'https' }), tcp(443, { cidr6: '::/0' })],
    shared.loadBalancer,
  );
  groups.add(
    'alb-internal',
    'Internal load balancer',
    [tcp(80, { cidr: '10.0.0.0/8' }), tcp(443, { cidr: '10.0.0.0/8' })],
    shared.internalLoadBalancer,
  );
  const dynamicPorts = [shared.loadBalancer, shared.internalLoadBalancer].map((groupId) =>
    tcp(32_768, { groupId, description: 'dynamic host ports' }, 65_535),
  );
  groups.add(
    'ecs-instances',
    'Container instances',
    [...dynamicPorts, tcp(22, { groupId: bastion(groups).id })],
    shared.instance,
  );
}

function bastion(groups: Groups): SecurityGroupPlan {
  return groups.add('bastion', 'SSH entry', [tcp(22, { cidr: WORLD, description: 'ssh' })]);
}

function clusterGroups(groups: Groups, cluster: ClusterPlan): void {
  for (const group of cluster.groups) group.securityGroupIds = [groups.region.network.groups.instance];
  for (const service of cluster.services) {
    if (service.networkMode === 'awsvpc') service.securityGroupIds = [taskGroup(groups, service).id];
  }
  for (const job of cluster.jobs) {
    job.securityGroupIds = [groups.add(`${cluster.name}-jobs`, 'Scheduled jobs', []).id];
  }
}

/** In production a group for each service; the stage cluster's services share one. */
function taskGroup(groups: Groups, service: ServicePlan): SecurityGroupPlan {
  const { cluster } = service;
  return service.environment === 'stage'
    ? groups.add(`${cluster.name}-tasks`, 'All services of the stage cluster', [])
    : groups.add(`${cluster.name}-${service.name}`, `Tasks of ${service.name}`, []);
}

/**
 * Tasks take their port, and that of their health check, from the load balancer in front of them. A network load
 * balancer has no group: its targets know it by the addresses of the network.
 */
function openToBalancer(groups: Groups, balancer: LoadBalancerPlan, index: number): void {
  const { network } = groups.region;
  const open = balancer.scheme === 'internet-facing';
  const own = open ? network.groups.loadBalancer : network.groups.internalLoadBalancer;
  const source: Omit<RulePlan, 'protocol'> =
    balancer.type === 'network'
      ? { cidr: `${address(network.base)}/16`, description: 'network load balancer' }
      : { groupId: own, description: 'from the load balancer' };
  for (const { service, port, healthCheck } of balancer.groups) {
    if (service?.networkMode !== 'awsvpc') continue;
    const group = taskGroup(groups, service);
    for (const one of new Set([port, Number(healthCheck.port)])) {
      const known = group.ingress.some((rule) => rule.from === one && rule.groupId === source.groupId);
      if (one > 0 && !known)
        group.ingress.push(tcp(one, one === port ? source : { ...source, description: 'health check' }));
    }
  }
  addBalancerInterfaces(groups, balancer, index, balancer.type === 'network' ? [] : [own]);
}

/** A load balancer has one interface in each of its zones. */
function addBalancerInterfaces(
  groups: Groups,
  balancer: LoadBalancerPlan,
  index: number,
  groupIds: string[],
): void {
  const { network } = groups.region;
  const open = balancer.scheme === 'internet-facing';
  network.subnets
    .filter((subnet) => subnet.public === open)
    .forEach((subnet, zone) => {
      const ip = subnet.base + subnet.size - (open ? 24 : 300) - index;
      // A fleet with hundreds of load balancers shows no interfaces of those for which a /24 has no room.
      if (ip < subnet.base + 8) return;
      network.serviceInterfaces.push({
        id: groups.ids.ec2('eni', `${balancer.arn}|${subnet.az}`),
        subnet,
        ip,
        kind: balancer.type === 'network' ? 'network_load_balancer' : 'interface',
        description: `ELB ${balancer.dimension}`,
        requester: 'amazon-elb',
        groupIds,
        publicIp: open ? `15.165.${(network.base >>> 16) & 255}.${10 + index * 4 + zone}` : undefined,
      });
    });
}

function standaloneGroup(groups: Groups, machine: StandalonePlan): string {
  if (machine.publicIp) return bastion(groups).id;
  if (machine.idle) {
    return groups.add('launch-wizard-1', 'launch-wizard-1 created 2019-03-12T14:21:44.108+09:00', [
      tcp(22, { cidr: OFFICE }),
      tcp(21, { cidr: OFFICE }),
    ]).id;
  }
  return groups.add('jenkins', 'CI runners', [
    tcp(8080, { cidr: OFFICE, description: 'web UI from the office' }),
    tcp(22, { groupId: bastion(groups).id }),
  ]).id;
}

function databaseGroup(groups: Groups, database: DatabasePlan, index: number, startedAt: number): void {
  const port = database.engine === 'mysql' ? 3306 : 5432;
  // A replica has the group of its primary, a member that of its cluster.
  const owner = database.replicaOf ?? database.cluster?.id ?? database.id;
  const group = groups.add(`rds-${owner}`, `Clients of ${database.id}`, [
    tcp(port, { groupId: bastion(groups).id, description: 'people, by way of the bastion' }),
  ]);
  for (const groupId of clientGroups(groups, database)) {
    if (!group.ingress.some((rule) => rule.groupId === groupId)) group.ingress.push(tcp(port, { groupId }));
  }
  if (database.environment === 'stage' && !group.ingress.some((rule) => rule.cidr === WORLD)) {
    const since = startedAt - OPENED_AGO - (index % 50) * MINUTE;
    group.ingress.push(tcp(port, { cidr: WORLD, description: 'temporary, for the data migration', since }));
  }
  database.securityGroupIds = [group.id];
  addDatabaseInterface(groups, database, index);
}

/** The groups of the tasks that use the database: their own, or the instance's where they share its network. */
function clientGroups(groups: Groups, database: DatabasePlan): Set<string> {
  const { clusters, network } = groups.region;
  const clients = clusters.flatMap((cluster) =>
    cluster.services.filter((service) => service.database === database.id),
  );
  return new Set(
    clients.flatMap((service) =>
      service.securityGroupIds.length > 0 ? service.securityGroupIds : [network.groups.instance],
    ),
  );
}

/** A database has one interface in its zone, and a second one where a standby waits in the next. */
function addDatabaseInterface(groups: Groups, database: DatabasePlan, index: number): void {
  const { azs, network } = groups.region;
  for (let standby = 0; standby < (database.multiAz ? 2 : 1); standby++) {
    const az = azs[(database.azIndex + standby) % azs.length]?.name;
    const subnet = network.subnets.find((one) => one.az === az && !one.public);
    if (!subnet) continue;
    network.serviceInterfaces.push({
      id: groups.ids.ec2('eni', `${database.arn}|${standby}`),
      subnet,
      ip: subnet.base + subnet.size - 20 - index,
      kind: 'interface',
      description: 'RDSNetworkInterface',
      requester: 'amazon-rds',
      groupIds: database.securityGroupIds,
    });
  }
}

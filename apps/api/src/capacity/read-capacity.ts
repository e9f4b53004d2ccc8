import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ClusterAttributes, ServiceAttributes, type CapacityAnswer, type Context } from '@danji/shared';
import { largestTasks, providerShares, roomByZone, roomFor, type CapacityHost } from '@danji/analysis';
import { Clock } from '../clock/index.js';
import { badInput, notFound, requirePermission } from '../http/index.js';
import { CapacityRepository, type PlacementRow, type ServiceRow } from './capacity.repository.js';
import { describedHosts, schedulerHost, type DescribedHost } from './hosts.js';

/** Task sizes that the page measures room in: the smallest of Fargate's CPU steps with twice the memory. */
const SIZES = [256, 512, 1024, 2048].map((cpu) => ({ cpu, memory: cpu * 2 }));

const FARGATE_BOUND = {
  en: 'Fargate has no hosts to fill: what bounds it is the vCPU quota of the account and region.',
  ko: 'Fargate는 채울 호스트가 없으며, 계정과 리전의 vCPU 할당량이 한도입니다.',
};

/** GET /resources/{id}/capacity: what a cluster has, what is reserved, what still fits, and where tasks run. */
@Injectable()
export class ReadCapacity {
  constructor(
    private readonly capacity: CapacityRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND, VALIDATION for a resource that is no cluster */
  async run(ctx: Context, id: string): Promise<CapacityAnswer> {
    requirePermission(ctx, 'fleet.read');
    const cluster = await this.capacity.cluster(ctx, id);
    if (cluster === null) throw notFound('resource', id);
    if (cluster.kind !== 'ecs_cluster') {
      throw badInput('id', id, 'Capacity is that of an ECS cluster: name one (clu-…).');
    }
    const [hostRows, serviceRows, placement, providers] = await Promise.all([
      this.capacity.hosts(id),
      this.capacity.services(id),
      this.capacity.placement(id),
      this.capacity.providers(id),
    ]);
    const services = described(serviceRows);
    const tied = services.filter((service) => isDaemon(service) || isDistinct(service));
    const hostsOf = await this.capacity.hostsOfServices(tied.map((service) => service.id));
    const hosts = describedHosts(hostRows);
    const scheduler = hosts.map(schedulerHost);
    const { defaultStrategy } = Cluster.parse(cluster.attributes);
    return {
      clusterId: id,
      at: new Date(this.clock.now()).toISOString(),
      hosts: hosts.map(({ usedPorts: _ports, ...host }) => host),
      zones: roomByZone(scheduler),
      largest: largestTasks(scheduler),
      sizes: SIZES.map((size) => {
        const { count, limitedBy } = roomFor(scheduler, { ...size, interface: false });
        return { ...size, more: count, limitedBy };
      }),
      services: services.map((service) => serviceRoom(service, scheduler, hosts, hostsOf.get(service.id))),
      fargate: services.some(({ attributes: a }) => a.launchType === 'FARGATE') ? FARGATE_BOUND : null,
      unknownHosts: hostRows.length - hosts.length,
      strategy: strategyOf(defaultStrategy, services, placement, providers),
    };
  }
}

const Service = ServiceAttributes.pick({
  running: true,
  schedulingStrategy: true,
  launchType: true,
  strategy: true,
  taskCpu: true,
  taskMemory: true,
  placementStrategy: true,
  placementConstraints: true,
});
const Cluster = ClusterAttributes.pick({ defaultStrategy: true });

interface DescribedService {
  id: string;
  name: string;
  networkMode: string | null;
  hostPorts: number[];
  attributes: z.infer<typeof Service>;
}

function described(rows: readonly ServiceRow[]): DescribedService[] {
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    networkMode: row.network_mode,
    hostPorts: hostPortsOf(row),
    attributes: Service.parse(row.attributes),
  }));
}

/** Port 0 is any free one; a task of network mode awsvpc has ports of its own. */
function hostPortsOf({ network_mode: mode, containers }: ServiceRow): number[] {
  if (mode === 'awsvpc') return [];
  return (containers ?? []).flatMap(({ ports = [] }) => ports.flatMap(({ hostPort }) => hostPort || []));
}

function isDaemon({ attributes }: DescribedService): boolean {
  return attributes.schedulingStrategy === 'DAEMON';
}

function isDistinct({ attributes }: DescribedService): boolean {
  return attributes.placementConstraints.some(({ type }) => type === 'distinctInstance');
}

/** In the words of ECS: `spread(attribute:ecs.availability-zone)`, `memberOf(attribute:disk == ssd)`. */
function inWords(type: string, argument: string | null): string {
  return argument === null ? type : `${type}(${argument})`;
}

function serviceRoom(
  service: DescribedService,
  hosts: readonly CapacityHost[],
  shown: readonly DescribedHost[],
  coveredBy: ReadonlySet<string> = new Set(),
): CapacityAnswer['services'][number] {
  const { id, name, networkMode, hostPorts, attributes } = service;
  const { schedulingStrategy, launchType, taskCpu, taskMemory } = attributes;
  const daemon = isDaemon(service);
  const expressions = attributes.placementConstraints.some(({ type }) => type === 'memberOf');
  const onHosts = launchType !== 'FARGATE' && hosts.length > 0;
  const size = { cpu: taskCpu ?? 0, memory: taskMemory ?? 0 };
  const known = networkMode !== null && (size.cpu > 0 || size.memory > 0);
  const need = {
    ...size,
    interface: networkMode === 'awsvpc',
    hostPorts,
    distinctFrom: isDistinct(service) ? coveredBy : null,
  };
  const room = onHosts && !daemon && known ? roomFor(hosts, need) : null;
  const usable = shown.filter((host) => host.usable);
  return {
    id,
    name,
    schedulingStrategy,
    launchType,
    cpu: taskCpu,
    memory: taskMemory,
    networkMode,
    more: room?.count ?? null,
    limitedBy: room?.limitedBy ?? null,
    exact: (room?.exact ?? true) && !(room !== null && expressions),
    placement: attributes.placementStrategy.map(({ type, field }) => inWords(type, field)),
    constraints: attributes.placementConstraints.map(({ type, expression }) => inWords(type, expression)),
    daemon: daemon
      ? {
          hosts: usable.length,
          covered: usable.filter((host) => coveredBy.has(host.id)).length,
          missing: usable.filter((host) => !coveredBy.has(host.id)).map((host) => host.id),
        }
      : null,
  };
}

/** A task's purchase option: by its provider on Fargate, by its host's on EC2; null where neither tells. */
function isSpot({ provider, launch_type, lifecycle }: PlacementRow): boolean | null {
  if (provider === 'FARGATE_SPOT') return true;
  if (provider === 'FARGATE' || launch_type === 'FARGATE') return false;
  return lifecycle === null ? null : lifecycle === 'spot';
}

function strategyOf(
  defaultStrategy: ClusterAttributes['defaultStrategy'],
  services: readonly DescribedService[],
  placement: readonly PlacementRow[],
  providers: ReadonlyMap<string, string>,
): CapacityAnswer['strategy'] {
  const nameOf = ({ provider, launch_type }: PlacementRow): string => provider ?? launch_type ?? '?';
  const sum = (rows: readonly PlacementRow[]): number => rows.reduce((total, { count }) => total + count, 0);
  const running = new Map<string, number>();
  for (const row of placement) running.set(nameOf(row), (running.get(nameOf(row)) ?? 0) + row.count);
  const shares = providerShares(
    defaultStrategy,
    services.map(({ attributes }) => attributes),
    running,
  );
  const spot = placement.filter((row) => isSpot(row) === true);
  const known = sum(placement.filter((row) => isSpot(row) !== null));
  const askedOf = (name: string): number => shares.find(({ provider }) => provider === name)?.asked ?? 0;
  const asked = askedOf('FARGATE') + askedOf('FARGATE_SPOT');
  const named = services.some(({ attributes }) =>
    attributes.strategy.some(({ capacityProvider }) => capacityProvider.startsWith('FARGATE')),
  );
  return {
    hasDefault: defaultStrategy.length > 0,
    providers: shares.map(({ provider, ...share }) => {
      const rows = placement.filter((row) => nameOf(row) === provider);
      return {
        name: provider,
        id: providers.get(provider) ?? null,
        ...share,
        spot: sum(rows.filter((row) => isSpot(row) === true)),
        purchaseUnknown: sum(rows.filter((row) => isSpot(row) === null)),
      };
    }),
    spotPercent: known === 0 ? null : (100 * sum(spot)) / known,
    spotAskedPercent: named && asked > 0 ? (100 * askedOf('FARGATE_SPOT')) / asked : null,
  };
}

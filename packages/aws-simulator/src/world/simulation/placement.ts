import { usesInstances } from '../plan/service-plan.js';
import type { Rng } from '../random.js';
import type { Millis } from '../types.js';
import { draw, spotShortage, type Context } from './context.js';
import type { HostState } from './host-state.js';
import type { ClusterState } from './region-state.js';
import type { ServiceState } from './service-state.js';
import type { TaskRun } from './task-run.js';

export type Placement =
  | { kind: 'place'; launchType: 'FARGATE' | 'EC2'; capacityProvider?: string; az: string; host?: HostState }
  | { kind: 'no-capacity' }
  | { kind: 'no-instance'; closest?: { instance: string; what: string } };

const SHORT = {
  CPU: 'has insufficient CPU units available',
  MEMORY: 'has insufficient memory available',
  ENI: 'encountered error "RESOURCE:ENI"',
};

/** Decides where one more task of a service goes. */
export class PlacementEngine {
  private attempts = 0;

  constructor(private readonly context: Context) {}

  /** `wanted` are the service's tasks that are not asked to stop. */
  choose(cluster: ClusterState, service: ServiceState, wanted: TaskRun[], at: Millis): Placement {
    const rng = draw(this.context, `placement|${service.plan.arn}|${this.attempts++}`);
    if (usesInstances(service.plan)) return this.onInstances(cluster, service, wanted, at);
    const provider = service.plan.strategy ? chooseProvider(service, wanted) : undefined;
    return this.onFargate(wanted, provider, at, rng);
  }

  private onFargate(wanted: TaskRun[], provider: string | undefined, at: Millis, rng: Rng): Placement {
    const zones = this.context.state.plan.azs.map((az) => az.name);
    const spot = provider === 'FARGATE_SPOT';
    const open = spot ? zones.filter((az) => !spotShortage(this.context, az, at)) : zones;
    // While a zone is short the others run short too: part of the requests finds nothing (detail 19).
    if (open.length === 0 || (open.length < zones.length && rng.chance(0.3))) return { kind: 'no-capacity' };
    return { kind: 'place', launchType: 'FARGATE', capacityProvider: provider, az: fewest(open, wanted) };
  }

  private onInstances(
    cluster: ClusterState,
    service: ServiceState,
    wanted: TaskRun[],
    at: Millis,
  ): Placement {
    const provider = service.plan.strategy?.[0]?.capacityProvider;
    const hosts = cluster.hosts.filter(
      (host) =>
        host.isSchedulable(at) && (provider === undefined || host.group?.capacityProvider === provider),
    );
    const { cpu, memory } = service.primary.revision;
    const awsvpc = service.plan.networkMode === 'awsvpc';
    const fitting = hosts.filter((host) => host.refusal(cpu, memory, awsvpc) === undefined);
    if (fitting.length === 0) {
      if (provider)
        return {
          kind: 'place',
          launchType: 'EC2',
          capacityProvider: provider,
          az: fewest(
            this.context.state.plan.azs.map((az) => az.name),
            wanted,
          ),
        };
      return { kind: 'no-instance', closest: closest(hosts, cpu, memory, awsvpc) };
    }
    const az = fewest([...new Set(fitting.map((host) => host.subnet.az))], wanted);
    const host = fullest(fitting.filter((candidate) => candidate.subnet.az === az));
    return { kind: 'place', launchType: 'EC2', capacityProvider: provider, az, host };
  }

  /** A host of the task's capacity provider that has room for it now, fullest first. */
  hostFor(cluster: ClusterState, run: TaskRun, at: Millis): HostState | undefined {
    const awsvpc = run.service?.plan.networkMode === 'awsvpc';
    const fitting = cluster.hosts.filter(
      (host) =>
        host.isSchedulable(at) &&
        host.group?.capacityProvider === run.capacityProvider &&
        host.refusal(run.revision.cpu, run.revision.memory, awsvpc) === undefined,
    );
    return fitting.length > 0 ? fullest(fitting) : undefined;
  }
}

/** Base first, then the provider that is furthest below its weight. */
function chooseProvider(service: ServiceState, wanted: TaskRun[]): string | undefined {
  const strategy = service.plan.strategy ?? [];
  const count = (provider: string) => wanted.filter((run) => run.capacityProvider === provider).length;
  const based = strategy.find((item) => count(item.capacityProvider) < item.base);
  if (based) return based.capacityProvider;
  const ratio = (item: { capacityProvider: string; base: number; weight: number }) =>
    (count(item.capacityProvider) - item.base) / item.weight;
  return [...strategy].sort((a, b) => ratio(a) - ratio(b) || b.weight - a.weight)[0]?.capacityProvider;
}

/** The zone with the fewest of these tasks; the first of equals. */
function fewest(zones: string[], runs: TaskRun[]): string {
  const count = (az: string) => runs.filter((run) => run.az === az).length;
  const [best] = [...zones].sort((a, b) => count(a) - count(b));
  if (best === undefined)
    throw new RangeError('no zone to place a task in; the region plan needs at least one');
  return best;
}

/** Binpack on memory: the host with the least memory left. */
function fullest(hosts: HostState[]): HostState {
  return hosts.reduce((best, host) =>
    host.memoryMiB - host.usedMemory < best.memoryMiB - best.usedMemory ? host : best,
  );
}

function closest(
  hosts: HostState[],
  cpu: number,
  memory: number,
  awsvpc: boolean,
): { instance: string; what: string } | undefined {
  const [host] = [...hosts].sort((a, b) => a.usedCpu - b.usedCpu || a.usedMemory - b.usedMemory);
  if (!host) return undefined;
  return { instance: host.containerInstanceId, what: SHORT[host.refusal(cpu, memory, awsvpc) ?? 'CPU'] };
}

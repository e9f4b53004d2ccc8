import type { CAPACITY_KINDS } from '../../scenarios/kinds/capacity-kinds.js';
import { SECOND } from '../calendar.js';
import type { Effect } from '../metrics/effects.js';
import { SCALED_IN } from '../simulation/host-pool.js';
import type { ClusterState } from '../simulation/region-state.js';
import { gracefulEnd } from '../simulation/task-phases.js';
import type { TaskRun } from '../simulation/task-run.js';
import type { Millis } from '../types.js';
import { atEnd, type Handlers, type Hit, type TargetTypes } from './hit.js';

type InstanceHit = Hit<TargetTypes['instance']>;

function effect(
  hit: InstanceHit,
  name: Effect['name'],
  value: number,
  ramp: Effect['ramp'],
  until = hit.until,
): void {
  hit.target.host.effects.add({ name, value, ramp, from: hit.at, to: until });
}

/** `a` or `ap-northeast-2a` as the region's own zone name. */
function zone(hit: Hit<unknown>, az: string | undefined): string | undefined {
  if (az === undefined) return undefined;
  return (
    hit.simulation.context.state.plan.azs.find((one) => one.name === az || one.name.endsWith(az))?.name ?? az
  );
}

/** Fargate gives the task two minutes: SIGTERM at once, killed when it does not listen. */
function interruptTask(hit: Hit<ClusterState>, run: TaskRun, at: Millis): void {
  if (run.stoppingAt !== undefined || !run.runsAt(at)) return;
  const { tasks, scheduler } = hit.simulation;
  const end = gracefulEnd(run, hit.rng);
  const cause = {
    stopCode: 'SpotInterruption',
    stoppedReason: 'Your Spot Task was interrupted.',
    exitCode: end.exitCode,
    by: 'fargate-spot' as const,
  };
  tasks.end(run, at, cause, scheduler, at + Math.min(118 * SECOND, 1500 + end.afterMillis));
  if (run.service && run.registeredAt !== undefined)
    scheduler.events.deregistered(run.service, [run], at + 9600);
}

/** What the incidents of capacity and instances do. */
export const capacityIncidents: Handlers<keyof typeof CAPACITY_KINDS> = {
  'fargate-spot-wave': (hit, parameters) => {
    const { target, simulation, at, until, rng } = hit;
    const az = zone(hit, parameters.az);
    simulation.context.state.spotShortages.push({ from: at, to: until, az });
    let met = 0;
    for (const service of target.services) {
      for (const run of simulation.scheduler.wanted(service)) {
        const concerned = run.capacityProvider === 'FARGATE_SPOT' && (az === undefined || run.az === az);
        if (!concerned || !rng.chance(parameters.share / 100)) continue;
        met += 1;
        const when = at + Math.round(rng.between(0, parameters.spreadSeconds) * SECOND);
        simulation.context.queue.plan(when, (now) => interruptTask(hit, run, now));
      }
    }
    return met === 0 ? 'no Fargate Spot task was running there' : undefined;
  },
  'fargate-spot-shortage': (hit, parameters) => {
    hit.simulation.context.state.spotShortages.push({
      from: hit.at,
      to: hit.until,
      az: zone(hit, parameters.az),
    });
  },
  'instance-spot-interruption': (hit, { spreadSeconds }) => {
    const { target, simulation, at, rng } = hit;
    const { cluster } = target;
    if (!cluster || !target.host.spot) return 'the instance is not a Spot instance of a cluster';
    const when = at + Math.round(rng.between(0, spreadSeconds) * SECOND);
    simulation.context.queue.plan(when, (now) => simulation.hosts.interrupt(cluster, target.host, now));
    return undefined;
  },
  'instance-lost': (hit, { afterSeconds }) => {
    const ends = hit.at + Math.round(afterSeconds * SECOND);
    effect(hit, 'status-check', 1, 'step', ends);
    hit.simulation.context.queue.plan(ends, (now) => terminate(hit, now));
  },
  'instance-terminated': (hit) => terminate(hit, hit.at),
  'agent-disconnected': (hit) => {
    const { host } = hit.target;
    host.agentOfflineSince = hit.at;
    atEnd(hit, () => (host.agentOfflineSince = undefined));
  },
  'instance-draining': (hit) => {
    const { host } = hit.target;
    host.drainingSince = hit.at;
    atEnd(hit, () => (host.drainingSince = undefined));
  },
  'status-check': (hit) => effect(hit, 'status-check', 1, 'step'),
  'instance-cpu': (hit, { percent, ramp }) => effect(hit, 'cpu-percent', percent, ramp),
  'instance-network': (hit, { factor, ramp }) => effect(hit, 'network', factor, ramp),
  'instance-disk': (hit, { factor, ramp }) => effect(hit, 'iops', factor, ramp),
};

function terminate(hit: InstanceHit, at: Millis): void {
  const { simulation, target } = hit;
  const { cluster, host } = target;
  const iso = `${new Date(at).toISOString().slice(0, 19)}Z`;
  const cause = `At ${iso} an instance was taken out of service in response to an EC2 health check indicating it has been terminated or stopped.`;
  simulation.hosts.terminate(cluster, host, at, SCALED_IN, cause);
  const group = cluster?.groups.find((candidate) => candidate.plan === host.group);
  if (!cluster || !group) return;
  simulation.context.queue.plan(at + 45 * SECOND, (now) => simulation.hosts.replace(cluster, group, now));
}

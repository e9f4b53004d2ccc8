import type { SERVICE_KINDS } from '../../scenarios/kinds/service-kinds.js';
import { boundsSet, serviceUpdated, taskStopped } from '../trail/ecs-calls.js';
import type { Effect } from '../metrics/effects.js';
import type { ServiceState, Trouble } from '../simulation/service-state.js';
import { atEnd, type Handlers, type Hit } from './hit.js';

type ServiceHit = Hit<ServiceState>;

function effect(hit: ServiceHit, name: Effect['name'], value: number, ramp: Effect['ramp']): void {
  hit.target.effects.add({ name, value, ramp, from: hit.at, to: hit.until });
}

function trouble(
  hit: ServiceHit,
  kind: Trouble['kind'],
  rest: Pick<Trouble, 'seconds' | 'share'> & Partial<Trouble>,
): void {
  const whole: Trouble = { exitCode: 1, ...rest, kind, from: hit.at, to: hit.until, share: rest.share / 100 };
  hit.simulation.scheduler.faults.begin(hit.target, whole, hit.at);
}

const ASLEEP = 'the service had no tasks';

/** What the incidents of services do. */
export const serviceIncidents: Handlers<Exclude<keyof typeof SERVICE_KINDS, 'job-failure'>> = {
  deployment: (hit, parameters) => {
    const { target, simulation, at } = hit;
    const { revisions } = simulation.context.state;
    const { cpu, memory, environmentName, imageTag, sameRevision } = parameters;
    const image = imageTag === undefined ? {} : { image: `${target.plan.imageRepository}:${imageTag}` };
    const change = {
      ...(cpu && { cpu }),
      ...(memory && { memory }),
      ...(environmentName && { environmentName }),
      ...image,
    };
    const revision = sameRevision
      ? target.primary.revision
      : revisions.next(target.plan, at - 60_000, change);
    simulation.scheduler.rollouts.deploy(target, revision, at);
  },
  'bad-deployment': (hit, parameters) => {
    const { target, simulation, at } = hit;
    if (target.desired === 0) return ASLEEP;
    if (parameters.fault === 'health-check' && !target.plan.targetGroupArn)
      return 'the service has no target group';
    if (parameters.breaker !== undefined) target.plan.breaker = parameters.breaker;
    if (parameters.rollback !== undefined) target.plan.rollback = parameters.rollback;
    const { revisions } = simulation.context.state;
    const { rollouts } = simulation.scheduler;
    const { fault: kind, reason, exitCode, seconds } = parameters;
    const bad = rollouts.deploy(target, revisions.next(target.plan, at - 75_000), at, {
      kind,
      reason,
      exitCode,
      seconds,
    });
    if (!parameters.repair) return undefined;
    atEnd(hit, (end) => {
      if (target.primary === bad) rollouts.deploy(target, revisions.next(target.plan, end - 50_000), end);
    });
    return undefined;
  },
  'out-of-memory': (hit, { lives, share }) =>
    trouble(hit, 'out-of-memory', { seconds: lives, share, exitCode: 137 }),
  'memory-leak': (hit, { factor }) => effect(hit, 'memory', factor, 'rise'),
  'crash-loop': (hit, { seconds, exitCode, reason, share }) =>
    trouble(hit, 'crash', { seconds, exitCode, reason, share }),
  'target-health': (hit, { seconds, reason, share }) => {
    if (!hit.target.plan.targetGroupArn) return 'the service has no target group';
    return trouble(hit, 'target-check', { seconds, reason, share });
  },
  'container-health': (hit, { seconds, share }) => trouble(hit, 'container-check', { seconds, share }),
  'stop-tasks': (hit, { count, reason }) => {
    const { target, simulation, at } = hit;
    const running = simulation.scheduler.wanted(target).filter((run) => run.runsAt(at));
    for (const run of running.slice(0, count)) {
      simulation.tasks.stop(
        run,
        at,
        { stopCode: 'UserInitiated', stoppedReason: reason, by: 'person' },
        simulation.scheduler,
      );
      taskStopped(simulation.context.state.trail, target, at, { id: run.id, reason });
    }
    return running.length < count ? `only ${running.length} tasks were running` : undefined;
  },
  'placement-failure': (hit, { message, lose }) => {
    const { target, simulation, at, until } = hit;
    target.placementBlocks.push({ from: at, to: until, message });
    const lost = simulation.scheduler.wanted(target).filter((run) => run.runsAt(at));
    for (const run of lost.slice(0, lose)) simulation.scheduler.faults.exit(run, 1, at);
    simulation.scheduler.request(target, at);
  },
  'slow-start': (hit, { seconds }) => effect(hit, 'start-seconds', seconds, 'step'),
  traffic: (hit, { factor, ramp }) => effect(hit, 'demand', factor, ramp),
  cpu: (hit, { factor, ramp }) => effect(hit, 'cpu', factor, ramp),
  memory: (hit, { factor, ramp }) => effect(hit, 'memory', factor, ramp),
  network: (hit, { factor, ramp }) => effect(hit, 'network', factor, ramp),
  scale: (hit, { desired }) => {
    const { target, simulation, at } = hit;
    const before = target.desired;
    const set = (count: number, when: number) => {
      serviceUpdated(simulation.context.state.trail, target, when, 'person', { desiredCount: count });
      simulation.scheduler.setDesired(target, count, when);
    };
    set(desired, at);
    atEnd(hit, (end) => set(before, end));
  },
  'scaling-bounds': (hit, { min, max }) => {
    const { target, simulation, at } = hit;
    const before = target.bounds;
    if (!before) return 'the service is not scaled';
    const set = (bounds: { min: number; max: number }, when: number) => {
      boundsSet(simulation.context.state.trail, target, when, bounds);
      simulation.scaling.changeBounds(target, bounds, when);
    };
    set({ min, max: Math.max(min, max) }, at);
    atEnd(hit, (end) => set(before, end));
    return undefined;
  },
  'config-change': (hit, parameters) => {
    const { plan } = hit.target;
    const {
      circuitBreaker,
      rollback,
      minimumHealthyPercent,
      maximumPercent,
      executeCommand,
      deregistrationSeconds,
    } = parameters;
    const before = { ...plan };
    plan.breaker = circuitBreaker ?? plan.breaker;
    plan.rollback = rollback ?? plan.rollback;
    plan.minimumHealthyPercent = minimumHealthyPercent ?? plan.minimumHealthyPercent;
    plan.maximumPercent = maximumPercent ?? plan.maximumPercent;
    plan.executeCommand = executeCommand ?? plan.executeCommand;
    plan.deregistrationSeconds = deregistrationSeconds ?? plan.deregistrationSeconds;
    const { trail } = hit.simulation.context.state;
    const tell = (at: number) => {
      const breaker = { enable: plan.breaker, rollback: plan.rollback };
      const { minimumHealthyPercent, maximumPercent } = plan;
      serviceUpdated(trail, hit.target, at, 'person', {
        deploymentConfiguration: { deploymentCircuitBreaker: breaker, minimumHealthyPercent, maximumPercent },
        enableExecuteCommand: plan.executeCommand,
      });
    };
    tell(hit.at);
    atEnd(hit, (end) => {
      Object.assign(plan, before);
      tell(end);
    });
  },
  'rollout-strategy': (hit, { strategy, bakeMinutes, stepPercent, stepMinutes, hook }) => {
    const isOwn = strategy !== 'CODE_DEPLOY' && strategy !== 'EXTERNAL';
    const step = { percent: stepPercent, bakeMinutes: stepMinutes };
    hit.target.plan.rollout = {
      controller: isOwn ? 'ECS' : strategy,
      strategy: isOwn ? strategy : 'ROLLING',
      bakeMinutes: strategy === 'ROLLING' ? 0 : bakeMinutes,
      ...(strategy === 'LINEAR' && { linear: step }),
      ...(strategy === 'CANARY' && { canary: step }),
      ...(hook && { hook: { functionName: hook, stages: ['POST_SCALE_UP', 'POST_TEST_TRAFFIC_SHIFT'] } }),
    };
    if (!isOwn) hit.target.plan.breaker = false;
  },
  'service-event': (hit, { message }) => hit.simulation.scheduler.events.note(hit.target, hit.at, message),
  'log-lines': (hit, { message, level, perMinute, stack }) => {
    hit.target.logEffects.push({ from: hit.at, to: hit.until, perMinute, level, message, stack });
  },
  'log-silence': (hit) => {
    hit.target.logEffects.push({ from: hit.at, to: hit.until, silent: true });
  },
};

/** What the incidents of scheduled jobs do. */
export const jobIncidents: Handlers<'job-failure'> = {
  'job-failure': (hit, { exitCode, afterSeconds }) => {
    hit.simulation.jobs.failures.push({
      job: hit.target.job,
      from: hit.at,
      to: hit.until,
      exitCode,
      afterSeconds,
    });
  },
};

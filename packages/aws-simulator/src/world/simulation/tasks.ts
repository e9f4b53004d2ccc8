import { SECOND } from '../calendar.js';
import { hashString, type Rng } from '../random.js';
import type { Millis } from '../types.js';
import { draw, type Context } from './context.js';
import type { HostState } from './host-state.js';
import type { ClusterState } from './region-state.js';
import type { Deployment, ServiceState } from './service-state.js';
import { startFailure } from './start-failures.js';
import { cleanupMillis, gracefulEnd, planStart } from './task-phases.js';
import { deregistrationDelay, deregistrationMillis } from './targets.js';
import { TaskRun, type StopCause } from './task-run.js';

/** Who wants to know about a task's turns: the scheduler of its service, or nobody for a job. */
export interface TaskListener {
  onRegistered(run: TaskRun, at: Millis): void;
  onStarted(run: TaskRun, at: Millis): void;
  onHealthy(run: TaskRun, at: Millis): void;
  onStopping(run: TaskRun, at: Millis): void;
  onStopped(run: TaskRun, at: Millis): void;
}

interface TaskRequest {
  cluster: ClusterState;
  service?: ServiceState;
  deployment?: Deployment;
  launchType: 'FARGATE' | 'EC2';
  capacityProvider?: string;
  az: string;
  /** Absent on EC2 while no instance has room: the task waits in PROVISIONING. */
  host?: HostState;
}

/** Creates tasks, moves them through their phases and ends them; what follows from it is the listener's business. */
export class Tasks {
  private counter = 0;

  constructor(private readonly context: Context) {}

  /** A task of a service, created now. */
  create(request: TaskRequest, at: Millis, listener: TaskListener): TaskRun {
    const { service, deployment } = request;
    if (!service || !deployment)
      throw new Error('a service task needs its service and deployment; jobs use createJob');
    const run = this.newRun(request, `${service.plan.arn}|${this.counter++}`, at, service, deployment);
    service.addRun(run);
    if (request.launchType === 'FARGATE' || request.host) this.place(run, request.host, at, listener);
    else request.cluster.waiting.add(run);
    return run;
  }

  /** A task that was running before the history began: all its phases lie `age` in the past, nothing is told. */
  createRunning(request: TaskRequest, at: Millis, age: number): TaskRun {
    const { service, deployment } = request;
    if (!service || !deployment) throw new Error('a running task needs its service and deployment');
    const run = this.newRun(request, `${service.plan.arn}|${this.counter++}`, at - age, service, deployment);
    service.addRun(run);
    this.assign(run, request.host, at - age);
    if (service.plan.targetGroupArn) run.registeredAt = (run.startedAt ?? run.createdAt) + SECOND;
    run.healthyAt = (run.startedAt ?? run.createdAt) + 50 * SECOND;
    return run;
  }

  private newRun(
    request: TaskRequest,
    key: string,
    at: Millis,
    service: ServiceState,
    deployment: Deployment,
  ): TaskRun {
    const { ids, plan } = this.context.state;
    const run = new TaskRun(
      ids.hex(`task|${key}`, 32),
      hashString(key, plan.hash),
      deployment.revision,
      at,
      deployment.id,
      `service:${service.plan.name}`,
      request.launchType,
      request.capacityProvider,
      request.az,
      service,
      undefined,
    );
    run.deployment = deployment;
    run.weight = draw(this.context, `weight|${run.id}`).between(0.9, 1.1);
    return run;
  }

  /** Gives the task its place (an instance, an address) and plans its start. */
  place(run: TaskRun, host: HostState | undefined, at: Millis, listener: TaskListener): void {
    const rng = this.assign(run, host, at);
    const fault = run.deployment?.fault;
    if (fault?.kind === 'image-pull' || fault?.kind === 'start-error') this.failStart(run, rng, listener);
    else this.followStart(run, rng, listener);
  }

  private assign(run: TaskRun, host: HostState | undefined, at: Millis): Rng {
    const rng = draw(this.context, `start|${run.id}`);
    const plan = run.service?.plan;
    const cached = host?.runs.some((other) => other.revision.image === run.revision.image) ?? false;
    host?.place(run);
    run.placedAt = at;
    run.az = host?.subnet.az ?? run.az;
    run.subnet = host?.subnet ?? this.context.addresses.privateSubnet(run.az);
    if (!plan || plan.networkMode === 'awsvpc') run.ip = this.context.addresses.take(run.subnet);
    Object.assign(run, planStart(run, at, plan?.imageMegabytes ?? 140, cached, rng));
    const slower = run.service?.effects.amount('start-seconds', at) ?? 0;
    if (run.startedAt !== undefined) run.startedAt += Math.round(slower * SECOND);
    return rng;
  }

  private failStart(run: TaskRun, rng: Rng, listener: TaskListener): void {
    const failure = startFailure(run, rng);
    run.startedAt = undefined;
    run.pullStoppedAt = undefined;
    if (!failure.pulls) run.pullStartedAt = undefined;
    this.context.queue.plan(failure.at, (at) => {
      if (run.stoppingAt === undefined) this.end(run, at, failure.cause, listener, at);
    });
  }

  private followStart(run: TaskRun, rng: Rng, listener: TaskListener): void {
    const { plan } = run.service ?? {};
    const started = run.startedAt ?? run.createdAt;
    const { queue } = this.context;
    queue.plan(started, (at) => this.tell(run, at, () => listener.onStarted(run, at)));
    if (plan?.targetGroupArn) {
      const fargate = run.launchType === 'FARGATE';
      const early = (run.pullStoppedAt ?? started) + rng.int(700, 2600);
      const registered = fargate ? early : Math.max(started + 900, run.createdAt + rng.int(20_000, 31_000));
      run.registeredAt = registered;
      run.healthyAt = Math.max(started + SECOND, registered + rng.int(43_000, 48_000));
      queue.plan(registered, (at) => this.tell(run, at, () => listener.onRegistered(run, at)));
    } else {
      // Without a load balancer a RUNNING task counts as healthy after 40 s.
      run.healthyAt = started + 40 * SECOND;
    }
    if (run.deployment?.fault) run.healthyAt = undefined;
    const healthy = run.healthyAt;
    if (healthy !== undefined)
      queue.plan(healthy, (at) => this.tell(run, at, () => listener.onHealthy(run, at)));
  }

  private tell(run: TaskRun, at: Millis, act: () => void): void {
    if (run.stoppingAt === undefined || at < run.stoppingAt) act();
  }

  /** Asks a task to stop: out of the target group first, then SIGTERM, then SIGKILL after stopTimeout. */
  stop(run: TaskRun, at: Millis, cause: Omit<StopCause, 'exitCode'>, listener: TaskListener): void {
    if (run.stoppingAt !== undefined) return;
    const rng = draw(this.context, `stop|${run.id}`);
    const end = gracefulEnd(run, rng);
    const wasRunning = run.runsAt(at);
    const drains = wasRunning && run.registeredAt !== undefined && run.registeredAt <= at;
    if (drains) run.deregisteredAt = at + deregistrationMillis(run);
    const drain = drains ? deregistrationMillis(run) + deregistrationDelay(run) : 0;
    const after = wasRunning ? drain + end.afterMillis : 400;
    this.end(run, at, { ...cause, exitCode: wasRunning ? end.exitCode : undefined }, listener, at + after);
  }

  /** A task whose containers end at `executionEnds`: crashed, out of memory, finished, interrupted. */
  end(run: TaskRun, at: Millis, cause: StopCause, listener: TaskListener, executionEnds: Millis): void {
    if (run.stoppingAt !== undefined) return;
    const rng = draw(this.context, `end|${run.id}`);
    this.forgetPlannedPhases(run, at);
    run.stoppingAt = at;
    run.stop = cause;
    if (run.registeredAt !== undefined) run.deregisteredAt ??= at + deregistrationMillis(run);
    run.executionStoppedAt = run.startedAt === undefined ? undefined : executionEnds;
    run.stoppedAt = executionEnds + cleanupMillis(run, rng);
    listener.onStopping(run, at);
    this.context.queue.plan(run.stoppedAt, (stopped) => this.finish(run, stopped, listener));
  }

  /** Phases that were planned for later never happen. */
  private forgetPlannedPhases(run: TaskRun, at: Millis): void {
    for (const phase of [
      'connectivityAt',
      'pullStartedAt',
      'pullStoppedAt',
      'startedAt',
      'healthyAt',
      'registeredAt',
    ] as const) {
      const planned = run[phase];
      if (planned !== undefined && planned > at) run[phase] = undefined;
    }
  }

  private finish(run: TaskRun, at: Millis, listener: TaskListener): void {
    run.host?.release(run);
    if (run.ip !== undefined) this.context.addresses.give(run.ip);
    run.service?.retire(run, at);
    listener.onStopped(run, at);
  }
}

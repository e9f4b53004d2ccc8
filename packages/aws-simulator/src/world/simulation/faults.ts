import { SECOND } from '../calendar.js';
import type { Millis } from '../types.js';
import { draw, type Context } from './context.js';
import { failTarget, BAD_CODES } from './targets.js';
import type { ServiceScheduler } from './service-scheduler.js';
import type { ServiceState, Trouble } from './service-state.js';
import type { EndedBy, StopCause, TaskRun } from './task-run.js';

/** How tasks die of what is wrong with them: failing checks, crashes, memory. */
export class Faults {
  constructor(
    private readonly context: Context,
    private readonly scheduler: ServiceScheduler,
  ) {}

  /** Begins a trouble: the tasks that run meet it at different times, those that start during it after their start. */
  begin(service: ServiceState, trouble: Trouble, at: Millis): void {
    service.troubles.push(trouble);
    for (const run of this.scheduler.wanted(service)) if (run.runsAt(at)) this.meet(run, trouble, at, true);
  }

  onStarted(run: TaskRun, at: Millis): void {
    const fault = run.deployment?.fault;
    if (fault?.kind === 'crash') {
      const life = (fault.seconds ?? 20) * SECOND + (run.hash % 4000);
      this.context.queue.plan(at + life, (now) => this.exit(run, fault.exitCode ?? 1, now, fault.reason));
    }
    if (fault?.kind === 'container-health') {
      this.context.queue.plan(at + 100_000 + (run.hash % 9000), (now) => this.failContainerCheck(run, now));
    }
    for (const trouble of run.service?.troubles ?? []) {
      if (at >= trouble.from && at < trouble.to) this.meet(run, trouble, at, false);
    }
  }

  /** `seconds` shrink from the highest to the lowest over the trouble: lives of similar length, out of step. */
  private meet(run: TaskRun, trouble: Trouble, at: Millis, wasRunning: boolean): void {
    const rng = draw(this.context, `trouble|${run.id}|${trouble.from}`);
    if (!rng.chance(trouble.share)) return;
    const [low, high] = trouble.seconds;
    const part = Math.min(1, (at - trouble.from) / (trouble.to - trouble.from));
    const usual = (high - (high - low) * part) * rng.between(0.93, 1.07);
    const seconds = wasRunning ? usual * rng.between(0.25, 1.1) : usual;
    if (trouble.kind === 'out-of-memory') return this.leak(run, at, seconds);
    const dies = at + Math.round(seconds * SECOND);
    if (trouble.kind === 'target-check' && dies < trouble.to) failTarget(run, at, dies, trouble.reason);
    this.context.queue.plan(dies, (now) => {
      if (now >= trouble.to) return;
      if (trouble.kind === 'crash') this.exit(run, trouble.exitCode, now, trouble.reason);
      else if (trouble.kind === 'container-check') this.failContainerCheck(run, now);
      else this.failTargetCheck(run, trouble.reason ?? BAD_CODES, now);
    });
  }

  /** A new task of a deployment whose tasks never become healthy: its first checks fail one after the other. */
  onRegistered(run: TaskRun, at: Millis): void {
    const fault = run.deployment?.fault;
    if (fault?.kind !== 'health-check') return;
    const reason = fault.reason ?? BAD_CODES;
    run.targetFailure = { since: at + 30_000 + (run.hash % 6000), reason };
    const grace = (run.service?.plan.graceSeconds ?? 0) * SECOND;
    this.context.queue.plan(at + grace + 62_000 + (run.hash % 28_000), (now) =>
      this.failTargetCheck(run, reason, now),
    );
  }

  /** The event, the stop 30 ms later, deregistration 9 s after that (detail 5 of docs/simulator.md). */
  failTargetCheck(run: TaskRun, reason: string, at: Millis): void {
    const { service } = run;
    if (!service || !run.runsAt(at) || run.stoppingAt !== undefined) return;
    this.scheduler.events.unhealthy(service, run, reason, at);
    this.context.queue.plan(at + 30, (now) => {
      const stoppedReason = `Task failed ELB health checks in (target-group ${service.plan.targetGroupArn})`;
      this.scheduler.events.stopped(service, [run], now);
      this.scheduler.events.deregistered(service, [run], now + 9000);
      this.scheduler.tasks.stop(
        run,
        now,
        { stopCode: 'ServiceSchedulerInitiated', stoppedReason, by: 'target-check' },
        this.scheduler,
      );
    });
  }

  /** The container's own HEALTHCHECK fails `retries` times, then the scheduler replaces the task. */
  failContainerCheck(run: TaskRun, at: Millis): void {
    const { service } = run;
    if (!service || !run.runsAt(at) || run.unhealthySince !== undefined || run.stoppingAt !== undefined)
      return;
    run.unhealthySince = at;
    this.context.queue.plan(at + 12_000, (now) => {
      if (run.stoppingAt !== undefined) return;
      this.scheduler.events.failedContainerCheck(service, run, now);
      this.scheduler.events.stopped(service, [run], now + 20);
      const cause: StopCause = {
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: 'Task failed container health checks',
        by: 'container-check',
      };
      this.scheduler.tasks.stop(run, now, cause, this.scheduler);
    });
  }

  /** The essential container ends by itself. */
  exit(run: TaskRun, exitCode: number, at: Millis, reason?: string, by: EndedBy = 'crash'): void {
    if (!run.runsAt(at) || run.stoppingAt !== undefined) return;
    const cause: StopCause = {
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      exitCode,
      reason,
      by,
    };
    this.scheduler.tasks.end(run, at, cause, this.scheduler, at + 350 + (run.hash % 700));
    this.deregister(run, at);
  }

  /** Killed by the kernel: the container says why, the task only that it exited (detail 15 of docs/simulator.md). */
  outOfMemory(run: TaskRun, at: Millis): void {
    this.exit(run, 137, at, 'OutOfMemoryError: Container killed due to memory usage', 'out-of-memory');
  }

  /** Memory that will meet its limit after `seconds`; the kernel then kills the task. */
  leak(run: TaskRun, from: Millis, seconds: number): void {
    if (run.leak || run.stoppingAt !== undefined) return;
    run.leak = { from, until: from + seconds * SECOND };
    this.context.queue.plan(run.leak.until, (at) => this.outOfMemory(run, at));
  }

  private deregister(run: TaskRun, at: Millis): void {
    if (run.service && run.registeredAt !== undefined)
      this.scheduler.events.deregistered(run.service, [run], at + 9500);
  }
}

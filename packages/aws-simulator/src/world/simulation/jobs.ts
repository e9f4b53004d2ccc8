import { MINUTE, SECOND } from '../calendar.js';
import type { JobPlan } from '../plan/plan-types.js';
import { hashString } from '../random.js';
import type { Millis } from '../types.js';
import { draw, type Context } from './context.js';
import type { ClusterState } from './region-state.js';
import { keepLately } from './service-state.js';
import { cleanupMillis, planStart } from './task-phases.js';
import { TaskRun } from './task-run.js';

/** `startedBy` holds at most 36 characters; longer schedule names are cut there. */
const STARTED_BY_LENGTH = 36;

/** Tasks that schedules start outside any service: they run for a while and end with exit code 0. */
export class Jobs {
  /** Times in which the runs of a job fail. */
  readonly failures: { job: JobPlan; from: Millis; to: Millis; exitCode: number; afterSeconds: number }[] =
    [];

  constructor(private readonly context: Context) {}

  open(cluster: ClusterState, job: JobPlan, at: Millis): void {
    this.planNext(cluster, job, at);
  }

  /** The next start after `at` in the people's own time. */
  private planNext(cluster: ClusterState, job: JobPlan, at: Millis): void {
    const { calendar, queue } = this.context;
    const every = job.job.everyMinutes;
    const local = Math.floor(at / MINUTE) + calendar.offsetMinutes;
    const next = Math.floor((local - job.job.atMinute) / every + 1) * every + job.job.atMinute;
    const when = (next - calendar.offsetMinutes) * MINUTE + 700 + (job.hash % 9000);
    queue.plan(when, (now) => {
      this.run(cluster, job, now);
      this.planNext(cluster, job, now);
    });
  }

  private run(cluster: ClusterState, job: JobPlan, at: Millis): void {
    const { state, addresses, queue } = this.context;
    const key = `${cluster.plan.arn}|${job.family}|${at}`;
    const rng = draw(this.context, `job|${key}`);
    const az = rng.pick(state.plan.azs).name;
    const run = new TaskRun(
      state.ids.hex(`task|${key}`, 32),
      hashString(key, state.plan.hash),
      state.revisions.forJob(job, at),
      at,
      `${job.job.startedBy}/${job.ruleName}`.slice(0, STARTED_BY_LENGTH),
      `family:${job.family}`,
      'FARGATE',
      undefined,
      az,
      undefined,
      job,
    );
    run.placedAt = at;
    run.subnet = addresses.privateSubnet(az);
    run.ip = addresses.take(run.subnet);
    Object.assign(run, planStart(run, at, 140, false, rng));
    const started = run.startedAt ?? at;
    const failure = this.failures.find((one) => one.job === job && at >= one.from && at < one.to);
    const seconds = failure?.afterSeconds ?? rng.between(job.job.seconds[0], job.job.seconds[1]);
    const ends = started + Math.round(seconds * SECOND);
    cluster.liveJobs.add(run);
    cluster.jobRuns.push(run);
    queue.plan(ends, (now) => this.end(cluster, run, now, failure?.exitCode ?? 0));
  }

  /** Ends a job by its own container's exit. */
  end(cluster: ClusterState, run: TaskRun, at: Millis, exitCode: number): void {
    if (run.stoppingAt !== undefined) return;
    run.stoppingAt = at;
    run.executionStoppedAt = at + 300;
    run.stoppedAt = at + 300 + cleanupMillis(run, draw(this.context, `job-end|${run.id}`));
    run.stop = {
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      exitCode,
      by: exitCode === 0 ? 'job-done' : 'job-failed',
    };
    this.context.queue.plan(run.stoppedAt, (stopped) => {
      cluster.liveJobs.delete(run);
      keepLately(cluster.jobsStoppedLately, run, stopped);
      if (run.ip !== undefined) this.context.addresses.give(run.ip);
    });
  }
}

import { Inject, Injectable } from '@nestjs/common';
import {
  jobsSentence,
  judgeJob,
  renderBoth,
  runFailed,
  runSeconds,
  starterOf,
  type JobRun,
  type JudgedJob,
  type Starter,
} from '@danji/analysis';
import { Environment, JOB_STATES, StopCause } from '@danji/shared';
import type { Context, JobItem, JobsAnswer, JobsQuery } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { requirePermission, resolveRange } from '../http/index.js';
import { TaskJobsRepository, type JobRunRow, type Watched } from './task-jobs.repository.js';

const LAST_RUNS = 20;
const MOST_JOBS = 500;
const HOUR_MS = 3_600_000;

/** GET /jobs: tasks outside services by family and starter, those that need a look first. */
@Injectable()
export class ListJobs {
  constructor(
    private readonly jobs: TaskJobsRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context, query: JobsQuery): Promise<JobsAnswer> {
    requirePermission(ctx, 'fleet.read');
    const range = resolveRange(query, this.clock.now(), this.config.timezone);
    const [{ rows, truncated }, watched] = await Promise.all([
      this.jobs.runs(ctx, query, range),
      this.jobs.watched(range),
    ]);
    // A run that should have come after the last look may have come: nobody knows yet.
    const until = Math.min(range.to, watched.until ?? range.to);
    const items = [...groupsOf(rows).values()]
      .map((group) => toItem(group, until, watched.blind))
      .sort((a, b) => JOB_STATES.indexOf(a.state) - JOB_STATES.indexOf(b.state) || byName(a, b));
    return {
      from: new Date(range.from).toISOString(),
      to: new Date(range.to).toISOString(),
      knownFrom: watched.from === null ? null : new Date(watched.from - HOUR_MS).toISOString(),
      sentence: renderBoth(jobsSentence(items.map(({ state }) => state))),
      items: items.slice(0, MOST_JOBS),
      truncated: truncated || items.length > MOST_JOBS,
    };
  }
}

interface Group {
  starter: Starter;
  rows: JobRunRow[];
}

/** What people start by hand is one job of its family, whoever it was: names and numbers there differ run by run. */
function groupsOf(rows: readonly JobRunRow[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const found = starterOf(row.started_by);
    const starter = found.kind === 'manual' ? { ...found, name: null } : found;
    const key = [row.cluster_id, row.family, starter.kind, starter.name ?? ''].join('|');
    const group = groups.get(key) ?? { starter, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return groups;
}

function toItem({ starter, rows }: Group, until: number, blind: Watched['blind']): JobItem {
  const [newest] = rows as [JobRunRow, ...JobRunRow[]];
  const runs = rows.map(toRun);
  const judged = judgeJob(runs, until, blind);
  // By hand there is no rhythm that somebody promised.
  const { schedule, missed, nextAt, state } =
    starter.kind === 'manual' ? withoutSchedule(judged, runs) : judged;
  return {
    id: [newest.cluster_id, newest.family, starter.kind, starter.name ?? ''].join('|'),
    family: newest.family,
    clusterId: newest.cluster_id,
    clusterName: newest.cluster_name ?? newest.cluster_id,
    environment: Environment.parse(newest.environment),
    team: newest.team,
    starter,
    state,
    everySeconds: schedule ? schedule.everyMs / 1000 : null,
    nextAt: nextAt === null ? null : new Date(nextAt).toISOString(),
    missed: missed.map((at) => new Date(at).toISOString()),
    usual: judged.usual,
    runs: runs.length,
    failures: judged.failures,
    overlaps: judged.overlaps,
    last: rows.slice(0, LAST_RUNS).map((row) => lastRun(row, judged, until)),
  };
}

function withoutSchedule(
  { state }: JudgedJob,
  runs: readonly JobRun[],
): Pick<JudgedJob, 'schedule' | 'missed' | 'nextAt' | 'state'> {
  const calm = runs.some(({ stoppedAt }) => stoppedAt === null) ? 'running' : 'ok';
  return { schedule: null, missed: [], nextAt: null, state: state === 'missed' ? calm : state };
}

function toRun(row: JobRunRow): JobRun {
  return {
    id: row.id,
    createdAt: row.created_at.getTime(),
    startedAt: row.started_at?.getTime() ?? null,
    stoppedAt: row.stopped_at?.getTime() ?? null,
    exitCode: row.exit_code,
    abnormal: row.abnormal,
  };
}

function lastRun(row: JobRunRow, judged: JudgedJob, until: number): JobItem['last'][number] {
  const run = toRun(row);
  return {
    id: row.id,
    taskId: row.task_id,
    createdAt: row.created_at.toISOString(),
    stoppedAt: row.stopped_at?.toISOString() ?? null,
    seconds: runSeconds(run, until),
    exitCode: row.exit_code,
    cause: row.cause === null ? null : StopCause.parse(row.cause),
    failed: runFailed(run),
    slow: judged.slow.includes(row.id),
  };
}

function byName(a: JobItem, b: JobItem): number {
  return a.family < b.family ? -1 : a.family > b.family ? 1 : a.clusterName < b.clusterName ? -1 : 1;
}

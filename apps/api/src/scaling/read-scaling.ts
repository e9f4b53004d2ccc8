import { Inject, Injectable } from '@nestjs/common';
import type { Context, Localised, ScalingAnswer, ScalingQuery } from '@danji/shared';
import { bucketGrid, servedAfter } from '@danji/analysis';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { badInput, notFound, requirePermission, resolveRange, type TimeRange } from '../http/index.js';
import { ReadMetrics } from '../metrics/index.js';
import { clip, countSteps, desiredBefore, type Step } from './count-history.js';
import { FindScaleOutLimit } from './find-scale-out-limit.js';
import { isDone, JudgeScaling, toFindingItem } from './judge-scaling.js';
import { subjectOf } from './scaled-subject.js';
import { ScalingRepository, type ActivityRow, type CountRow, type ScaledRow } from './scaling.repository.js';

/** One-minute counts are read for ranges up to the first back-fill; beyond, hourly ones say as much. */
const FINE_MS = 15 * 86_400_000;
/** A task may be created a moment before the activity that asked for it is written. */
const BEGINS_BEFORE_MS = 60_000;

/** GET /scaling: what may scale a service or group, what did, and desired against running as steps. */
@Injectable()
export class ReadScaling {
  constructor(
    private readonly scaling: ScalingRepository,
    private readonly readMetrics: ReadMetrics,
    private readonly judge: JudgeScaling,
    private readonly findLimit: FindScaleOutLimit,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AppError NOT_FOUND, VALIDATION for a resource that does not scale */
  async run(ctx: Context, query: ScalingQuery): Promise<ScalingAnswer> {
    requirePermission(ctx, 'fleet.read');
    const range = resolveRange(query, this.clock.now(), this.config.timezone);
    const resource = await this.scaling.resource(ctx, query.resource);
    if (resource === null) throw notFound('resource', query.resource);
    const subject = scaledSubject(resource);
    const [activities, counts, rollouts, starts, judged] = await Promise.all([
      this.scaling.activities(resource.id, range.to),
      this.scaling.counts(resource.id, range.from, range.to),
      this.scaling.deployments(resource.id, range.to),
      this.scaling.scaledStarts(resource.id, range.from - BEGINS_BEFORE_MS, range.to),
      subject && this.judge.run(ctx, [{ row: resource, subject }], this.clock.now()),
    ]);
    const now = this.clock.now();
    const limit = await this.findLimit.run(ctx, resource, judged?.get(resource.id), now);
    const observedFrom = counts.firstAt?.getTime() ?? range.to;
    const published =
      observedFrom > range.from ? await this.published(ctx, resource.id, range, observedFrom) : [];
    const desired = desiredBefore(
      observedFrom,
      range.from,
      activities
        .filter(isDone)
        .map((row) => ({ at: row.at.getTime(), from: row.from_count, to: row.to_count })),
      rollouts.map((row) => ({ at: row.created_at.getTime(), value: row.desired })),
    );
    const series = (
      before: readonly Step[],
      of: 'desired' | 'running' | 'pending',
    ): ScalingAnswer['series']['desired'] =>
      clip([...before, ...observed(counts.rows, of)], range.from, range.to).map(toPoint);
    return {
      from: new Date(range.from).toISOString(),
      to: new Date(range.to).toISOString(),
      minimum: subject?.minimum ?? null,
      maximum: subject?.maximum ?? null,
      suspended: subject?.suspended ?? [],
      policies: subject === null ? [] : subject.policies,
      scheduled: subject?.scheduled ?? null,
      findings: (judged?.get(resource.id)?.findings ?? []).map(toFindingItem),
      limit,
      activities: withServed(
        activities.filter((row) => row.at.getTime() >= range.from),
        starts,
      ).reverse(),
      series: {
        desired: series(desired, 'desired'),
        running: series(published, 'running'),
        pending: series([], 'pending'),
      },
      note: observedFrom > range.from ? noteOf(counts.firstAt, this.config.timezone) : null,
    };
  }

  /** Running tasks as CloudWatch published them, until the first look. */
  private async published(ctx: Context, id: string, range: TimeRange, until: number): Promise<Step[]> {
    const to = Math.min(until, range.to);
    const step = to - range.from <= FINE_MS ? 60 : 3600;
    const grid = bucketGrid({ from: range.from, to, step, tz: 'UTC' });
    const query = { id, resource: id, metric: 'LiveTaskCount', stat: 'Average' };
    const found = (await this.readMetrics.run(ctx, [query], grid)).get(id);
    return found === undefined ? [] : countSteps(grid.starts, found.buckets.values);
  }
}

function observed(rows: readonly CountRow[], of: 'desired' | 'running' | 'pending'): Step[] {
  return rows.map((row) => ({ at: row.at.getTime(), value: row[of] }));
}

function toPoint({ at, value }: Step): { at: string; value: number } {
  return { at: new Date(at).toISOString(), value };
}

/** @throws AppError VALIDATION for a kind that does not scale */
function scaledSubject(row: ScaledRow): ReturnType<typeof subjectOf> {
  if (row.kind === 'ecs_service' || row.kind === 'auto_scaling_group') return subjectOf(row);
  throw badInput('resource', row.kind, 'Name an ECS service (svc-…) or an Auto Scaling group (asg-…).');
}

function withServed(
  rows: readonly ActivityRow[],
  starts: readonly { created_at: Date; started_at: Date | null }[],
): ScalingAnswer['activities'] {
  const changes = rows.map((row) => ({
    at: row.at.getTime(),
    from: row.from_count,
    to: row.to_count,
    done: isDone(row),
  }));
  const served = servedAfter(
    changes,
    starts.map((start) => ({
      createdAt: start.created_at.getTime(),
      startedAt: start.started_at?.getTime() ?? null,
    })),
  );
  return rows.map((row, i) => {
    const after = served[i] ?? null;
    return { ...toActivity(row), servedAfterSeconds: after === null ? null : after / 1000 };
  });
}

function toActivity(row: ActivityRow): Omit<ScalingAnswer['activities'][number], 'servedAfterSeconds'> {
  return {
    id: row.activity_id,
    at: row.at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    resource: row.resource_id,
    from: row.from_count,
    to: row.to_count,
    cause: row.cause,
    description: row.description,
    status: row.status,
    statusMessage: row.status_message,
    notScaledReasons: row.not_scaled_reasons.map((reason) => ({
      code: reason.code,
      maxCapacity: reason.maxCapacity ?? null,
      minCapacity: reason.minCapacity ?? null,
      currentCapacity: reason.currentCapacity ?? null,
    })),
    policy: row.policy,
    alarm: row.alarm,
  };
}

function noteOf(firstAt: Date | null, zone: string): Localised {
  if (firstAt === null) {
    return {
      en: 'Counts were never observed in this range: running is what CloudWatch published, desired what scaling set.',
      ko: '이 기간에는 관측된 개수가 없어, 실행 수는 CloudWatch 값, 희망 수는 스케일링이 정한 값입니다.',
    };
  }
  const at = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(firstAt);
  return {
    en: `Before ${at}, when counts were first observed, running is what CloudWatch published, desired what scaling set.`,
    ko: `처음 관측한 ${at} 이전의 실행 수는 CloudWatch 값, 희망 수는 스케일링이 정한 값입니다.`,
  };
}

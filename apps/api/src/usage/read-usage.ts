import { Inject, Injectable } from '@nestjs/common';
import type { Context, UsageAnswer, UsageQuery } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { badInput, notFound, requirePermission, resolveRange, type TimeRange } from '../http/index.js';
import { countRead, SETTLE_MS, UsageRepository, type UsageSource } from '../usage-collection/index.js';
import { EnsureUsage, type EnsuredUsage } from './ensure-usage.js';
import { findCulprit } from './find-culprit.js';
import { ReadHostMetrics } from './host-metrics.js';
import { SubjectRepository, type SubjectRow } from './subject.repository.js';
import { leaveOutPartialMinutes, listedTasks, stepOf, stepped } from './usage-answer.js';
import { messageOf } from './usage-notes.js';

const MINUTE_MS = 60_000;
/** What is usual is judged over so long before, however short the range that is shown. */
const JUDGED_MS = 3 * 3_600_000;
const LONGEST_MS = 24 * 3_600_000;

/** GET /resources/{id}/usage: which task used how much of a host, or of a service's tasks, minute by minute. */
@Injectable()
export class ReadUsage {
  constructor(
    private readonly subjects: SubjectRepository,
    private readonly usage: UsageRepository,
    private readonly ensure: EnsureUsage,
    private readonly metrics: ReadHostMetrics,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws AppError NOT_FOUND, VALIDATION for another kind of resource or more than a day */
  async run(ctx: Context, id: string, query: UsageQuery): Promise<UsageAnswer> {
    requirePermission(ctx, 'fleet.read');
    const now = this.clock.now();
    const asked = resolveRange(query, now, this.config.timezone);
    // Judged as it was asked: rounding to whole minutes makes a day a little longer.
    if (asked.to - asked.from > LONGEST_MS) throw badInput('from', query.from, 'Ask for a day at most.');
    const shown = inMinutes(asked, now);
    const subject = await this.subjects.subject(ctx, id);
    if (subject === null) throw notFound('resource', id);
    const kind = kindOf(subject);
    const judged = { from: Math.min(shown.from, shown.to - JUDGED_MS), to: shown.to };
    const source = sourceOf(subject);
    const ensured = await this.read(source, subject, judged);
    const runs = subject.subject_id === null ? [] : await this.subjects.runs(subject, judged.from, judged.to);
    const ids = runs.map((run) => run.id);
    const [use, hours, metrics] = await Promise.all([
      this.usage.ofTasks(ids, judged.from, judged.to),
      subject.subject_id === null ? [] : this.usage.readHours(subject.subject_id, shown.from, shown.to),
      this.metrics.run(ctx, { ec2Id: kind === 'host' ? subject.ec2_id : null, runs }, judged),
    ]);
    const settledAt = Math.floor((now - SETTLE_MS) / MINUTE_MS) * MINUTE_MS;
    leaveOutPartialMinutes(runs, use, judged, settledAt);
    const capacity = kind === 'host' ? (subject.registered ?? { cpu: null, memory: null }) : null;
    const step = stepOf(shown);
    const settled = Math.min(shown.to, settledAt);
    const minutes = (settled - shown.from) / MINUTE_MS;
    return {
      resourceId: id,
      kind,
      name: subject.subject_name ?? subject.name,
      clusterId: subject.cluster_id,
      from: new Date(shown.from).toISOString(),
      to: new Date(shown.to).toISOString(),
      step,
      t: Array.from({ length: Math.ceil((shown.to - shown.from) / (step * 1000)) }, (_, i) =>
        new Date(shown.from + i * step * 1000).toISOString(),
      ),
      state: ensured.state,
      message: messageOf(ensured.state, { cluster: nameOfArn(subject.cluster_arn), aws: ensured.message }),
      coverage: minutes > 0 ? countRead(hours, shown.from, settled) / minutes : null,
      capacity,
      hostCpu: hostCpu(metrics.cpuPercent, capacity?.cpu ?? null, { judged, shown, step }),
      ...listedTasks(runs, use, { judged, shown, step }),
      ...(kind === 'host'
        ? findCulprit({
            from: judged.from,
            runs,
            use,
            capacity: capacity ?? { cpu: null, memory: null },
            metrics,
          })
        : { onset: null, victims: [], suspects: [] }),
    };
  }

  private async read(
    source: UsageSource | null,
    { insights, subject_id }: SubjectRow,
    span: TimeRange,
  ): Promise<Omit<EnsuredUsage, 'state'> & Pick<UsageAnswer, 'state'>> {
    if (subject_id === null) return { state: 'not_ecs', message: null };
    if (insights !== 'enabled' && insights !== 'enhanced') return { state: 'insights_off', message: null };
    if (source === null) return { state: 'failed', message: null };
    return this.ensure.run(source, span);
  }
}

/** @throws AppError VALIDATION */
function kindOf({ id, kind }: SubjectRow): 'host' | 'service' {
  if (kind === 'ecs_service') return 'service';
  if (kind === 'ec2_instance' || kind === 'ecs_container_instance') return 'host';
  throw badInput('id', id, 'Use is told of an EC2 or container instance (i-…, ci-…) or a service (svc-…).');
}

/** Null where what AWS calls it is not known. */
export function sourceOf(subject: SubjectRow): UsageSource | null {
  const { subject_id: resourceId, subject_kind, subject_arn, subject_name, cluster_arn } = subject;
  if (resourceId === null || subject_arn === null || subject_name === null || cluster_arn === null)
    return null;
  const place = { resourceId, scopeId: subject.scope_id, region: subject.region, clusterArn: cluster_arn };
  if (subject_kind === 'ecs_service') return { ...place, of: { service: subject_name } };
  return { ...place, of: { host: nameOfArn(subject_arn) } };
}

function nameOfArn(arn: string | null): string {
  return arn === null ? '' : arn.slice(arn.lastIndexOf('/') + 1);
}

/** Whole minutes, not beyond now. */
function inMinutes({ from, to }: TimeRange, now: number): TimeRange {
  const end = Math.ceil(Math.min(to, now) / MINUTE_MS) * MINUTE_MS;
  const begin = Math.floor(Math.min(from, end - MINUTE_MS) / MINUTE_MS) * MINUTE_MS;
  return { from: begin, to: end };
}

function hostCpu(
  percent: Float64Array | null,
  capacity: number | null,
  spans: { judged: TimeRange; shown: TimeRange; step: number },
): (number | null)[] | null {
  if (percent === null || capacity === null) return null;
  return stepped(
    percent.map((value) => (value * capacity) / 100),
    spans,
  );
}

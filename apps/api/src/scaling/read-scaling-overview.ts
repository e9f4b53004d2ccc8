import { Inject, Injectable } from '@nestjs/common';
import { Status, type Context, type ScalingOverview, type ScalingOverviewQuery } from '@danji/shared';
import type { ScalingSubject } from '@danji/shared';
import { renderBoth, scalingSentence } from '@danji/analysis';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { requirePermission, resolveRange } from '../http/index.js';
import { JudgeScaling, toFindingItem, type JudgedScaling } from './judge-scaling.js';
import { subjectOf, type ScaledSubject } from './scaled-subject.js';
import { ScalingRepository, type ActivityCount, type LabelledRow } from './scaling.repository.js';

interface Scaled {
  row: LabelledRow;
  subject: ScaledSubject;
}

/** GET /scaling/overview: services and Auto Scaling groups that scale, those with findings first. */
@Injectable()
export class ReadScalingOverview {
  constructor(
    private readonly scaling: ScalingRepository,
    private readonly judge: JudgeScaling,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run(ctx: Context, query: ScalingOverviewQuery): Promise<ScalingOverview> {
    requirePermission(ctx, 'fleet.read');
    const now = this.clock.now();
    const range = resolveRange(query, now, this.config.timezone);
    const rows = await this.scaling.scaled(ctx, query);
    const scaled = rows.flatMap((row): Scaled[] => {
      const subject = subjectOf(row);
      return subject === null ? [] : [{ row, subject }];
    });
    const [judged, counts] = await Promise.all([
      this.judge.run(ctx, scaled, now),
      this.scaling.activityCounts(
        scaled.map(({ row }) => row.id),
        range,
      ),
    ]);
    const ordered = scaled.toSorted((a, b) => urgency(judged.get(b.row.id)) - urgency(judged.get(a.row.id)));
    const found = ordered.flatMap(({ row }) => {
      const finding = judged.get(row.id)?.findings.find(({ severity }) => severity === 'warning');
      return finding ? [{ name: row.name, finding }] : [];
    });
    const groups = scaled.filter(({ row }) => row.kind === 'auto_scaling_group').length;
    return {
      from: new Date(range.from).toISOString(),
      to: new Date(range.to).toISOString(),
      sentence: renderBoth(scalingSentence({ services: scaled.length - groups, groups, found })),
      items: ordered.map(({ row, subject }) => toItem(row, subject, judged.get(row.id), counts.get(row.id))),
      notScaling: rows.length - scaled.length,
    };
  }
}

/** Being hot at the maximum before anything else. */
function urgency(judged: JudgedScaling | undefined): number {
  const [worst] = judged?.findings ?? [];
  if (!worst) return 0;
  if (worst.severity === 'info') return 1;
  return worst.code === 'at_maximum_hot' || worst.code === 'at_maximum_refused' ? 3 : 2;
}

function toItem(
  row: LabelledRow,
  subject: ScaledSubject,
  judged: JudgedScaling | undefined,
  count: ActivityCount | undefined,
): ScalingSubject {
  return {
    id: row.id,
    kind: row.kind === 'auto_scaling_group' ? 'auto_scaling_group' : 'ecs_service',
    name: row.name,
    parentId: row.parent_id,
    parentName: row.parent_name,
    environment: row.environment,
    team: row.team,
    status: Status.parse(row.status),
    minimum: subject.minimum,
    maximum: subject.maximum,
    desired: subject.desired,
    running: subject.running,
    suspended: subject.suspended,
    policies:
      subject.policies &&
      subject.policies.map(({ name, type, metric, target, disableScaleIn }) => ({
        name,
        type,
        metric,
        target,
        value: judged?.values.get(name) ?? null,
        disableScaleIn,
      })),
    scheduled: subject.scheduled,
    protected: subject.protected,
    protectedAt: subject.protectedAt,
    activities: count?.count ?? 0,
    lastActivityAt: count?.last?.toISOString() ?? null,
    findings: (judged?.findings ?? []).map(toFindingItem),
  };
}

import { scalingQuality, type ReviewFacts, type ReviewWindow, type ScalingQuality } from '@danji/analysis';
import { desiredBefore, isDone, type Step } from '../scaling/index.js';
import type { DesiredRow, ScalingRow } from './outcome.repository.js';
import { subjectFields } from './review-rows.js';
import type { MeasuredService } from './review-services.js';

/** Metrics that Danji collects, by what a policy calls them. */
const TRACKED = {
  ECSServiceAverageCPUUtilization: 'cpu',
  ECSServiceAverageMemoryUtilization: 'memory',
} as const;

/** Of each service that scales how well it did, this week and last. */
export class ScalingReview {
  readonly rows: ReviewFacts['scaling'] = [];
  private readonly scalings: Map<string, ScalingRow[]>;
  private readonly desired: Map<string, DesiredRow[]>;

  constructor(
    scalings: readonly ScalingRow[],
    desired: readonly DesiredRow[],
    private readonly window: ReviewWindow,
  ) {
    const done = scalings.filter((row) => isDone(row) && row.to_count !== null);
    this.scalings = Map.groupBy(done, (row) => row.resource_id);
    this.desired = Map.groupBy(desired, (row) => row.resource_id);
  }

  add({ row, attributes: { scaling }, cpu, memory }: MeasuredService): void {
    if (scaling === null || row.deleted_at !== null) return;
    const [, , last, week] = this.window.weeks;
    const uses = { cpu, memory };
    const tracked = scaling.policies.flatMap(({ metric, target }) => {
      const use = metric !== null && metric in TRACKED ? uses[TRACKED[metric as keyof typeof TRACKED]] : null;
      return use === null || target === null ? [] : [{ use, target }];
    });
    const changes = (this.scalings.get(row.id) ?? []).map((change) => ({
      at: change.at.getTime(),
      from: change.from_count,
      to: change.to_count,
    }));
    const desired = this.stepsOf(row.id, changes);
    const within = (from: number, to: number): ScalingQuality =>
      scalingQuality({
        from,
        to,
        maximum: scaling.maximum,
        desired,
        tracked,
        changes: changes.filter(({ at }) => at >= from && at < to),
      });
    const now = within(week.from, this.window.asOf);
    const before = within(last.from, last.to);
    this.rows.push({
      ...subjectFields(row),
      minimum: scaling.minimum,
      maximum: scaling.maximum,
      ...now,
      lastWeek:
        before.minutesAtMaximum === null
          ? null
          : {
              activities: before.activities,
              minutesAtMaximum: before.minutesAtMaximum,
              minutesAboveTarget: before.minutesAboveTarget,
              turns: before.turns,
            },
    });
  }

  /** The desired count as it was seen; before the first look as scalings set it. */
  private stepsOf(
    id: string,
    changes: readonly { at: number; from: number | null; to: number | null }[],
  ): Step[] {
    const seen = (this.desired.get(id) ?? []).map((row) => ({ at: row.at.getTime(), value: row.desired }));
    const observedFrom = seen[0]?.at ?? Infinity;
    return [...desiredBefore(observedFrom, this.window.weeks[2].from, changes, []), ...seen];
  }
}

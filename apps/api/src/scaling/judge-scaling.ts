import { Injectable } from '@nestjs/common';
import type { Context, ScalingFindingItem } from '@danji/shared';
import {
  bucketGrid,
  renderBoth,
  scalingFindings,
  type ScalingChange,
  type ScalingFinding,
  type Tracked,
} from '@danji/analysis';
import { ReadMetrics, type MetricBuckets } from '../metrics/index.js';
import type { ScaledSubject } from './scaled-subject.js';
import { ScalingRepository, type ActivityRow, type ScaledRow } from './scaling.repository.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Metrics: enough to say since when a target is exceeded. */
const LOOK_BACK_MS = 3 * 60 * MINUTE_MS;
/** A value older than this says nothing of now. */
const FRESH_MS = 15 * MINUTE_MS;
/** Activities: flapping looks back hours, being pinned days. */
const HISTORY_MS = 14 * DAY_MS;

/** Metrics that Danji collects, by what a policy calls them. */
const COLLECTED: Readonly<Record<string, string>> = {
  ECSServiceAverageCPUUtilization: 'CPUUtilization',
  ECSServiceAverageMemoryUtilization: 'MemoryUtilization',
};

export interface JudgedScaling {
  findings: ScalingFinding[];
  /** Newest value of a policy's metric, by policy; absent where it is not collected or not fresh. */
  values: ReadonlyMap<string, number>;
  tracked: readonly Tracked[];
  changes: readonly ScalingChange[];
}

/** What is wrong with the scaling of services and groups, by their bounds, their metrics and what scaling did. */
@Injectable()
export class JudgeScaling {
  constructor(
    private readonly scaling: ScalingRepository,
    private readonly readMetrics: ReadMetrics,
  ) {}

  /** By resource id. `now`: epoch ms. */
  async run(
    ctx: Context,
    scaled: readonly { row: ScaledRow; subject: ScaledSubject }[],
    now: number,
  ): Promise<Map<string, JudgedScaling>> {
    const grid = bucketGrid({ from: now - LOOK_BACK_MS, to: now, step: 60, tz: 'UTC' });
    const queries = scaled.flatMap(({ row, subject }) =>
      [...metricsOf(subject)].map((metric) => ({
        id: `${row.id} ${metric}`,
        resource: row.id,
        metric,
        stat: 'Average',
      })),
    );
    const ids = scaled.map(({ row }) => row.id);
    const [metrics, activities] = await Promise.all([
      queries.length === 0 ? new Map<string, MetricBuckets>() : this.readMetrics.run(ctx, queries, grid),
      this.scaling.activitiesSince(ids, now - HISTORY_MS),
    ]);
    const changes = new Map<string, ScalingChange[]>(ids.map((id) => [id, []]));
    for (const row of activities) changes.get(row.resource_id)?.push(changeOf(row));
    return new Map(
      scaled.map(({ row, subject }) => {
        const tracked = new Map<string, Tracked>();
        for (const policy of subject.policies ?? []) {
          const metric = COLLECTED[policy.metric ?? ''];
          if (metric === undefined || policy.target === null) continue;
          const found = metrics.get(`${row.id} ${metric}`);
          tracked.set(policy.name, trackedOf(metric, policy.target, found, grid.starts, now));
        }
        const findings = scalingFindings({
          ...subject,
          now,
          policies: subject.policies?.length ?? 0,
          tracked: [...tracked.values()],
          changes: changes.get(row.id) ?? [],
        });
        const values = new Map(
          [...tracked].flatMap(([name, { value }]): [string, number][] =>
            value === null ? [] : [[name, value]],
          ),
        );
        const judged = {
          findings,
          values,
          tracked: [...tracked.values()],
          changes: changes.get(row.id) ?? [],
        };
        return [row.id, judged];
      }),
    );
  }
}

function metricsOf({ policies }: ScaledSubject): Set<string> {
  return new Set((policies ?? []).flatMap(({ metric }) => COLLECTED[metric ?? ''] ?? []));
}

function trackedOf(
  metric: string,
  target: number,
  found: MetricBuckets | undefined,
  starts: ArrayLike<number>,
  now: number,
): Tracked {
  const values = found?.buckets.values ?? [];
  const factor = found?.item?.factor ?? 1;
  let value: number | null = null;
  let aboveSince: number | null = null;
  for (let i = values.length - 1; i >= 0; i -= 1) {
    const at = starts[i] as number;
    const each = (values[i] as number) * factor;
    if (Number.isNaN(each)) continue;
    if (value === null && now - at > FRESH_MS) break;
    value ??= each;
    if (each <= target) break;
    aboveSince = at;
  }
  return { metric, target, value, aboveSince };
}

const FAILED = new Set(['Failed', 'Unfulfilled', 'Cancelled']);

export function isDone({ status }: Pick<ActivityRow, 'status'>): boolean {
  return !FAILED.has(status) && status !== 'Overridden';
}

function changeOf(row: ActivityRow): ScalingChange {
  return {
    at: row.at.getTime(),
    from: row.from_count,
    to: row.to_count,
    done: isDone(row) && row.to_count !== null,
    failed: FAILED.has(row.status),
    notScaled: row.not_scaled_reasons.map(({ code }) => code),
  };
}

export function toFindingItem({ code, severity, since, message }: ScalingFinding): ScalingFindingItem {
  return {
    code,
    severity,
    text: renderBoth(message),
    since: since === null ? null : new Date(since).toISOString(),
  };
}

import { Injectable } from '@nestjs/common';
import { bucketGrid, type RolloutSplit } from '@danji/analysis';
import type { Context, RolloutMetric } from '@danji/shared';
import { ReadMetrics } from '../metrics/index.js';
import { RolloutRepository } from './rollout.repository.js';

const MINUTE_MS = 60_000;
/** Longer rollouts are read by the hour: a figure of each stretch needs no more. */
const FINE_MS = 6 * 3_600_000;

const OF_SERVICE: readonly (readonly [metric: string, stat: string])[] = [
  ['CPUUtilization', 'Average'],
  ['MemoryUtilization', 'Average'],
  ['LiveTaskCount', 'Average'],
];
const OF_GROUP: readonly (readonly [metric: string, stat: string])[] = [
  ['RequestCount', 'Sum'],
  ['TargetResponseTime', 'p95'],
  ['HTTPCode_Target_5XX_Count', 'Sum'],
];

interface Stretch {
  from: number;
  to: number;
}

/** What is only told by time: means before the first new task, while both sides ran, and since. */
@Injectable()
export class ReadStretches {
  constructor(
    private readonly rollouts: RolloutRepository,
    private readonly readMetrics: ReadMetrics,
  ) {}

  async run(
    ctx: Context,
    serviceId: string,
    createdAt: number,
    split: RolloutSplit,
  ): Promise<RolloutMetric[]> {
    const groups = await this.rollouts.targetGroups(serviceId);
    const asked = [
      ...OF_SERVICE.map(([metric, stat]) => ({ resource: serviceId, metric, stat })),
      ...groups.flatMap(({ id }) => OF_GROUP.map(([metric, stat]) => ({ resource: id, metric, stat }))),
    ].map((query) => ({ ...query, id: `${query.resource} ${query.metric} ${query.stat}` }));
    const step = split.to - split.from > FINE_MS ? 3600 : 60;
    const from = Math.floor(split.from / MINUTE_MS) * MINUTE_MS;
    if (split.to <= from) return [];
    const grid = bucketGrid({ from, to: split.to, step, tz: 'UTC' });
    const found = await this.readMetrics.run(ctx, asked, grid);
    const { mixed } = split;
    const before = { from: split.from, to: mixed?.from ?? createdAt };
    const between = mixed && { from: mixed.from, to: mixed.to ?? split.to };
    const after = mixed?.to == null ? null : { from: mixed.to, to: split.to };
    return asked.flatMap(({ id, resource, metric, stat }) => {
      const series = found.get(id);
      if (!series) return [];
      const factor = series.item?.factor ?? 1;
      const mean = (stretch: Stretch | null): number | null =>
        meanWithin(grid.starts, series.buckets.values, step * 1000, stretch, factor);
      const unit = series.item?.unit ?? 'count';
      return { resource, metric, stat, unit, before: mean(before), mixed: mean(between), after: mean(after) };
    });
  }
}

/** Mean of the buckets that lie whole within a stretch; null where none has data. */
function meanWithin(
  starts: Float64Array,
  values: Float64Array,
  stepMs: number,
  stretch: Stretch | null,
  factor: number,
): number | null {
  if (stretch === null) return null;
  let [sum, count] = [0, 0];
  for (let i = 0; i < starts.length; i += 1) {
    const [start, value] = [starts[i] as number, values[i] as number];
    if (start < stretch.from || start + stepMs > stretch.to || Number.isNaN(value)) continue;
    sum += value * factor;
    count += 1;
  }
  return count === 0 ? null : sum / count;
}

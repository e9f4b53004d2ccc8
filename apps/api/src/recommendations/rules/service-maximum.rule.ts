import { Injectable } from '@nestjs/common';
import { bucketGrid, evaluateServiceMaximum } from '@danji/analysis';
import type { Context, ServiceAttributes } from '@danji/shared';
import { ReadMetrics } from '../../metrics/index.js';
import type { HistoryRepository, ServiceSubject } from '../history.repository.js';
import { HISTORY_MS, type Judgement } from './judgement.js';

const STEP = 300;
/** Services read at once: two weeks of two series are 672 stored hours each. */
const AT_ONCE = 20;
const METRIC_OF = {
  ECSServiceAverageCPUUtilization: 'CPUUtilization',
  ECSServiceAverageMemoryUtilization: 'MemoryUtilization',
} as const;

/** Services whose scaling was held at its maximum while they were above their target. */
@Injectable()
export class ServiceMaximumRule {
  constructor(private readonly readMetrics: ReadMetrics) {}

  /** `now`: epoch ms; `refused`: by service, how often scaling ran into the maximum. */
  async run(
    ctx: Context,
    services: readonly ServiceSubject[],
    refused: Awaited<ReturnType<HistoryRepository['refusedAtMaximum']>>,
    now: number,
  ): Promise<Judgement[]> {
    const scaled = services.filter(({ attributes }) => attributes.scaling !== null);
    const end = Math.floor(now / (STEP * 1000)) * STEP * 1000;
    const grid = bucketGrid({ from: end - HISTORY_MS, to: end, step: STEP, tz: 'UTC' });
    const judgements: Judgement[] = [];
    for (let i = 0; i < scaled.length; i += AT_ONCE) {
      const some = scaled.slice(i, i + AT_ONCE);
      const found = await this.readMetrics.run(ctx, some.flatMap(queriesOf), grid);
      for (const subject of some) {
        const values = (name: string): ArrayLike<number> =>
          found.get(`${subject.id} ${name}`)?.buckets.values ??
          new Float64Array(grid.starts.length).fill(NaN);
        const verdict = evaluateServiceMaximum({
          serviceName: subject.name,
          clusterName: subject.attributes.clusterName,
          region: subject.region,
          scaling: subject.attributes.scaling,
          policy: policyOf(subject.attributes),
          from: end - HISTORY_MS,
          step: STEP,
          utilisation: values('use'),
          running: values('running'),
          refused: refused.get(subject.id) ?? 0,
        });
        judgements.push({ rule: 'service_maximum_reached', subject, verdict });
      }
    }
    return judgements;
  }
}

function queriesOf({ id, attributes }: ServiceSubject) {
  const metric = policyOf(attributes)?.metric ?? 'CPUUtilization';
  return [
    { id: `${id} use`, resource: id, metric, stat: 'Average' },
    { id: `${id} running`, resource: id, metric: 'LiveTaskCount', stat: 'Average' },
  ];
}

function policyOf({ scaling }: ServiceAttributes) {
  for (const { metric, target } of scaling?.policies ?? []) {
    const name = METRIC_OF[metric as keyof typeof METRIC_OF];
    if (name !== undefined && target !== null) return { metric: name, target };
  }
  return null;
}

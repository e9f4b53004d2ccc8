import { lastKnown } from '@danji/analysis';
import type { Watched } from './watched.repository.js';
import { isMeant, MINUTE_MS, type FactRequest, type FactSources, type ObservedFacts } from './fact.js';
import { observe, one, zeroOf } from './observe-metrics.js';

/** By how much a service at its maximum is above the target of its policy (percent points); 0 below its maximum. */
export async function aboveTarget(request: FactRequest, sources: FactSources): Promise<ObservedFacts> {
  const { grid } = request;
  const scaled = request.watched.flatMap((subject) => {
    const bounds = trackedTarget(subject);
    return bounds === null || !isMeant(subject) ? [] : [{ subject, ...bounds }];
  });
  const to = grid.from + grid.count * MINUTE_MS;
  const counts = Map.groupBy(
    await sources.repository.counts(
      scaled.map(({ subject }) => subject.id),
      { from: grid.from, to },
    ),
    ({ resource_id }) => resource_id,
  );
  const facts: ObservedFacts = new Map();
  for (const metric of ['CPUUtilization', 'MemoryUtilization']) {
    const those = new Map(
      scaled.filter((each) => each.metric === metric).map((each) => [each.subject.id, each]),
    );
    const found = await observe(
      { ...request, watched: [...those.values()].map(({ subject }) => subject) },
      sources,
      {
        wanted: one(metric, 'Average'),
        lead: 0,
        applies: () => true,
        compute: (values, { id }) => {
          const bounds = those.get(id);
          const desired = lastKnown(
            (counts.get(id) ?? []).map(({ at, desired: value }) => ({ at, value })),
            grid,
          );
          return values('value').map((used, i) => {
            if (bounds === undefined || Number.isNaN(desired[i] as number)) return NaN;
            return (desired[i] as number) >= bounds.maximum
              ? Math.max(0, used - bounds.target)
              : zeroOf(used);
          });
        },
      },
    );
    for (const [id, fact] of found) facts.set(id, fact);
  }
  return facts;
}

const POLICY_METRICS: Readonly<Record<string, string>> = {
  ECSServiceAverageCPUUtilization: 'CPUUtilization',
  ECSServiceAverageMemoryUtilization: 'MemoryUtilization',
};

function trackedTarget({ attributes }: Watched): { maximum: number; target: number; metric: string } | null {
  const scaling = attributes['scaling'] as
    | {
        maximum: number;
        policies?: { metric: string | null; target: number | null }[];
      }
    | null
    | undefined;
  for (const { metric, target } of scaling?.policies ?? []) {
    const collected = POLICY_METRICS[metric ?? ''];
    if (scaling && collected !== undefined && target !== null)
      return { maximum: scaling.maximum, target, metric: collected };
  }
  return null;
}

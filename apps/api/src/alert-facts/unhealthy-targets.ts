import { countsWithin, lastKnown } from '@danji/analysis';
import { serviceOf } from './alert-subject.js';
import { fill, MINUTE_MS, type FactRequest, type FactSources, type ObservedFacts } from './fact.js';
import { observe, zeroOf } from './observe-metrics.js';

const UNHEALTHY_WINDOW_MS = 5 * MINUTE_MS;

/** What two minutes in a row have: one datapoint may be a target that comes or goes. Of the first it is the value itself. */
function held(shares: Float64Array): Float64Array {
  return shares.map((share, i) => {
    const before = shares[i - 1] ?? NaN;
    return Number.isNaN(before) ? share : Math.min(before, share);
  });
}

/**
 * The share of targets that are unhealthy: by the metrics (in two minutes, as AWS advises for alarms on
 * UnHealthyHostCount), and (sooner, for they come with each sweep) by how many of the
 * desired tasks ECS reported as unhealthy within five minutes. The greater of the two.
 */
export async function unhealthyTargets(request: FactRequest, sources: FactSources): Promise<ObservedFacts> {
  const { grid, watched } = request;
  const services = new Map(watched.map((group) => [group.id, serviceOf(group)]));
  const ids = [...services.values()].filter((id) => id !== null);
  const range = { from: grid.from - UNHEALTHY_WINDOW_MS, to: grid.from + grid.count * MINUTE_MS };
  const [events, counts] = await Promise.all([
    sources.repository.events(ids, ['target_unhealthy'], range),
    sources.repository.counts(ids, range),
  ]);
  const said = Map.groupBy(events, ({ resource_id }) => resource_id);
  const desiredOf = Map.groupBy(counts, ({ resource_id }) => resource_id);
  const ends = { from: grid.from + MINUTE_MS - 1, count: grid.count };
  const facts = await observe(request, sources, {
    wanted: [
      { key: 'unhealthy', metric: 'UnHealthyHostCount', stat: 'Maximum' },
      { key: 'healthy', metric: 'HealthyHostCount', stat: 'Average' },
    ],
    lead: 1,
    applies: () => true,
    compute: (values, _group, lead) => {
      const healthy = values('healthy');
      const shares = values('unhealthy').map((unhealthy, i) => {
        const all = unhealthy + (Number.isNaN(healthy[i]) ? 0 : (healthy[i] as number));
        return all > 0 ? (100 * unhealthy) / all : zeroOf(unhealthy);
      });
      return held(shares).subarray(lead);
    },
  });
  for (const group of watched) {
    const service = services.get(group.id) ?? null;
    const reported = service === null ? undefined : said.get(service);
    if (reported === undefined || service === null) continue;
    const times = countsWithin(
      reported.map(({ at }) => at),
      ends,
      UNHEALTHY_WINDOW_MS,
    );
    const desired = lastKnown(
      (desiredOf.get(service) ?? []).map(({ at, desired: value }) => ({ at, value })),
      grid,
    );
    const measured = facts.get(group.id);
    const values = times.map((count, i) => {
      const percent = count === 0 ? NaN : Math.min(100, (100 * count) / Math.max(1, desired[i] || count));
      const metric =
        measured !== undefined && i < measured.values.length ? (measured.values[i] as number) : NaN;
      return Number.isNaN(metric) ? percent : Number.isNaN(percent) ? metric : Math.max(metric, percent);
    });
    // What no metric and no event covers yet is left out at the end, as it was.
    let known = values.length;
    while (known > (measured?.values.length ?? 0) && Number.isNaN(values[known - 1] as number)) known -= 1;
    const seen = fill(known, 1);
    measured?.seen.forEach((was, i) => {
      if (Number.isNaN(times[i] as number) || times[i] === 0) seen[i] = was;
    });
    facts.set(group.id, { values: values.slice(0, known), seen });
  }
  return facts;
}

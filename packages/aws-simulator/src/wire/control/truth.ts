import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { TruthAnswer, TruthPart, World } from '../../world/types.js';
import type { CallFigures } from '../counters.js';
import type { Endpoint } from '../dispatch.js';
import { instantSchema } from './instant.js';

const PARTS = [
  'tasks',
  'serviceEvents',
  'deployments',
  'scaling',
  'incidents',
  'instances',
  'counts',
  'metrics',
] as const satisfies readonly TruthPart[];

const query = z.object({
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  parts: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(PARTS)))
    .optional(),
  account: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  region: z.string().optional(),
});

interface Figures {
  now: number;
  calls: CallFigures[];
  metricsRequested: number;
  datapointsReturned: number;
}

/** What the world says really happened (the last day unless from and to are given), and what was asked of it. */
export function truthAnswer(endpoint: Endpoint, params: URLSearchParams): TruthAnswer & Figures {
  const { world } = endpoint;
  const { from, to, parts, account, region } = query.parse(Object.fromEntries(params));
  const now = world.clock.now();
  const answer = world.truth({
    accountId: account,
    region,
    from: from ?? now - 86_400_000,
    to: to ?? now,
    parts,
  });
  return { ...answer, ...figures(endpoint) };
}

/**
 * Published points per series within [from, to) (counted from the metrics themselves), with the calls. Two weeks of a
 * demo fleet are ten million slots: AWS requests are let in between two series.
 */
export async function countsAnswer(
  endpoint: Endpoint,
  params: URLSearchParams,
): Promise<Figures & { series: unknown[] }> {
  const { world } = endpoint;
  const { from, to, account, region } = query.parse(Object.fromEntries(params));
  const now = world.clock.now();
  const range = { from: from ?? now - 86_400_000, to: Math.min(to ?? now, now) };
  const series: unknown[] = [];
  for (const one of publishedPoints(world, range, { account, region })) {
    series.push(one);
    await setImmediate();
  }
  return { series, ...figures(endpoint) };
}

function* publishedPoints(
  world: World,
  range: { from: number; to: number },
  only: { account?: string; region?: string },
): Generator<Record<string, unknown>> {
  const now = world.clock.now();
  for (const accountId of world.accounts()) {
    if (only.account !== undefined && only.account !== accountId) continue;
    for (const region of world.regions(accountId)) {
      if (only.region !== undefined && only.region !== region) continue;
      const view = world.region(accountId, region);
      for (const series of view?.metricSeries() ?? []) {
        const step = series.period * 1000;
        let points = 0;
        for (let at = Math.ceil(range.from / step) * step; at < range.to; at += step) {
          if (view?.datapoint(series, at) !== undefined && view.visibleAt(series, at) <= now) points += 1;
        }
        const { namespace, metricName, dimensions, period } = series;
        yield { accountId, region, namespace, metricName, dimensions, period, points };
      }
    }
  }
}

function figures({ world, counters }: Endpoint): Figures {
  const calls = counters.list();
  return {
    now: world.clock.now(),
    calls,
    metricsRequested: calls.reduce((total, row) => total + row.metricsRequested, 0),
    datapointsReturned: calls.reduce((total, row) => total + row.datapointsReturned, 0),
  };
}

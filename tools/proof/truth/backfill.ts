import type { Report } from '../lib/report.ts';
import { getJson, waitFor, type Stack } from '../lib/stack.ts';
import { pairSeries, truePoints } from './fleet.ts';
import type { Answer } from './points.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Collection {
  backfill: { state: string; percent: number; pointsDone: number };
}

/** Waits until two weeks are stored; prints how long it took and what the browser is told meanwhile. */
export async function waitForBackfill(stack: Stack, report: Report): Promise<void> {
  const start = performance.now();
  const seen = new Set<number>();
  const done = await waitFor('the back-fill to end', 600, async () => {
    const { backfill } = await getJson<Collection>(`${stack.api}/collection`);
    if (backfill.percent > 0) seen.add(Math.floor(backfill.percent / 10));
    return backfill.state === 'done' ? backfill : undefined;
  });
  const seconds = (performance.now() - start) / 1000;
  report.figure('back-fill of two weeks, seconds from ready', seconds.toFixed(1));
  report.figure('points stored by it', done.pointsDone);
  report.figure('tenths of progress that were seen', [...seen].sort((a, b) => a - b).join(' '));
}

/** Per series: the datapoints that /metrics/query answers over the back-fill against those that AWS published. */
export async function checkCompleteness(stack: Stack, report: Report): Promise<void> {
  const { pairs } = await pairSeries(stack);
  const now = (await getJson<{ now: number }>(`${stack.simulator}/_simulator/health`)).now;
  const to = Math.floor(now / HOUR) * HOUR - HOUR;
  const from = to - 14 * DAY + 2 * HOUR;
  let expected = 0;
  let stored = 0;
  const missing: string[] = [];
  for (let start = 0; start < pairs.length; start += 100) {
    const some = pairs.slice(start, start + 100);
    const published = await truePoints(
      stack,
      some.map((p) => ({ truth: p.truth, stat: p.stat, from, to })),
    );
    const counts = new Array<number>(some.length).fill(0);
    for (let at = from; at < to; at += DAY) {
      const until = Math.min(at + DAY, to);
      const answer = await getJson<Answer>(`${stack.api}/metrics/query`, {
        from: new Date(at).toISOString(),
        to: new Date(until).toISOString(),
        points: 1440,
        queries: some.map((p, i) => ({
          id: `q${i}`,
          resource: p.resource.id,
          metric: p.metric,
          stat: p.stat,
        })),
      });
      for (const series of answer.series) {
        const i = Number(series.id.slice(1));
        const minutes = (some[i]?.truth.period ?? 60) / (answer.step || 60);
        counts[i] =
          (counts[i] ?? 0) +
          series.values.filter((v, slot) => v !== null && slot % Math.max(1, minutes) === 0).length;
      }
    }
    some.forEach((pair, i) => {
      expected += published[i]?.t.length ?? 0;
      stored += counts[i] ?? 0;
      if (counts[i] !== published[i]?.t.length)
        missing.push(
          `${pair.resource.name} ${pair.metric} ${pair.stat}: ${counts[i]} of ${published[i]?.t.length}`,
        );
    });
  }
  report.check(
    'every datapoint that AWS published in the two weeks is stored',
    missing.length === 0 && expected > 0,
    `${stored} of ${expected}; ${missing.slice(0, 3).join('; ') || 'none missing'}`,
  );
  const said = await getJson<{ items: { namespace: string; percent: number | null }[] }>(
    `${stack.api}/collection/completeness`,
  );
  report.figure(
    'what /collection/completeness says',
    said.items.map((i) => `${i.namespace} ${i.percent}`).join(', '),
  );
}

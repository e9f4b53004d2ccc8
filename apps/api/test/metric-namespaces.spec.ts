import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CatalogueAnswer,
  METRIC_CATALOGUE,
  MetricsAnswer,
  metricName,
  type CatalogueMetric,
} from '@danji/shared';
import { NOW, startTestApp, type TestApp } from './support/test-app.js';
import { idOf, insertResource, insertScope, insertSeries } from './support/rows.js';

const HOUR = 3_600_000;
const THIS_HOUR = Math.floor(NOW / HOUR) * HOUR;

/** One metric of each namespace and kind; load balancers only once, for they share kinds. */
const ONE_OF_EACH = [
  ...new Map(METRIC_CATALOGUE.map((item) => [`${item.namespace} ${item.kind}`, item])).values(),
];
const GROUP = idOf('target_group', 77);

/** A resource of its own for each, so that names do not help each other. */
const resourceOf = (item: CatalogueMetric): string => idOf(item.kind, 100 + ONE_OF_EACH.indexOf(item));
const dimensionsOf = (item: CatalogueMetric): string => (item.discovered ? 'device=xvda,path=/data' : '');

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  const { pool } = app.database;
  await insertScope(pool);
  for (const item of ONE_OF_EACH) {
    await insertResource(pool, item.kind, 100 + ONE_OF_EACH.indexOf(item));
    const { namespace, metric, stats } = item;
    const series = { resource: resourceOf(item), namespace, metric, stat: stats[0] as string };
    await insertSeries(pool, { ...series, dimensions: dimensionsOf(item) }, [THIS_HOUR], () => 40);
  }
  await insertResource(pool, 'target_group', 77);
  const traffic = { resource: GROUP, namespace: 'AWS/ApplicationELB' };
  const p99 = { ...traffic, metric: 'TargetResponseTime', stat: 'p99' };
  await insertSeries(pool, p99, [THIS_HOUR], (minute) => (minute / 60_000) % 5);
  const errors = { ...traffic, metric: 'HTTPCode_Target_5XX_Count', stat: 'Sum' };
  await insertSeries(pool, errors, [THIS_HOUR], (minute) => (minute === THIS_HOUR ? 3 : null));
});
afterAll(() => app.close());

async function query(resource: string, metric: string, rest = ''): Promise<MetricsAnswer> {
  const path = `/metrics/query?resource=${resource}&metric=${encodeURIComponent(metric)}&from=now-1h${rest}`;
  return MetricsAnswer.parse((await app.get(path)).body);
}

describe('a metric of every namespace', () => {
  it.each(ONE_OF_EACH.map((item) => [`${item.namespace} of ${item.kind}`, item] as const))(
    'of %s is answered by its names, with factor and unit',
    async (_name, item) => {
      const full = `${item.namespace}/${item.metric}`;
      const braces = item.discovered ? [`${full}{path=/data}`, metricName(item, dimensionsOf(item))] : [];
      for (const name of [item.metric, full, ...braces]) {
        const [series] = (await query(resourceOf(item), name, `&stat=${item.stats[0]}`)).series;
        expect(series).toMatchObject({ status: 'ok', unit: item.unit });
        expect(series?.max.find((value) => value !== null)).toBeCloseTo(40 * item.factor, 6);
      }
    },
  );

  it('is listed under the name that answers it', async () => {
    const item = ONE_OF_EACH.find(({ discovered }) => discovered) as CatalogueMetric;
    const { body } = await app.get(`/metrics/catalogue?resource=${resourceOf(item)}`);
    const listed = CatalogueAnswer.parse(body).items.filter(({ collected }) => collected);
    expect(listed.map(({ name, group }) => [name, group])).toEqual([
      [`CWAgent/${item.metric}{device=xvda,path=/data}`, 'cwagent.ec2_instance'],
    ]);
  });
});

describe('a percentile over longer buckets', () => {
  it('is the highest of the stored ones, never their mean', async () => {
    const { series } = await query(GROUP, 'TargetResponseTime', '&stat=p99&points=12');
    expect(series[0]?.method).toBe('max of 60 s p99');
    expect(series[0]?.values.find((value) => value !== null)).toBe(4);
  });
});

describe('a count of which AWS leaves zeros out', () => {
  it('stays null where nothing is stored, and says what that means', async () => {
    const answer = await query(GROUP, 'HTTPCode_Target_5XX_Count', '&stat=Sum&points=60');
    expect(answer.series[0]).toMatchObject({ missing: 'zero', unit: 'count' });
    expect(answer.series[0]?.values.filter((value) => value !== null)).toEqual([3]);
    expect(answer.notes).toEqual([
      expect.stringContaining('HTTPCode_Target_5XX_Count: AWS leaves zeros out'),
    ]);
  });
});

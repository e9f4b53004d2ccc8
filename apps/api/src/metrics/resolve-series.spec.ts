import { describe, expect, it } from '@jest/globals';
import { KIND_PREFIX, METRIC_CATALOGUE, MetricCatalogue, metricName, MetricName } from '@danji/shared';
import type { SeriesRow } from './metric.repository.js';
import { resolveSeries, type ResolvedSeries } from './resolve-series.js';

const CATALOGUE = new MetricCatalogue();

function row(given: Partial<SeriesRow>): SeriesRow {
  return {
    id: 1,
    resource_id: 'ec-1',
    namespace: 'CWAgent',
    metric: 'disk_used_percent',
    dimensions: '',
    stat: 'Average',
    period: 60,
    last_point_at: null,
    retired_at: null,
    ...given,
  };
}

function resolve(metric: string, rows: readonly SeriesRow[], resource = 'ec-1'): ResolvedSeries {
  const [found] = resolveSeries([{ id: 'q', resource, metric, stat: 'Average' }], rows, CATALOGUE);
  return found as ResolvedSeries;
}

describe('the name of a metric', () => {
  it.each([...new Set(METRIC_CATALOGUE.map(({ namespace }) => namespace))])(
    'finds every metric of %s by the short name, the full name, and with dimensions in braces',
    (namespace) => {
      for (const item of METRIC_CATALOGUE.filter((one) => one.namespace === namespace)) {
        const resource = `${KIND_PREFIX[item.kind]}-1`;
        const dimensions = item.discovered ? 'path=/data' : '';
        const stored = row({ resource_id: resource, namespace, metric: item.metric, dimensions });
        const names = [item.metric, `${namespace}/${item.metric}`, metricName(item, dimensions)];
        for (const name of names) {
          expect(MetricName.safeParse(name).success).toBe(true);
          expect(resolve(name, [stored], resource)).toMatchObject({ row: stored, item: { namespace } });
        }
      }
    },
  );

  it('is qualified where the namespace is not the own one of its kind', () => {
    const name = (namespace: string): string => metricName({ namespace, metric: 'm' });
    expect(name('AWS/EC2')).toBe('m');
    expect(name('CWAgent')).toBe('CWAgent/m');
    expect(metricName({ namespace: 'CWAgent', metric: 'm' }, 'path=/data')).toBe('CWAgent/m{path=/data}');
  });

  it('takes the namespace that is stored where a kind has the metric in several', () => {
    const stored = row({
      resource_id: 'tg-1',
      namespace: 'AWS/NetworkELB',
      metric: 'HealthyHostCount',
    });
    expect(resolve('HealthyHostCount', [stored], 'tg-1')).toMatchObject({
      row: stored,
      item: { namespace: 'AWS/NetworkELB' },
    });
    expect(resolve('AWS/ApplicationELB/HealthyHostCount', [stored], 'tg-1').row).toBeNull();
  });
});

describe('dimensions of a name', () => {
  const data = row({ id: 1, dimensions: 'device=nvme1n1,fstype=xfs,path=/data' });
  const root = row({ id: 2, dimensions: 'device=nvme0n1,fstype=xfs,path=/' });

  it('may be all, or enough to tell a series from the others', () => {
    expect(resolve('CWAgent/disk_used_percent{path=/data}', [data, root]).row).toBe(data);
    expect(resolve('disk_used_percent{fstype=xfs,path=/}', [data, root]).row).toBe(root);
    expect(resolve('disk_used_percent{path=/dat}', [data, root]).row).toBeNull();
  });

  it('are asked for where several series fit', () => {
    const found = resolve('disk_used_percent{fstype=xfs}', [data, root]);
    expect(found.row).toBeNull();
    expect(found.ambiguous).toEqual([root.dimensions, data.dimensions]);
  });

  it('prefer the series that lives: a device may be named anew', () => {
    const old = row({ id: 3, dimensions: 'device=sdb,path=/data', retired_at: new Date(0) });
    expect(resolve('disk_used_percent{path=/data}', [old, data]).row).toBe(data);
    expect(resolve('disk_used_percent{path=/data}', [old]).row).toBe(old);
  });
});

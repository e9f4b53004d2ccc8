import { findMetric, type CatalogueMetric, type ResourceKind } from '@danji/shared';
import { kindOfId, parseMetricName, type MetricReference } from './metric-name.js';
import type { SeriesRow } from './metric.repository.js';

export interface SeriesQuery {
  id: string;
  resource: string;
  metric: string;
  stat: string;
}

/** What one query asks for: its catalogue entry, where there is one, and its stored series, where there is one. */
export interface ResolvedSeries {
  query: SeriesQuery;
  kind: ResourceKind | null;
  reference: MetricReference;
  item: CatalogueMetric | null;
  row: SeriesRow | null;
  sampleCount: SeriesRow | null;
}

/** Joins queries with the stored series of their resources. */
export function resolveSeries(queries: readonly SeriesQuery[], rows: readonly SeriesRow[]): ResolvedSeries[] {
  const stored = new Map<string, SeriesRow[]>();
  for (const row of rows) {
    const key = keyOf(row.resource_id, row, row.stat);
    stored.set(key, [...(stored.get(key) ?? []), row]);
  }
  return queries.map((query) => {
    const kind = kindOfId(query.resource);
    const reference = parseMetricName(query.metric);
    const item = kind === null ? null : (findMetric(kind, pathOf(reference)) ?? null);
    const namespace = reference.namespace ?? item?.namespace ?? null;
    const find = (stat: string): SeriesRow | null =>
      stored
        .get(keyOf(query.resource, reference, stat))
        ?.find((row) => namespace === null || row.namespace === namespace) ?? null;
    const row = find(query.stat);
    return {
      query,
      kind,
      reference,
      item,
      row,
      sampleCount: row !== null && query.stat === 'Average' ? find('SampleCount') : null,
    };
  });
}

function pathOf({ namespace, metric }: MetricReference): string {
  return namespace === null ? metric : `${namespace}/${metric}`;
}

function keyOf(resource: string, name: { metric: string; dimensions: string }, stat: string): string {
  return [resource, name.metric, name.dimensions, stat].join('\n');
}
